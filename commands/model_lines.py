"""What `biganzi doctor` says about the models: who does what, who answers, what it has cost."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future

from base import offline
from base.errors import BiganziError
from commands.ui import Workspace
from drafting.casting import ROLE_NAMES, ROLES, parts_of
from drafting.model.months import FOLDER, Months
from drafting.model.probes import trial
from drafting.secrecy import ZONE_NAMES, zone_of
from drafting.settings import Budget, Endpoint, Settings

_MONTHS = 3  # shown


class Trials:
    """All models of `settings` tried at once, in the background, from the moment this is made."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._trials = {name: _begun(endpoint) for name, endpoint in settings.models.items()}

    def lines(self) -> Iterator[str]:
        """A line each, in the order of the settings."""
        for name, answer in self._trials.items():
            yield f"{_model(name, self._settings.models[name], self._settings)}：{_result(answer)}"


def setting_lines(workspace: Workspace) -> Iterator[str]:
    """Lines on what the settings say of models as a whole."""
    settings = workspace.settings
    if not settings.models:
        yield f"模型：没有配置，起草时出材料稿；要写成文，请在 {workspace.home / 'settings.toml'} 填写 [models.名称]。"
        return
    yield f"离线开关：{'已打开，只连接本机的服务' if offline.is_on() else '没有打开'}"
    yield from _unknown(settings)
    yield f"存下的回答：{'同样的问题不再问第二次' if settings.cache == 'on' else '没有启用（cache = off）'}"
    yield f"限额：{_limits(settings.budget) or '没有设（[budget]）'}"


def spending_lines(workspace: Workspace) -> Iterator[str]:
    """What the last months came to."""
    months = Months(workspace.home / FOLDER)
    for month in months.known()[:_MONTHS]:
        try:
            yield f"模型用量 {month}：{months.spent(month).said}"
        except BiganziError as error:
            yield str(error)


def _begun(endpoint: Endpoint) -> Future[str]:
    """A trial in a thread that does not keep the program from ending: a person who stops it does not wait for a silent server."""
    answer: Future[str] = Future()

    def work() -> None:
        try:
            answer.set_result(trial(endpoint))
        except Exception as error:  # handed to whoever asks for the result
            answer.set_exception(error)

    threading.Thread(target=work, daemon=True, name="doctor").start()
    return answer


def _model(name: str, endpoint: Endpoint, settings: Settings) -> str:
    parts = "、".join(ROLE_NAMES[role] for role in parts_of(settings, name))
    return f"模型 {name}{f'（{parts}）' if parts else ''} {endpoint.model} {endpoint.base_url}（{ZONE_NAMES[zone_of(endpoint)]}）"


def _result(answer: Future[str]) -> str:
    try:
        return answer.result()
    except BiganziError as error:
        return str(error)


def _unknown(settings: Settings) -> Iterator[str]:
    """Names that stand for no model."""
    named = {"model": settings.model, **{f"[roles] {role}": getattr(settings.roles, role) for role in ROLES}, "judge": settings.judge}
    for key, name in named.items():
        try:
            settings.endpoint(name or "none")
        except BiganziError as error:
            yield f"设置 {key} 不对：{error}"


def _limits(budget: Budget) -> str:
    words = {"run_tokens": "每次起草 {} 词元", "run_yuan": "每次起草 {:g} 元", "month_yuan": "每月 {:g} 元"}
    return "，".join(said.format(limit) for key, said in words.items() if (limit := getattr(budget, key)))

"""`history status`, `sign` and `final`: the steps before a draft is final."""

import json
from pathlib import Path

import click

from base.errors import InputError
from commands.history.shared import DRAFT, FORMAT, NAME, WORDS, brief_of, opened, person, remarks_of, who
from commands.paths import FILE
from commands.ui import Command, Workspace, pass_workspace, say
from drafting.brief import load_brief
from drafting.history.entry import Kind
from drafting.history.history import NEWEST
from drafting.signoff import signing
from drafting.signoff.signing import Act, Finish
from drafting.signoff.status import Status, StepState
from drafting.signoff.steps import process_of
from wiring import errors_in


@click.command(cls=Command)
@DRAFT
@FORMAT
@pass_workspace
def status(workspace: Workspace, draft: str, form: str) -> None:
    """定稿前的各步：哪些办了、谁办的，哪些没有办；改过的稿子要重新办理。"""
    with opened(workspace.home) as history:
        found = signing.status(history, process_of(workspace.home), draft)
    if form == "json":
        click.echo(json.dumps(_plain(found), ensure_ascii=False, indent=1))
        return
    newest = found.revision.said
    click.echo(f"“{draft}”第{newest.revision}版：{newest.by.label}，{found.revision.local_time}")
    for state in found.steps:
        click.echo(f"  {state.label}　{state.name}：{_who(state)}")
    click.echo(_final(found))


@click.command(cls=Command)
@DRAFT
@click.argument("step", type=NAME, metavar="步骤")
@who
@click.option("--reason", type=WORDS, default="", metavar="意见", help="意见；退回、免办时要写明理由。")
@click.option("--return", "send_back", is_flag=True, help="退回修改，不同意。")
@click.option("--waive", is_flag=True, help="这一步不涉及，免办。")
@click.option("--revision", type=click.IntRange(1), metavar="版次", help="看的是第几版；之后若有新版会告诉您（默认最新一版）。")
@pass_workspace
def sign(
    workspace: Workspace, draft: str, step: str, author: str, role: str, reason: str, send_back: bool, waive: bool, revision: int | None,
) -> None:  # fmt: skip
    """办理一步，例如 history sign 讲话 核稿 --author 李明 --role 综合科科长。签署只对这一版有效，稿子再改就要重新办理。"""
    if send_back and waive:
        raise InputError("--return 和 --waive 只能给一个。")
    kind: Kind = "return" if send_back else "waiver" if waive else "signature"
    act = Act(draft, step, person(author, role), kind, reason, revision or NEWEST)
    with opened(workspace.home) as history:
        process = process_of(workspace.home)
        signing.sign(history, process, act)
        found = signing.status(history, process, draft)
    done = "退回" if send_back else "免办" if waive else "已办"
    say(f"已记入留痕：第{found.revision.said.revision}版{step}{done}，{act.by.label}。")
    if found.open:
        say(f"还要办理：{'、'.join(state.name for state in found.open)}。")


@click.command(cls=Command)
@DRAFT
@who
@click.option("--override", is_flag=True, help="还有未办事项或错误也定稿，要写明理由，记入留痕。")
@click.option("--reason", type=WORDS, default="", metavar="理由", help="定稿说明；--override 时必须写。")
@click.option("--brief", type=FILE, metavar="文件", help="核对时用的任务书（默认用这一版存入时的）。")
@click.option("--facts", type=FILE, metavar="文件", help="数据台账，代替任务书里写的那份。")
@pass_workspace
def final(
    workspace: Workspace, draft: str, author: str, role: str, override: bool, reason: str, brief: Path | None, facts: Path | None
) -> None:
    """定稿：各步都办完、审核没有错误级问题才能定；没有办完以 1 退出。"""
    if facts and not brief:
        raise InputError("--facts 要和 --brief 一起用。")
    with opened(workspace.home) as history:
        newest = history.revision(draft)
        task = load_brief(brief, facts, say) if brief else brief_of(history, newest)
        errors = errors_in(workspace.home, history.text(newest), task, remarks_of(history, newest))
        wish = Finish(draft, person(author, role), newest, errors, override, reason)
        entry = signing.finish(history, process_of(workspace.home), wish)
    said = f"，带着未办事项 {len(entry.said.overridden)} 项，理由已记入留痕" if entry.said.overridden else ""
    say(f"“{draft}”第{newest.said.revision}版已由{wish.by.label}定稿{said}。")


def _who(state: StepState) -> str:
    entry = state.last or state.before
    if entry is None:
        return state.step.what + (f"（{state.step.waivable}）" if state.step.waivable else "")
    said = "；".join(part for part in (entry.said.by.label, entry.local_time, entry.said.reason) if part)
    return said if state.last else f"{said}，是对以前一版的，稿子改过，要重新办理"


def _final(found: Status) -> str:
    if found.final:
        passed = f"，带着未办事项：{'；'.join(found.final.said.overridden)}" if found.final.said.overridden else ""
        return f"已定稿：{found.final.said.by.label}，{found.final.local_time}{passed}。"
    if found.was_final:
        return f"曾由{found.was_final.said.by.label}定稿，之后又改过，要重新定稿。"
    return "没有定稿。"


def _plain(found: Status) -> dict[str, object]:
    steps = [
        {
            "step": s.name,
            "state": s.label,
            "open": s.is_open,
            "by": s.last.said.by.model_dump() if s.last else None,
            "source": s.step.source,
        }
        for s in found.steps
    ]
    return {
        "schema": 1,
        "draft": found.revision.said.draft,
        "revision": found.revision.said.revision,
        "hash": found.revision.hash,
        "genre": found.revision.said.genre,
        "steps": steps,
        "final": found.final is not None,
    }

"""The judge of the settings, for the commands that ask one."""

import os

from base.errors import InputError
from commands.ui import Workspace, say
from drafting.model.client import key_of
from drafting.model.means import Means, means_of
from drafting.settings import Endpoint
from evals.harness.judge import Judge, PairJudge


def judge_of(workspace: Workspace) -> Judge:
    """A judge of single drafts; InputError when none is configured or its key is not set."""
    return Judge(*_asked(workspace))


def pair_judge_of(workspace: Workspace) -> PairJudge:
    """A judge of pairs; InputError when none is configured or its key is not set."""
    return PairJudge(*_asked(workspace))


def _asked(workspace: Workspace) -> tuple[Endpoint, str, int, Means]:
    """Whom to ask, how often, within what means; answers kept from before would make the votes agree."""
    settings = workspace.settings
    endpoint = settings.endpoint(settings.judging)
    if endpoint is None:
        raise InputError('没有配置评分的模型，请在 settings.toml 的 [roles] 中写 judge = "名称"，并写好 [models.名称]，或去掉 --judge。')
    return endpoint, key_of(endpoint, os.environ), settings.judge_votes, means_of(workspace.home, settings, say, cached=False)

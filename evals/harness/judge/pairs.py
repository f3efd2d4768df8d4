"""Which of two drafts of one brief is the better one: a model is asked in both orders, for it may favour what stands first."""

from dataclasses import dataclass, field
from statistics import fmean, pstdev

from base.errors import BiganziError
from drafting.brief import Brief
from drafting.model.client import Client
from drafting.model.means import Means
from drafting.secrecy.gate import forbid_leaving, forbid_written
from drafting.settings import Endpoint
from drafting.writer import Usage
from evals.harness.judge.asking import about, asked
from evals.harness.judge.criteria import listed
from prompts.loader import prompt

_PROMPT = "judge_pair"
_SAID = {"第一稿": 1, "第二稿": -1, "相当": 0}  # for the one that stands first


@dataclass(frozen=True)
class Preference:
    """From -1 (the first draft is better) to 1 (the second); `turned` votes changed with the order and count as 0."""

    mean: float
    spread: float
    votes: int
    turned: int
    error: str = ""


@dataclass(frozen=True)
class PairJudge:
    """Asks the model at `endpoint` `votes` times, each time in both orders."""

    endpoint: Endpoint
    key: str
    votes: int
    means: Means = field(default_factory=Means, compare=False)

    def of(self, brief: Brief, first: str, second: str, mark: str = "") -> Preference:
        """Which of two drafts, made from papers of this `mark`, is better.

        Without `votes` no answer could be used, and `error` says why.
        """
        client, pairs, error = Client(self.endpoint, self.key, Usage(), "judge", self.means), list[tuple[int, int]](), ""
        try:
            forbid_leaving(self.endpoint, brief)
            forbid_written(self.endpoint, f"{first}\n{second}", mark)
            for turn in range(self.votes):
                forth = self._asked(client, brief, first, second, turn)
                back = self._asked(client, brief, second, first, turn)
                pairs += [(forth, -back)] if forth is not None and back is not None else []
        except BiganziError as fault:
            error = str(fault)
        if not pairs:
            return Preference(0.0, 0.0, 0, 0, error or f"模型 {self.endpoint.model} 的回答不合要求。")
        votes = [float(-one) if one == other else 0.0 for one, other in pairs]
        turned = sum(one * other < 0 for one, other in pairs)
        return Preference(round(fmean(votes), 4), round(pstdev(votes), 4), len(votes), turned, error)

    def _asked(self, client: Client, brief: Brief, first: str, second: str, turn: int) -> int | None:
        """1 when the draft that stands first is said to be better, -1 for the other one; None when that is no answer."""
        messages = prompt(_PROMPT).render(criteria=listed(turn), brief=about(brief), first=first, second=second)
        return _SAID.get(str(asked(client, brief, messages).get("better")).strip())

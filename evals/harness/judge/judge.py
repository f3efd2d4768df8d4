"""The five qualities of a draft, by several votes of a model."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import fmean, pstdev
from typing import Any

from base.errors import BiganziError
from drafting.brief import Brief
from drafting.model.client import Client
from drafting.model.means import Means
from drafting.secrecy.gate import forbid_leaving, forbid_written
from drafting.settings import Endpoint
from drafting.writer import Usage
from evals.harness.fingerprint import of_text
from evals.harness.judge.asking import about, asked, reason
from evals.harness.judge.criteria import CRITERIA, HIGHEST, LOWEST, form, listed
from evals.harness.results import Judgement, Mark
from prompts.loader import prompt

_PROMPT = "judge"


@dataclass(frozen=True)
class _Vote:
    """Scores by criterion, and what was said of them."""

    scores: dict[str, float]
    why: dict[str, str]


@dataclass(frozen=True)
class Judge:
    """Asks the model at `endpoint` `votes` times about each draft, each time with the qualities in another order."""

    endpoint: Endpoint
    key: str
    votes: int
    means: Means = field(default_factory=Means, compare=False)

    @property
    def fingerprint(self) -> str:
        """What decides how it judges."""
        return of_text(self.endpoint.model_dump_json(), prompt(_PROMPT).hash, str(self.votes))

    def of(self, brief: Brief, text: str, mark: str = "") -> Judgement:
        """What the model thinks of the draft `text`, made from papers of this `mark`.

        What fails is said in `error`, and what was answered before is kept.
        """
        client, votes, error = Client(self.endpoint, self.key, Usage(), "judge", self.means), list[_Vote](), ""
        try:
            forbid_leaving(self.endpoint, brief)
            forbid_written(self.endpoint, text, mark)
            for vote in self._asked(client, brief, text):
                votes += [vote] if vote else []
        except BiganziError as fault:
            error = str(fault)
        if not error and len(votes) < self.votes:
            error = f"模型 {self.endpoint.model} 有 {self.votes - len(votes)} 次回答不合要求，没有计入。"
        return self._counted(client.usage, votes, error)

    def _asked(self, client: Client, brief: Brief, text: str) -> Iterator[_Vote | None]:
        for turn in range(self.votes):
            messages = prompt(_PROMPT).render(criteria=listed(turn), brief=about(brief), text=text, form=form(turn))
            yield _vote(asked(client, brief, messages))

    def _counted(self, usage: Usage, votes: list[_Vote], error: str) -> Judgement:
        used = prompt(_PROMPT)
        return Judgement(
            fingerprint=self.fingerprint,
            model=self.endpoint.model,
            prompt=used.name,
            prompt_hash=used.hash,
            marks={one.id: _mark([vote.scores[one.id] for vote in votes]) for one in CRITERIA if votes},
            why={one.id: tuple(why for vote in votes if (why := vote.why[one.id])) for one in CRITERIA if votes},
            tokens=usage.total.as_json(),
            error=error,
        )


def _vote(answer: dict[str, Any]) -> _Vote | None:
    """The scores in an answer; None when one of them is missing or out of range."""
    given = {one.id: answer.get(one.name) for one in CRITERIA}
    scores = {id: _score(value.get("score") if isinstance(value, dict) else value) for id, value in given.items()}
    if None in scores.values():
        return None
    whys = {id: reason(value.get("why")) if isinstance(value, dict) else "" for id, value in given.items()}
    return _Vote({id: score for id, score in scores.items() if score is not None}, whys)


def _score(value: Any) -> float | None:
    try:
        score = float(str(value).removesuffix("分"))
    except ValueError:
        return None
    return score if LOWEST <= score <= HIGHEST else None


def _mark(votes: list[float]) -> Mark:
    return Mark(mean=round(fmean(votes), 4), spread=round(pstdev(votes), 4), votes=tuple(votes))

"""Asking the model: several times, within its context, and never what is marked on a remote one."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from base.errors import BiganziError, SecrecyError, ServiceError
from corpus.marks import OPEN, level_of
from drafting.model.asking import Asker, Question
from drafting.model.client import Client, Terms, key_of
from drafting.model.material import Cut
from drafting.model.means import Means
from drafting.model.outline import OutlineReader
from drafting.secrecy import forbid_stated, forbid_text
from drafting.settings import Endpoint
from drafting.writer import Usage
from evals.case import Case, Outcome, Unscored
from evals.engine import Judge
from evals.finding import Finding
from evals.second_opinion.answers import read
from evals.second_opinion.messages import SCHEMA, messages, prompt_record
from evals.second_opinion.parts import FAMILIES, Part, parts
from evals.second_opinion.weighing import Ballot, weighed
from prompts.loader import Message

OPINION = "second-opinion"  # what `unscored` names it by
_MOST_PARTS = 12  # questions a text; the rest of a longer one is not asked about
_LEAST_PART = 400  # characters
_ANSWER_TOKENS = 1500
_FRAME_TOKENS = 1200  # the instructions and the findings, about


def judge(
    endpoint: Endpoint, votes: int, families: Sequence[str], environ: Mapping[str, str] = os.environ, means: Means | None = None
) -> Judge:
    """A second opinion by the model at `endpoint`, asked `votes` times, on those of `families` it is for.

    InputError when its key is not set. What fails later is an `unscored` entry: the check itself has its result.
    """
    key = key_of(endpoint, environ)
    asked = tuple(f for f in FAMILIES if f in families)

    def opinion(case: Case, findings: tuple[Finding, ...]) -> Outcome:
        client = Client(endpoint, key, Usage(), "judge", means or Means())
        return _Round(client, votes, asked).opinion(case, findings) if asked else Outcome(findings)

    return opinion


class _Round:
    """All questions on one text; `trouble` is what went wrong, each once."""

    def __init__(self, client: Client, votes: int, families: tuple[str, ...]) -> None:
        self._client, self._votes, self._families = client, votes, families
        self._endpoint, self._asker = client.endpoint, Asker(client)
        self._trouble: dict[str, None] = {}
        self._down = False

    def opinion(self, case: Case, findings: tuple[Finding, ...]) -> Outcome:
        """`findings` with votes and additions; as they are when nothing may be sent."""
        try:
            self._forbid(case)
        except SecrecyError as error:
            self._note(error)
            return Outcome(findings, unscored=self._unscored())
        ballots = tuple(self._ballots(case, findings))
        outcome = weighed(case, findings, ballots, self._families, self._endpoint.model)
        return Outcome(outcome.findings, metrics={"second_opinion": self._record(ballots)}, unscored=self._unscored())

    def _forbid(self, case: Case) -> None:
        """SecrecyError for a marked text; looked at as a whole, because a part of it need not bear the mark."""
        forbid_stated(self._endpoint, case.context.secrecy, "这份文稿")
        forbid_text(self._endpoint, f"{case.text}\n{case.context.text}", "这份文稿")

    def _ballots(self, case: Case, findings: tuple[Finding, ...]) -> Iterator[Ballot]:
        room = self._endpoint.context_tokens - _ANSWER_TOKENS - _FRAME_TOKENS
        shown = parts(case.text, findings, max(_LEAST_PART, room * 2 // 3))
        if len(shown) > _MOST_PARTS:
            self._trouble[f"文稿太长，只问了前 {shown[_MOST_PARTS - 1].span.end} 个字符"] = None
        for part in shown[:_MOST_PARTS]:
            ballot = Ballot(part, tuple(self._answers(case, part)))
            if len(ballot.read) < len(ballot.answers):
                self._trouble[f"模型 {self._endpoint.model} 有的回答不合要求，没有计票"] = None
            yield ballot

    def _answers(self, case: Case, part: Part) -> Iterator[str]:
        """What the model says each time; after a failed call nothing more is asked of it."""
        for turn in range(self._votes):
            if self._down:
                return
            terms = Terms(keep=level_of(case.context.secrecy) == OPEN, take=turn, good=lambda heard: read(heard.text) is not None)
            question = Question(_always(messages(case, part, self._families, turn)), 0, _ANSWER_TOKENS, SCHEMA, terms)
            try:
                heard, _ = self._asker.ask(question, lambda _: OutlineReader())
            except (ServiceError, SecrecyError) as error:
                self._note(error)
                self._down = True
            else:
                yield heard.text

    def _note(self, error: BiganziError) -> None:
        self._trouble[str(error).rstrip("。")] = None

    def _unscored(self) -> tuple[Unscored, ...]:
        return tuple(Unscored(OPINION, said) for said in self._trouble)

    def _record(self, ballots: Sequence[Ballot]) -> dict[str, Any]:
        """What was asked of which model, for the metrics."""
        spent = self._client.usage.total
        answered = min((len(b.read) for b in ballots), default=0)
        return prompt_record() | {
            "model": self._endpoint.model, "votes": self._votes, "answered": answered, "questions": len(ballots),
            "prompt_tokens": spent.prompt, "completion_tokens": spent.completion, "calls": spent.calls, "cached": spent.cached,
        }  # fmt: skip


def _always(asked: tuple[Message, ...]) -> Callable[[Cut], tuple[Message, ...]]:
    """There are no passages to leave out: the messages are the same for every cut."""
    return lambda _: asked

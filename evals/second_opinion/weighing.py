"""From answers to votes beside findings, and to suggestions that most answers share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.zh import Span
from evals.case import Case, Outcome
from evals.finding import Finding, Opinion
from evals.rules import common_rules
from evals.second_opinion.answers import Answer, Proposal, read
from evals.second_opinion.parts import FAMILIES, Part

_RULES = {"padding": "model-sees-padding", "tone": "model-sees-tone"}


@dataclass(frozen=True)
class Ballot:
    """What was asked, and what was answered each time."""

    part: Part
    answers: tuple[str, ...]

    @property
    def read(self) -> tuple[Answer, ...]:
        """The answers that can be used."""
        return tuple(answer for said in self.answers if (answer := read(said)))


def weighed(
    case: Case, findings: Sequence[Finding], ballots: Sequence[Ballot], families: Sequence[str] = FAMILIES, model: str = ""
) -> Outcome:
    """`findings` with the votes of `ballots`, and suggestions in `families` on what most answers to a question name besides."""
    opinions = {item: opinion for ballot in ballots for item, opinion in _opinions(ballot, model)}
    voted = [replace(f, opinion=opinions[f]) if f in opinions else f for f in findings]
    more = (found for ballot in ballots for found in _shared(case.text, ballot, findings, model))
    return Outcome((*voted, *(found for found in more if found.family in families)))


def _opinions(ballot: Ballot, model: str) -> Iterator[tuple[Finding, Opinion]]:
    for no, item in enumerate(ballot.part.items, 1):
        votes = [answer.votes[no] for answer in ballot.read if no in answer.votes]
        if votes:
            why = tuple(dict.fromkeys(vote.why for vote in votes if vote.why))
            yield item, Opinion(model, sum(vote.agrees for vote in votes), len(votes), why)


def _shared(text: str, ballot: Ballot, findings: Sequence[Finding], model: str) -> Iterator[Finding]:
    """One suggestion for each place that more than half of the answers name and no finding of the family covers."""
    taken = [(f.family, Span(f.start, f.end)) for f in findings]
    named = [list(_places(text, ballot.part, answer)) for answer in ballot.read]
    for places in named:
        for proposal, span in places:
            agreeing = sum(any(_same(proposal, span, other, at) for other, at in each) for each in named)
            if agreeing * 2 > len(named) and not any(f == proposal.family and at.overlaps(*span) for f, at in taken):
                taken.append((proposal.family, span))
                yield _suggestion(text, proposal, span, Opinion(model, agreeing, len(named), (proposal.why,)))


def _places(text: str, part: Part, answer: Answer) -> Iterator[tuple[Proposal, Span]]:
    """The proposals whose words do stand in the part, word for word."""
    for proposal in answer.more:
        at = text.find(proposal.quote, *part.span)
        if at >= 0:
            yield proposal, Span(at, at + len(proposal.quote))


def _same(a: Proposal, at: Span, b: Proposal, there: Span) -> bool:
    return a.family == b.family and at.overlaps(*there)


def _suggestion(text: str, proposal: Proposal, span: Span, opinion: Opinion) -> Finding:
    rule = common_rules()[_RULES[proposal.family]]
    votes = f"{opinion.votes} 票中 {opinion.agree} 票"
    share = opinion.agree / opinion.votes
    found = rule.finding(text, *span, score=round(share, 2), votes=votes, why=proposal.why or "没有说明理由")
    return replace(found, opinion=opinion)

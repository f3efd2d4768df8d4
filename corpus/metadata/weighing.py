"""Several sources say what a field is: which is believed, how sure that is, and why it is doubted."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.names import normal_name
from corpus.organs import makers
from corpus.zh import chinese_day

Value = str | dt.date

DOUBTFUL = 0.8  # below it a person should look
_MOST = 0.99  # what a program can be sure of
_DISSENT = 0.5  # how far one certain contradiction lowers the certainty of the best
_NEAR = dt.timedelta(days=31)  # a document is signed, printed and published within weeks: such days hardly contradict each other
_NEAR_DISSENT = 0.08
_MUCH_THE_SAME = 0.8  # share of the shorter title's characters in the longer


class Candidate(NamedTuple):
    """One source's word for one field. `where` names the source to a person: 落款、文件名 …"""

    field: str
    value: Value
    sure: float
    where: str


class Verdict(NamedTuple):
    """The value of a field that is believed; `doubt` is '' where nothing speaks against it."""

    value: Value
    sure: float
    doubt: str


def weigh(candidates: Sequence[Candidate]) -> Verdict | None:
    """The best supported value; sources that agree make it surer, those that contradict less sure."""
    groups: list[list[Candidate]] = []
    for candidate in sorted(candidates, key=lambda c: -c.sure):
        home = next((group for group in groups if _agree(group[0], candidate)), None)
        groups.append([candidate]) if home is None else home.append(candidate)
    if not groups:
        return None
    groups.sort(key=lambda group: -_together(group))
    best, others = groups[0][0], groups[1:]
    against = max((_weight(best, group) for group in others), default=0.0)
    sure = round(min(_MOST, _together(groups[0])) * (1 - against), 2)
    return Verdict(best.value, sure, _doubt(best, [group[0] for group in others], sure))


def _together(group: Iterable[Candidate]) -> float:
    """How sure several independent sources are that say the same."""
    wrong = 1.0
    for where in {candidate.where: candidate for candidate in group}.values():
        wrong *= 1 - where.sure
    return 1 - wrong


def _weight(best: Candidate, other: Sequence[Candidate]) -> float:
    """By what share the word of `other` lowers the certainty of `best`."""
    near = isinstance(best.value, dt.date) and isinstance(other[0].value, dt.date) and abs(best.value - other[0].value) <= _NEAR
    return (_NEAR_DISSENT if near else _DISSENT) * _together(other)


def _agree(one: Candidate, other: Candidate) -> bool:
    if not isinstance(one.value, str) or not isinstance(other.value, str):
        return one.value == other.value
    if one.field == "issuer":
        return _same_organs(one.value, other.value)
    first, second = sorted((normal_name(one.value), normal_name(other.value)), key=len)
    if one.field == "title" and first:
        return first in second or len(set(first) & set(second)) >= _MUCH_THE_SAME * len(set(first))
    return first == second


def _same_organs(one: str, other: str) -> bool:
    """县教育局 and 青禾县教育局 are the same; so is one of several that issue together."""
    return any(a.endswith(b) or b.endswith(a) for a in makers(one) for b in makers(other))


def _doubt(best: Candidate, others: Sequence[Candidate], sure: float) -> str:
    """Why a person should look; '' when there is no reason."""
    if sure >= DOUBTFUL:
        return ""
    if others:
        said = [f"{c.where}是“{shown(c.value)}”" for c in (best, *others[:2])]
        return "，".join(said) + "，不一致"
    return f"只凭{best.where}判断，别处没有印证"


def shown(value: Value | None) -> str:
    """A value as a person writes it."""
    return chinese_day(value) if isinstance(value, dt.date) else value or ""

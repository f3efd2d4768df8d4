"""Typical cases: what stood there, what is right, in which document. Personal data is covered, long sentences are cut."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.zh import SENTENCE_ENDS
from evals.bulletin.hiding import Hiding
from evals.bulletin.masking import covered
from evals.bulletin.papers import Paper
from evals.finding import Finding
from evals.render.words import shortened

_ENDS = re.compile(f"[{SENTENCE_ENDS}]")
_AROUND = 14  # characters on either side of what is wrong
_LONGEST = 40  # characters of what is wrong
_AGAIN = 16  # characters of it said again in the message
_MESSAGE = 90
_WINDOW = 300  # characters on either side that are looked at for personal data and names
_TRIES = 8  # places of one kind of fault looked at for one that may be quoted
OF_A_FAMILY = 4  # cases quoted
CHECK = "请核对"


@dataclass(frozen=True)
class Quote:
    """`wrong` within `before` and `after`; `right` is the right form, or what to do about it where there is no such form."""

    family: str
    rule: str
    before: str
    wrong: str
    after: str
    right: str
    unit: str
    title: str
    times: int  # places with the same words and rule, all documents together

    @property
    def quoted(self) -> str:
        """The words in their sentence."""
        return f"{self.before}【{self.wrong}】{self.after}"


_Same = tuple[str, str, str]


def quotes(papers: Sequence[Paper], family: str, hiding: Hiding) -> list[Quote]:
    """The most typical errors of a family: those with a right form first, then frequent ones, from one unit after the other.

    A warning may be none after all: it is counted and never held up to others. What `hiding` cannot make safe is not quoted.
    """
    found: dict[_Same, list[tuple[Paper, Finding]]] = {}
    for paper, finding in _quotable(papers, family):
        found.setdefault(_same(paper, finding), []).append((paper, finding))
    typical = sorted(found.values(), key=lambda group: (group[0][1].edit is None, -len(group)))
    made = (_quote(group, hiding) for group in _spread(typical))
    return list(islice((quote for quote in made if quote), OF_A_FAMILY))


def _quotable(papers: Iterable[Paper], family: str) -> Iterator[tuple[Paper, Finding]]:
    return ((p, f) for p in papers if not p.marked for f in p.findings if f.family == family and f.severity == "error" and f.end)


def _same(paper: Paper, finding: Finding) -> _Same:
    edit = finding.edit
    return (finding.rule, paper.text[edit.start : edit.end], edit.text) if edit else (finding.rule, finding.text, "")


def _spread(groups: Sequence[list[tuple[Paper, Finding]]]) -> Iterator[list[tuple[Paper, Finding]]]:
    """Units in turn: the first of each, then the second of each, in the order in which they come."""
    turns: dict[str, int] = {}
    placed = []
    for at, group in enumerate(groups):
        unit = group[0][0].unit
        placed.append((turns.get(unit, 0), at, group))
        turns[unit] = turns.get(unit, 0) + 1
    return (group for _, _, group in sorted(placed, key=lambda p: p[:2]))


def _quote(group: list[tuple[Paper, Finding]], hiding: Hiding) -> Quote | None:
    """The first of `group` that may be quoted; None where none may."""
    made = (_quoted(paper, finding, len(group), hiding) for paper, finding in group[:_TRIES])
    return next((quote for quote in made if quote), None)


def _quoted(paper: Paper, finding: Finding, times: int, hiding: Hiding) -> Quote | None:
    """None where what is wrong is itself personal, or tells whose it is."""
    start, end = (finding.edit.start, finding.edit.end) if finding.edit else (finding.start, finding.end)
    low, high = max(0, start - _WINDOW), end + _WINDOW
    text, start, end = covered(paper.text[low:high], paper.people), start - low, end - low
    if text[start:end] != paper.text[low + start : low + end]:
        return None
    line = text[text.rfind("\n", 0, start) + 1 : start], text[start:end], text[end : _line_end(text, end)]
    safe, right = hiding.quotation(*line), hiding.words(_right(finding, paper.people))
    if safe is None or (hiding.telling(right) and finding.edit):
        return None
    before, wrong, after = safe
    said = CHECK if hiding.telling(right) else right
    return Quote(finding.family, finding.rule, _last(before), _seen(wrong), _first(after), said, paper.unit, paper.title, times)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _last(words: str) -> str:
    """The end of `words`, from where the sentence begins that it is in."""
    own = _ENDS.split(words)[-1]
    cut = len(own) > _AROUND or words == f"…{own}"
    return f"…{own[-_AROUND:]}" if cut else own


def _first(words: str) -> str:
    """The beginning of `words`, to where the sentence ends."""
    end = _ENDS.search(words)
    own = words[: end.end()] if end else words
    return own if len(own) <= _AROUND else f"{own[:_AROUND]}…"


def _right(finding: Finding, people: Iterable[str]) -> str:
    """The right words; where there are none, what the check says."""
    edit = finding.edit
    if edit is None:
        said = covered(finding.message.replace(finding.text, shortened(finding.text, _AGAIN)), people)
        return f"{CHECK}：{shortened(said, _MESSAGE)}"
    if not edit.text:
        return "应删去"
    words = shortened(covered(edit.text, people), _LONGEST, newline="⏎")
    return f"应加“{words}”" if edit.start == edit.end else f"应为“{words}”"


def _seen(wrong: str) -> str:
    """Words as they are; of what nobody sees, the name."""
    if wrong and not wrong.strip():
        return "（换行）" if "\n" in wrong else "（空格）"
    return shortened(wrong, _LONGEST, newline="⏎")

"""Which sentences go, which were meant to go and stay, and why."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.zh import Span, count_zi, sentences
from evals.case import Case
from evals.checks.residue.own import Own
from evals.engine import run
from evals.finding import Finding
from evals.suppress import blanked, notes_in
from evals.trim.held import held
from evals.trim.layout import Frozen, is_numbered, opens, removals, structure
from evals.trim.remarks import Remark, remarks

# Score of a finding; to lose a sentence costs more than to keep an empty one. On real speeches that two readers have marked
# 0.5 loses one sentence of substance in four, 0.6 one in eight, 0.7 one in twenty-four, and 0.75 cuts a fifth less than 0.7.
_SURE = 0.7
DOUBTFUL = "把握不大"
_COVERED = 0.9  # of a sentence; a finding on less of it is about a clause


@dataclass(frozen=True)
class Cut:
    """A sentence that goes, `text` at `[start, end)` of the original."""

    start: int
    end: int
    text: str
    rule: str
    reason: str


@dataclass(frozen=True)
class Left:
    """What is padding and was left all the same; `why` in Chinese."""

    start: int
    end: int
    text: str
    rule: str
    reason: str
    why: str


@dataclass(frozen=True)
class Trimmed:
    """A text and what goes from it, in order of place. `removed` holds the cuts with the blanks and newlines that go with them."""

    original: str
    cuts: tuple[Cut, ...]
    left: tuple[Left, ...]
    remarks: tuple[Remark, ...]
    removed: tuple[Span, ...]

    @cached_property
    def text(self) -> str:
        """What is left."""
        kept, at = list[str](), 0
        for gone in self.removed:
            kept.append(self.original[at : gone.start])
            at = gone.end
        return "".join(kept) + self.original[at:]

    @property
    def zi(self) -> tuple[int, int]:
        """字 before and after, as `check` counts them: 忽略说明 are no part of the text."""
        return _zi(self.original), _zi(self.text)


def _zi(text: str) -> int:
    return count_zi(blanked(text, (note.place for note in notes_in(text))))


def trim(case: Case, frozen: Sequence[Frozen] = ()) -> Trimmed:
    """The text of `case` without the sentences that are clear padding.

    A sentence goes whole or not at all; one that names a figure, deadline, document, person, place or body stays, as do headings,
    salutations, signatures and what the file has `frozen`.
    """
    text, every = case.text, sentences(case.text)
    found = [f for f in run(case, ["padding"]).findings if f.severity != "suggestion" and f.end]
    meant, partial = _meant(every, found)
    whys = dict(zip(meant, _why_they_stay(case, meant, frozen)))
    going = _without_leaders(text, every, {span for span, why in whys.items() if not why})
    cuts = tuple(Cut(*span, span.of(text), f.rule, f.message) for span, f in meant.items() if span in going)
    staying = [(span, f, whys[span] or "后面的话靠它领起") for span, f in meant.items() if span not in going]
    staying += [(Span(f.start, f.end), f, "它只是句子的一部分") for f in partial]
    left = tuple(Left(*span, span.of(text), f.rule, f.message, why) for span, f, why in sorted(staying, key=lambda x: x[0]))
    gone = [Span(c.start, c.end) for c in cuts]
    return Trimmed(text, cuts, left, remarks(text, every, gone), removals(text, gone))


def _meant(every: Sequence[Span], found: Sequence[Finding]) -> tuple[dict[Span, Finding], list[Finding]]:
    """The sentences that findings call padding as a whole, in order, each with the best finding; and the findings on a clause only."""
    starts = [span.start for span in every]
    meant, partial = dict[Span, Finding](), list[Finding]()
    for f in sorted(found, key=lambda f: (not f.evidence, f.score)):  # what needs another place for its reason gives way
        near = every[max(0, bisect_right(starts, f.start) - 1) : bisect_left(starts, f.end)]
        covered = [s for s in near if min(f.end, s.end) - max(f.start, s.start) >= _COVERED * (s.end - s.start)]
        meant |= dict.fromkeys(covered, f)
        partial += [] if covered else [f]
    return dict(sorted(meant.items())), partial


def _why_they_stay(case: Case, meant: Mapping[Span, Finding], frozen: Sequence[Frozen]) -> Iterator[str]:
    """For each sentence meant to go why it stays, '' when nothing keeps it."""
    own = Own.of(case.context, case.text)
    place, known = own.name if own else "", tuple(p.name for p in case.context.people)
    for span, finding in meant.items():
        barrier = next((f.why for f in frozen if span.overlaps(f.start, f.end)), "") or structure(case.text, span)
        if barrier or finding.score < _SURE:
            yield barrier or DOUBTFUL
        else:
            what = held(span.of(case.text), place, known)
            yield f"它含有{what}" if what else ""


def _without_leaders(text: str, every: Sequence[Span], going: set[Span]) -> set[Span]:
    """`going` without the sentences that open something of which a part stays: an item, a topic."""
    kept = set(going)
    stays_behind = False
    for span, following in zip(reversed(every), [None, *reversed(every)]):
        same_line = following is not None and "\n" not in text[span.end : following.start]
        next_item = following is not None and is_numbered(following.of(text))
        stays_behind = stays_behind and same_line and not next_item
        if stays_behind and opens(span.of(text)):
            kept.discard(span)
        stays_behind = stays_behind or span not in kept
    return kept

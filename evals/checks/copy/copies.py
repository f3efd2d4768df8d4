"""The passages of a text that were taken from documents of an archive."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from corpus.formula import formula_share
from corpus.names import normal_name
from corpus.zh import Span
from evals.archive import Archive, Kin
from evals.case import Case
from evals.checks.copy.alignment import Stretch, stretches
from evals.checks.copy.attributed import Named, own_words
from evals.checks.copy.papers import Paper

_UNITS = 3  # a phrase that more units say than this is common property
_ENOUGH, _LETTER = 48, 40  # characters that stand in the source, about two sentences, or letter by letter: what is less may be chance
_TELLING, _RATIO = 25, 0.45  # of these so many, and such a share, must be rare: the rest is how everybody says it
_SENTENCE, _SENTENCE_TELLING, _NEARLY_ALL = 24, 20, 0.9  # the same for one sentence that is taken over nearly whole
_SMALL, _FORMULA = 30, 0.6  # in a library of fewer documents even set phrases are rare, so a passage may not have too large a share of them
_VERSION, _ALIKE = 0.6, 0.7  # share of a text that stands in an earlier version of it, and of the longer one's length that the other has
_INSIDE = 0.4  # share of a sentence of the source that must stand in the text to belong to what was copied


@dataclass(frozen=True)
class Copy:
    """A passage of the text that stands in a document of the archive too."""

    span: Span  # in the text
    source: Kin
    there: Span  # in the source's text
    same: int  # characters that count and stand in both
    size: int  # characters that count

    @property
    def is_long(self) -> bool:
        """More than a sentence."""
        return self.same >= (_LETTER if self.same >= _NEARLY_ALL * self.size else _ENOUGH)


class _Found(NamedTuple):
    stretch: Stretch
    kin: Kin
    paper: Paper


@dataclass(frozen=True)
class Copied:
    """What a text has from an archive: passages in order of place, none over another, and the documents that are this very paper."""

    copies: tuple[Copy, ...] = ()
    twins: tuple[Kin, ...] = ()


def copied(case: Case, archive: Archive) -> Copied:
    """What the text has from the documents of `archive`."""
    paper = Paper(case.text)
    rare = (archive.spread(case.text).units <= _UNITS) & own_words(case, paper)
    named = Named(case)
    found: list[_Found] = []
    for kin in archive.kin(case.text):
        if kin not in named:
            source = _paper(kin.text)
            found += [_Found(stretch, kin, source) for stretch in stretches(paper, source, rare)]
    most_formula = _FORMULA if archive.size < _SMALL else 1.0
    known = archive is case.archive  # what is handed in beside it is another draft, whatever its title
    by_source = groupby(found, key=lambda f: f.kin.doc_id)  # they were found source by source
    groups = [list(group) for _, group in by_source]
    twins = {one[0].kin.doc_id: one[0].kin for one in groups if known and _is_twin(case, paper, one)}
    chosen = _chosen(paper, [f for f in found if f.kin.doc_id not in twins], most_formula)
    return Copied(tuple(sorted((_copy(paper, *one) for one in chosen), key=lambda copy: copy.span)), tuple(twins.values()))


def _is_twin(case: Case, paper: Paper, found: Sequence[_Found]) -> bool:
    """Is this source the paper itself, or an earlier version of it under the same title?"""
    kin, place = found[0].kin, case.context.place
    if kin.text == case.text:
        return True
    if kin.region and place and kin.region != place:
        return False
    size, other = len(paper.folded.codes), len(found[0].paper.folded.codes)
    share = sum(f.stretch.total for f in found) / max(1, size)
    first_line = next((line for line in case.text.split("\n") if line.strip()), "")
    titles = {normal_name(case.context.title), normal_name(first_line)}
    return normal_name(kin.title) in titles and share >= _VERSION and min(size, other) >= _ALIKE * max(size, other)


@lru_cache(maxsize=40)
def _paper(text: str) -> Paper:
    """A source is often asked for again, by the next text of a batch."""
    return Paper(text)


def _chosen(paper: Paper, found: Sequence[_Found], most_formula: float) -> Iterator[_Found]:
    """The best source for every sentence: those that have most come first, and the rest of a stretch must be enough by itself."""
    taken: set[int] = set()
    for stretch, kin, source in sorted(found, key=lambda f: (-f.stretch.total - sum(f.stretch.rare), f.kin.doc_id, f.stretch.first)):
        free = [i for i in range(stretch.first, stretch.last + 1) if i not in taken]
        for first, last in _together(free):
            part = stretch.part(first, last)
            if _tells(paper, part) and formula_share(paper.span(first, last).of(paper.text)) <= most_formula:
                taken.update(range(first, last + 1))
                yield _Found(part, kin, source)


def _together(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Runs of neighbouring numbers, as first and last."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return runs


def _tells(paper: Paper, part: Stretch) -> bool:
    """Can this not be chance or common formula?"""
    rare, same = sum(part.rare), part.total
    size = sum(map(paper.size, range(part.first, part.last + 1)))
    if same >= _ENOUGH:
        return rare >= _TELLING and rare >= _RATIO * same
    return same >= _SENTENCE and rare >= _SENTENCE_TELLING and same >= _NEARLY_ALL * size


def _copy(paper: Paper, part: Stretch, kin: Kin, source: Paper) -> Copy:
    size = sum(map(paper.size, range(part.first, part.last + 1)))
    return Copy(paper.span(part.first, part.last), kin, _there(paper, part, source), part.total, size)


def _there(paper: Paper, part: Stretch, source: Paper) -> Span:
    """From the first to the last sentence of the neighbourhood in the source that stands in the copied passage."""
    known = paper.runs_in(paper.bounds[part.first][0], paper.bounds[part.last][1])
    near = [i for i, (a, b) in enumerate(source.bounds) if a < part.end and part.start < b]
    shares = {i: source.share(i, known) for i in near}
    inside = [i for i in near if shares[i] >= _INSIDE] or [max(near, key=lambda i: shares[i])]
    return source.span(inside[0], inside[-1])

"""The words of a notice without names: units under their aliases, and nothing else that tells whose they are."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from evals.bulletin.callings import calling
from evals.bulletin.papers import Paper
from evals.bulletin.recognisable import tells, unrecognisable


class Hiding:
    """Of no use, and of no effect, where no unit has an alias."""

    def __init__(self, names: Mapping[str, str], papers: Sequence[Paper]) -> None:
        """`names` are the aliases of units; `papers` (under their units' own names) tell how each signs."""
        called = {**_signing(names, papers), **names}
        longest_first = sorted(called.items(), key=lambda pair: (-len(pair[0]), pair[0]))
        self._callings: list[tuple[re.Pattern[str], str]] = [(calling(name), alias) for name, alias in longest_first]
        self._hides = bool(names)

    def words(self, text: str) -> str:
        """`text` with the aliases in the place of names."""
        for pattern, alias in self._callings:
            text = pattern.sub(alias, text)
        return text

    def quotation(self, before: str, wrong: str, after: str) -> tuple[str, str, str] | None:
        """What may be quoted of it; None when nothing may."""
        if not self._hides:
            return before, wrong, after
        return None if self._crosses(before, wrong, after) else unrecognisable(*map(self.words, (before, wrong, after)))

    def telling(self, words: str) -> bool:
        """Whether `words`, with the aliases in them, still tell whose they are."""
        return self._hides and tells(words)

    def _crosses(self, before: str, wrong: str, after: str) -> bool:
        """Whether a unit's name begins in one part and ends in another."""
        text, edges = before + wrong + after, (len(before), len(before) + len(wrong))
        found = (m for pattern, _ in self._callings for m in pattern.finditer(text))
        return any(m.start() < edge < m.end() for m in found for edge in edges)


def _signing(names: Mapping[str, str], papers: Sequence[Paper]) -> dict[str, str]:
    """The aliases of the organs that sign the papers of one unit alone."""
    units: dict[str, set[str]] = defaultdict(set)
    for paper in papers:
        for issuer in filter(None, re.split("[、 \u3000]+", paper.issuer)):
            units[issuer].add(paper.unit)
    own = ((issuer, next(iter(of))) for issuer, of in sorted(units.items()) if len(of) == 1)
    return {issuer: names[unit] for issuer, unit in own if unit in names}

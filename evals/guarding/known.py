"""The material as the guard's own questions see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from drafting.ledger import Fact
from evals.checks.citation.material import loose, tight


@dataclass(frozen=True)
class Known:
    """What a claim may rest on: the ledger rows, the brief's own words, and the passages with their titles."""

    facts: tuple[Fact, ...]
    brief: str
    passages: tuple[str, ...]
    home: str = ""  # the place that the draft speaks for

    @property
    def texts(self) -> tuple[str, ...]:
        """All of it, as it is worded."""
        return (*self._rows, self.brief, *self.passages)

    @cached_property
    def _tight(self) -> tuple[str, ...]:
        """`texts` without white space, in their order: the rows, the brief, the passages."""
        return tuple(map(tight, self.texts))

    @property
    def _rows(self) -> tuple[str, ...]:
        return tuple(f"{f.said} {f.source} {f.note}" for f in self.facts)

    def holds(self, words: str) -> bool:
        """Do these words stand in one text, white space and width apart?"""
        return any(self.holding(words))

    def holding(self, words: str) -> Iterator[str]:
        """The texts, tight, in which these words stand."""
        return (text for text in self._tight if tight(words) in text)

    def told_beside_the_ledger(self, words: str) -> bool:
        """Do these words stand in the brief or in a passage?"""
        return _stands(words, self._tight[len(self.facts) :])

    def told_at_home(self, words: str) -> bool:
        """Do these words stand in the ledger or the brief?"""
        return _stands(words, self._tight[: len(self.facts) + 1])

    def tells(self, words: str, share: float) -> bool:
        """Do so many of the character pairs of `words` stand in one text?"""
        plain = loose(words)
        pairs = {plain[i : i + 2] for i in range(len(plain) - 1)}
        return any(sum(pair in text for pair in pairs) >= share * len(pairs) for text in self._tight)


def _stands(words: str, texts: tuple[str, ...]) -> bool:
    """Do these words stand in one of the tight `texts`?"""
    sought = tight(words)
    return any(sought in text for text in texts)

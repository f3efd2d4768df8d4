"""Sentences that say again, in another paragraph, what stood before."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from evals.checks.padding.parts import Sentence

_NUMBER = re.compile(r"[\d.]+")
_HAN = re.compile("[㐀-鿿]")
_RUN = 3  # characters of a run that two sentences share
_SHORTEST = 14  # characters; shorter ones are alike by chance
_ALIKE = 0.6  # of all runs of both, the share they have in common
_WIDELY = 40  # sentences from which on a run is anybody's and tells nothing


class Repeat(NamedTuple):
    """`later` says what `earlier` said."""

    later: int
    earlier: int


def repeats(parts: Sequence[Sentence]) -> Iterator[Repeat]:
    """Pairs by their places in `parts`; each later sentence once, with the earlier one most like it. What differs in a figure differs."""
    holders: dict[str, list[int]] = defaultdict(list)
    seen: dict[int, set[str]] = {}
    for number, part in enumerate(parts):
        runs = _runs(part.text) if part.role == "body" else set()
        if runs and (earlier := _most_alike(runs, part, parts, seen, holders)) is not None:
            yield Repeat(number, earlier)
        seen[number] = runs
        for run in runs:
            holders[run].append(number)


def _most_alike(
    runs: set[str], part: Sentence, parts: Sequence[Sentence], seen: dict[int, set[str]], holders: dict[str, list[int]]
) -> int | None:
    shared = Counter(holder for run in runs if len(holders[run]) < _WIDELY for holder in holders[run])
    enough = _ALIKE / 2 * len(runs)  # fewer cannot make the share, however short the other is
    likely = [(i, n) for i, n in shared.items() if n >= enough and parts[i].paragraph != part.paragraph]
    alike = [(2 * n / (len(runs) + len(seen[i])), -i) for i, n in likely]
    best, place = max(alike, default=(0.0, 0))
    return -place if best >= _ALIKE and _digits(parts[-place].text) == _digits(part.text) else None


def _runs(text: str) -> set[str]:
    plain = "".join(c for c in text if c.isalnum())
    if len(plain) < _SHORTEST or 2 * len(_HAN.findall(plain)) < len(plain):
        return set()  # letters in threes are alike in any two English sentences
    return {plain[i : i + _RUN] for i in range(len(plain) - _RUN + 1)}


def _digits(text: str) -> list[str]:
    return _NUMBER.findall(text)

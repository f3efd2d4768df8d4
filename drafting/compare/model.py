"""Values of a comparison: runs of characters that both versions share, and the changes between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from corpus.zh import Span

Kind = Literal["insert", "delete", "replace", "move"]
Category = Literal["figure", "policy", "wording", "structure", "punctuation"]


class Run(NamedTuple):
    """`size` characters from `old` in the old text are those from `new` in the new one."""

    old: int
    new: int
    size: int

    @property
    def old_end(self) -> int:
        return self.old + self.size

    @property
    def new_end(self) -> int:
        return self.new + self.size


@dataclass(frozen=True)
class Block:
    """What stands elsewhere in the new text, as a rule whole lines, with what of it stayed. Blocks of one number moved together."""

    number: int
    old: Span
    new: Span
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Change:
    """`was` at `old` in the old text became `now` at `new` in the new one.

    A move is the same words at another place. A block that was moved and edited gives several moves, and its edits between them:
    all bear the block's number from 1 as `block`; 0 is a change that belongs to no block. No two changes share a character on either side.
    """

    kind: Kind
    old: Span
    new: Span
    category: Category
    was: str
    now: str
    block: int = 0

    def as_json(self) -> dict[str, Any]:
        plain = {"kind": self.kind, "old": list(self.old), "new": list(self.new), "category": self.category}
        return plain | {"was": self.was, "now": self.now} | ({"block": self.block} if self.block else {})


def apply(old: str, changes: Sequence[Change]) -> str:
    """The new text: what no change touches keeps its order, and every `now` (of a move: the words moved) stands where it says."""
    return _laid_out(old, ((c.old, c.new, c.now) for c in changes))


def undo(new: str, changes: Sequence[Change]) -> str:
    """The old text from the new one: `apply` with the sides exchanged."""
    return _laid_out(new, ((c.new, c.old, c.was) for c in changes))


def _laid_out(text: str, changes: Iterable[tuple[Span, Span, str]]) -> str:
    given = list(changes)
    untouched = "".join(text[s:e] for s, e in gaps(len(text), sorted(here for here, _, _ in given)))
    parts: list[str] = []
    at = taken = 0
    for _, there, words in sorted(given, key=lambda c: c[1]):
        parts += (untouched[taken : taken + there.start - at], words)
        taken += there.start - at
        at = there.end
    return "".join(parts) + untouched[taken:]


def gaps(length: int, taken: Iterable[tuple[int, int]], start: int = 0) -> list[Span]:
    """What of `[start, length)` is in none of the spans `taken`, which are in order and disjoint."""
    found: list[Span] = []
    at = start
    for s, e in taken:
        if s > at:
            found.append(Span(at, s))
        at = max(at, e)
    return [*found, Span(at, length)] if at < length else found

"""The new text with the changes in it, paragraph by paragraph, for a person to read."""

from collections.abc import Iterator
from dataclasses import dataclass

from drafting.compare import Change, Comparison


@dataclass(frozen=True)
class Stretch:
    """A paragraph of the new text (or several, where a line's end itself changed) with at least one change: words kept and changes."""

    at: int  # in the new text
    parts: tuple[str | Change, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(p for p in self.parts if isinstance(p, Change))


def stretches(comparison: Comparison) -> Iterator[Stretch]:
    """What changed, in order of the new text; words taken out stand where they would stand."""
    parts: list[str | Change] = []
    start = 0
    for at, part in _parts(comparison):
        if isinstance(part, Change) or "\n" not in part:
            parts.append(part)
            continue
        parts.append(part[: part.index("\n")])
        yield from _closed(start, parts)
        parts, start = [part[part.rindex("\n") + 1 :]], at + part.rindex("\n") + 1
    yield from _closed(start, parts)


def _closed(start: int, parts: list[str | Change]) -> Iterator[Stretch]:
    if any(isinstance(p, Change) for p in parts):
        yield Stretch(start, tuple(p for p in parts if p))


def _parts(comparison: Comparison) -> Iterator[tuple[int, str | Change]]:
    at = 0
    for change in sorted(comparison.changes, key=lambda c: (c.new, c.old)):
        if at < change.new.start:
            yield at, comparison.new[at : change.new.start]
        yield change.new.start, change
        at = change.new.end
    yield at, comparison.new[at:]

"""Findings of the old version that are gone, of the new one that came, and those that stayed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.zh import Span
from drafting.compare import Comparison
from evals.compare.places import in_new
from evals.finding import Finding


@dataclass(frozen=True)
class Kept:
    """A finding that both versions have: `old` where it stood, `new` as it stands now."""

    old: Finding
    new: Finding


@dataclass(frozen=True)
class Turnover:
    """What became of the findings from the old version to the new one."""

    resolved: tuple[Finding, ...]
    introduced: tuple[Finding, ...]
    kept: tuple[Kept, ...]

    def as_json(self) -> dict[str, list[dict[str, Any]]]:
        """Resolved ones have offsets into the old text, the others into the new; `old` is where a kept one stood."""
        return {
            "resolved": [f.as_json() for f in self.resolved],
            "introduced": [f.as_json() for f in self.introduced],
            "kept": [k.new.as_json() | {"old": [k.old.start, k.old.end]} for k in self.kept],
        }


def turnover(comparison: Comparison, old: Sequence[Finding], new: Sequence[Finding]) -> Turnover:
    """Findings of one rule are the same where the changes carry the old place onto the new one; each is matched once."""
    left = list(new)
    resolved, kept = list[Finding](), list[Kept]()
    for finding in old:
        place = in_new(comparison, finding.start, finding.end) if finding.end else None
        found = _same(finding, place, left)
        if found is None:
            resolved.append(finding)
        else:
            left.remove(found)
            kept.append(Kept(finding, found))
    return Turnover(tuple(resolved), tuple(left), tuple(kept))


def _same(finding: Finding, place: Span | None, among: Sequence[Finding]) -> Finding | None:
    """Of the same rule at the same place the one with the same words, else the first."""
    alike = [f for f in among if f.rule == finding.rule and _is_at(f, finding, place)]
    return min(alike, key=lambda f: (f.text != finding.text, f.start)) if alike else None


def _is_at(new: Finding, old: Finding, place: Span | None) -> bool:
    if not old.end or not new.end:  # on the whole document
        return old.end == new.end
    return place is not None and place.overlaps(new.start, new.end)

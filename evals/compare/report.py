"""All that is said of two versions, and its JSON as the public contract has it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from drafting.compare import Comparison, compare
from evals.case import Case, Unscored
from evals.compare.commitments import Shift, shifts
from evals.compare.figures import FigureChange, figure_changes
from evals.compare.findings import Turnover, turnover
from evals.engine import run
from evals.rules import FAMILIES

SCHEMA = 1


@dataclass(frozen=True)
class Untracked:
    """A difference of the files that the changes do not hold, in Chinese: what, and why."""

    what: str
    why: str


@dataclass(frozen=True)
class Report:
    """Two versions, by the names of their files, with what changed and what that means."""

    old_name: str
    new_name: str
    comparison: Comparison
    figures: tuple[FigureChange, ...]
    commitments: tuple[Shift, ...]
    findings: Turnover
    untracked: tuple[Untracked, ...] = ()
    unscored: tuple[Unscored, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "schema": SCHEMA,
            "old": self.old_name,
            "new": self.new_name,
            "unrelated": self.comparison.unrelated,
            "changes": [c.as_json() for c in self.comparison.changes],
            "figures": [f.as_json() for f in self.figures],
            "commitments": [s.as_json() for s in self.commitments],
            "findings": self.findings.as_json(),
            "untracked": [asdict(u) for u in self.untracked],
            "unscored": [{k: v for k, v in asdict(u).items() if v} for u in self.unscored],
        }


def judged(
    names: tuple[str, str], old: Case, new: Case, *, families: Sequence[str] = FAMILIES, sources: Sequence[str] = (),
    untracked: tuple[Untracked, ...] = (),
) -> Report:  # fmt: skip
    """The report on two versions held against the same material; `sources` are the names of the sources in it."""
    comparison = compare(old.text, new.text)
    after = run(new, families)
    before = after if old == new else run(old, families)
    return Report(
        *names, comparison, figure_changes(comparison, new, sources), shifts(comparison),
        turnover(comparison, before.findings, after.findings), untracked, after.unscored,
    )  # fmt: skip

"""A review as it is looked at now: its findings numbered in order of place, each with what was decided, and which of them are shown."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from evals.finding import Finding
from evals.render.html.view import View as Numbers
from evals.render.verdict import gates
from evals.review.decisions import Decisions, Dismissed, State
from evals.review.result import Reviewed, checked
from evals.rules import GATE_ORDER

STATES: dict[State, str] = {"open": "待处理", "accepted": "已采纳", "dismissed": "已忽略"}
_GRAVEST = ("error", "warning", "suggestion")


@dataclass(frozen=True)
class Item:
    """A finding with its number and what was decided on it."""

    number: int
    finding: Finding
    state: State
    dismissal: Dismissed | None = None


@dataclass(frozen=True)
class Wanted:
    """What a person wants to see; () is everything."""

    state: State | None = "open"
    gates: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    by_gate: bool = True

    def shows(self, item: Item) -> bool:
        f = item.finding
        return (
            self.state in (None, item.state)
            and (not self.gates or f.gate in self.gates)
            and (not self.severities or f.severity in self.severities)
            and (not self.families or f.family in self.families)
        )


@dataclass(frozen=True)
class View:
    """`reviewed` with the decisions on it."""

    reviewed: Reviewed
    decisions: Decisions

    @cached_property
    def numbers(self) -> Numbers:
        """The text as the renderers of HTML see it."""
        return Numbers(checked(self.reviewed, self.reviewed.outcome.findings), "d")

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All findings in order of place."""
        found = self.numbers.findings
        return tuple(Item(n, f, self.decisions.state(f), self.decisions.dismissal(f)) for n, f in found)

    def shown(self, wanted: Wanted) -> list[Item]:
        """Those wanted: gate by gate with the gravest first, or in order of place."""
        found = [item for item in self.items if wanted.shows(item)]
        return sorted(found, key=_by_gate) if wanted.by_gate else found

    def count(self, state: State) -> int:
        return sum(item.state == state for item in self.items)

    def of_gates(self, state: State | None) -> dict[str, str]:
        """Each gate and how much it has; a gate none of whose families was judged and found anything in has no number."""
        counts = Counter(i.finding.gate for i in self.items if state in (None, i.state))
        judged = {g.name for g in gates(self.numbers.checked) if g.judged or any(g.counts)}
        return {name: str(counts[name]) if name in judged else "未查" for name in GATE_ORDER}


def after(items: Sequence[Item], number: int) -> int:
    """The number of the open finding to go on with, once that of `number` is dealt with; 0 when there is none."""
    numbers = [i.number for i in items]
    at = numbers.index(number) if number in numbers else -1
    return next((i.number for i in (*items[at + 1 :], *items[: max(at, 0)]) if i.state == "open"), 0)


def safe(items: Iterable[Item]) -> list[Finding]:
    """The open findings whose edit may be made without thinking twice."""
    return [i.finding for i in items if i.state == "open" and i.finding.edit and i.finding.edit.safety == "safe"]


def _by_gate(item: Item) -> tuple[int, int, int]:
    return GATE_ORDER.index(item.finding.gate), _GRAVEST.index(item.finding.severity), item.number

"""What a checked text comes to: the counts by severity and by gate."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from evals.finding import Finding
from evals.render import Checked
from evals.rules import GATE_ORDER, GATES

_SCORED = "padding"  # the family whose scores are those of the sentences


class Counts(NamedTuple):
    """How many findings of each severity."""

    errors: int
    warnings: int
    suggestions: int

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "Counts":
        found = [f.severity for f in findings]
        return cls(found.count("error"), found.count("warning"), found.count("suggestion"))

    @property
    def gravest(self) -> str:
        """The gravest severity there is; '' for none."""
        return next((name for name, n in zip(("error", "warning", "suggestion"), self) if n), "")


@dataclass(frozen=True)
class Gate:
    """One of the five gates; `judged` is False where none of its families was, `whole` is True where all that were asked for were."""

    name: str
    counts: Counts
    judged: bool
    whole: bool


def gates(checked: Checked) -> list[Gate]:
    """The five gates in the order in which offices name them."""
    return [_gate(checked, name) for name in GATE_ORDER]


def _gate(checked: Checked, name: str) -> Gate:
    asked = {family for family in checked.families if GATES[family] == name}
    whole = not any(u.family in asked for u in checked.outcome.unscored)
    return Gate(name, _counts(checked, name), bool(asked & judged(checked)), whole)


def judged(checked: Checked) -> set[str]:
    """The families that were asked for and could be judged; padding that has its scores was, whatever it lacked besides."""
    scored = {_SCORED} if checked.outcome.sentences else set()
    return set(checked.families) - ({u.family for u in checked.outcome.unscored if not u.rule} - scored)


def verdict(checked: Checked) -> str:
    """One sentence; that nothing was found is said only where something was judged."""
    counts = Counts.of(checked.outcome.findings)
    said = [f"{n} 处{words}" for n, words in zip(counts, ("错误，必须改", "要核实", "可斟酌")) if n]
    if said:
        return "；".join(said) + "。"
    return "已检查的各类没有发现问题。" if judged(checked) else "没有检查。"


def _counts(checked: Checked, gate: str) -> Counts:
    return Counts.of(f for f in checked.outcome.findings if f.gate == gate)

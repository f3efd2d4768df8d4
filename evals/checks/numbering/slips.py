"""A slip of numbering, before it is a finding."""

from dataclasses import dataclass, field
from typing import Any

from evals.finding import Edit, Finding, Severity
from evals.rules import family_rules


@dataclass(frozen=True)
class Slip:
    """`rule` is broken at `[start, end)`, which should read `to` where that is known; `values` fill its message."""

    rule: str
    start: int
    end: int
    values: dict[str, Any] = field(default_factory=dict)
    to: str | None = None
    severity: Severity | None = None

    def finding(self, text: str) -> Finding:
        """The finding in `text`. A number is part of what is said: its edit is never safe."""
        edit = Edit(self.start, self.end, self.to) if self.to is not None else None
        rule = family_rules("numbering")[self.rule]
        return rule.finding(text, self.start, self.end, edit=edit, severity=self.severity, **self.values)

"""The layout of a docx against a preset, as findings: one for each cause."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evals.case import Case
from evals.finding import Finding
from evals.rules import family_rules

if TYPE_CHECKING:
    from drafting.layout_check.faults import Fault


def findings(case: Case) -> Iterator[Finding]:
    """What a repair of the layout would change; nothing where no layout was asked for."""
    return (_finding(case.text, fault) for fault in case.layout_faults)


def _finding(text: str, fault: "Fault") -> Finding:
    rule = family_rules("format")[f"layout-{fault.kind}"]
    return rule.finding(text, fault.start, fault.end, where=fault.where, found=fault.found, wanted=fault.wanted)

"""How often one rule speaks of one text."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from evals.finding import Finding

_MOST = 8  # findings of one rule that are told one by one


def limited(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, of each rule the first few; the last of those says how many there are."""
    counts, told = Counter(found.rule for found in findings), Counter[str]()
    kept = []
    for found in findings:
        told[found.rule] += 1
        if told[found.rule] < _MOST or counts[found.rule] == _MOST == told[found.rule]:
            kept.append(found)
        elif told[found.rule] == _MOST:
            kept.append(replace(found, message=f"{found.message[:-1]}（全文共{counts[found.rule]}处，不再一一列出）。"))
    return tuple(kept)

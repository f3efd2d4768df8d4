"""Fixed drafts: how many of the known faults the checks find, how much of what they find is a fault, and what they say of clean text."""

from dataclasses import dataclass
from typing import Any

from evals.harness.cases import Fault
from evals.harness.scorer import Measured, Product, Scorer, Unmeasured


@dataclass(frozen=True)
class Matches:
    """The faults found and missed, and the findings that are no known fault, by family."""

    found: dict[str, int]
    missed: dict[str, int]
    wrong: dict[str, int]
    clean_flagged: int  # findings on spans in which nothing is wrong

    def totals(self) -> tuple[int, int, int]:
        """Found, missed, wrong."""
        found, missed, wrong = (sum(of.values()) for of in (self.found, self.missed, self.wrong))
        return found, missed, wrong


def matches(product: Product) -> Matches:
    """Findings set against faults. A finding hits a fault of its family (and rule, where the fault names one) that it touches."""
    file, findings = product.faulty().file, product.report["findings"]
    families = sorted({f.family for f in file.faults} | {f["family"] for f in findings})
    hit = [fault for fault in file.faults if any(_hits(f, fault) for f in findings)]
    wrong = [f for f in findings if not any(_hits(f, fault) for fault in file.faults)]
    return Matches(
        found={family: n for family in families if (n := sum(f.family == family for f in hit))},
        missed={family: n for family in families if (n := sum(f.family == family and f not in hit for f in file.faults))},
        wrong={family: n for family in families if (n := sum(f["family"] == family for f in wrong))},
        clean_flagged=sum(any(f["start"] < end and start < f["end"] for start, end in file.ok) for f in findings),
    )


def _hits(finding: dict[str, Any], fault: Fault) -> bool:
    if finding["family"] != fault.family or (fault.rule and fault.rule not in (finding["rule"], finding["name"])):
        return False
    start, end = int(finding["start"]), int(finding["end"])
    return (start < fault.end and fault.start < end) or end == fault.end == 0


def _precision(product: Product) -> Measured:
    found, _, wrong = matches(product).totals()
    return found / (found + wrong) if found + wrong else Unmeasured("没有查出问题")


def _recall(product: Product) -> Measured:
    found, missed, _ = matches(product).totals()
    return found / (found + missed) if found + missed else Unmeasured("这一例没有埋错")


def _f1(product: Product) -> Measured:
    found, missed, wrong = matches(product).totals()
    return 2 * found / (2 * found + missed + wrong) if found + missed + wrong else Unmeasured("没有埋错，也没有查出问题")


def _clean(product: Product) -> Measured:
    return float(matches(product).clean_flagged) if product.faulty().file.ok else Unmeasured("没有标出无错的文字")


SCORERS = (
    Scorer("precision", "查准率", "%", "higher", _precision, most=1),
    Scorer("recall", "查全率", "%", "higher", _recall, most=1),
    Scorer("f1", "F1", "%", "higher", _f1, most=1),
    Scorer("clean_flagged", "误报（无错处）", "处", "lower", _clean),
)

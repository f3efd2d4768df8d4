"""引用站得住: of all citations and names of sources, the share that rests on material of the case and that no check disputes."""

from typing import Any

from evals.harness.scorer import Measured, Product, Scorer, Unmeasured

_DISPUTING = ("citation", "figure")
_GRAVE = ("error", "warning")


def _validity(product: Product) -> Measured:
    if "citations" not in product.report:
        return Unmeasured("没有引用记录")
    disputed = [f for family in _DISPUTING for f in product.findings(family) if f["severity"] in _GRAVE]
    cited = product.report["citations"]
    good = sum(_rests(product, one) and not any(_overlap(one, f) for f in disputed) for one in cited)
    uncited = sum(f["family"] == "citation" and not any(_overlap(one, f) for one in cited) for f in disputed)
    return good / whole if (whole := len(cited) + uncited) else Unmeasured("没有引用")


def _rests(product: Product, citation: dict[str, Any]) -> bool:
    """Does the citation lie in the text, and is its source one of this case?"""
    sources, number = product.report["sources"], citation["source"]
    if not (0 <= citation["start"] < citation["end"] <= len(product.text) and 0 <= number < len(sources)):
        return False
    source, facts = sources[number], product.expecting().brief.facts
    return source["kind"] != "fact" or (int(source["ref"]) < len(facts) and facts[int(source["ref"])].said == source["text"])


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


SCORERS = (Scorer("citation_validity", "引用站得住", "%", "higher", _validity, most=1),)

"""What a scorer is, and what it is given."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from corpus.zh import Span, count_zi, heading_level, sentences
from drafting.draft import REFERENCE
from drafting.guard import MARK
from evals.harness.cases import AnyCase, BriefCase, DraftCase

Better = Literal["lower", "higher", "neither"]
_PER = 1000  # 字 to which counts are set in proportion


@dataclass(frozen=True)
class Product:
    """A text made (or kept) for a case. `report` is the contract's check object; of a draft with `sources`, `citations` and `marks`."""

    case: AnyCase
    text: str
    report: dict[str, Any]

    @cached_property
    def own(self) -> str:
        """The running text in the draft's own words: no headings, open marks, or passages quoted for reference."""
        lines = (MARK.sub("", line).strip() for line in self.text.split("\n") if not line.startswith(REFERENCE))
        return "\n".join(line for line in lines if line and not (heading_level(line) and line[-1] not in "。！？；"))

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences of `own`."""
        return sentences(self.own)

    @property
    def zi(self) -> int:
        """The 字 of the draft without open marks and references, as the length check counts them."""
        return int(self.report.get("metrics", {}).get("zi", count_zi(self.own)))

    def expecting(self) -> BriefCase:
        """The case as one of a brief; only scorers of that kind ask."""
        if not isinstance(self.case, BriefCase):
            raise TypeError(self.case.id)
        return self.case

    def faulty(self) -> DraftCase:
        """The case as one of a fixed draft; only scorers of that kind ask."""
        if not isinstance(self.case, DraftCase):
            raise TypeError(self.case.id)
        return self.case

    def findings(self, family: str) -> list[dict[str, Any]]:
        """The findings of a family."""
        return [f for f in self.report["findings"] if f["family"] == family]

    def not_judged(self, family: str) -> str:
        """Why the family was not judged as a whole; '' when it was."""
        said = (u["why"] for u in self.report["unscored"] if u["family"] == family and not u.get("rule"))
        return next(said, "")

    def per_thousand(self, count: float) -> "float | Unmeasured":
        """`count` for each thousand 字."""
        return count * _PER / self.zi if self.zi else Unmeasured("没有正文")


@dataclass(frozen=True)
class Unmeasured:
    """Why there is no score, in Chinese. Not the same as 0."""

    why: str


Measured = float | Unmeasured


@dataclass(frozen=True)
class Scorer:
    """A measure of a product. `unit` is % for a share from 0 to 1; `better` says which way is an improvement."""

    id: str
    name: str
    unit: str
    better: Better
    measure: Callable[[Product], Measured]
    most: float | None = None  # the range is 0 to this; None where there is no upper end

    def shown(self, value: float) -> str:
        """`value` for a person."""
        return shown(value, self.unit)


def shown(value: float, unit: str, signed: bool = False) -> str:
    """`value` with its unit for a person; `signed` for a difference."""
    sign = "+" if signed else ""
    if unit == "%":
        return f"{100 * value:{sign}.1f}%"
    return f"{value:{sign}.{0 if abs(value) >= 100 else 2}f} {unit}".rstrip()


@dataclass(frozen=True)
class Scores:
    """Values by scorer id, and for those without one why."""

    values: dict[str, float]
    unscored: dict[str, str]


def scored(product: Product, scorers: tuple[Scorer, ...]) -> Scores:
    """What `scorers` measure of `product`."""
    measured = dict(_each(product, scorers))
    values = {id: round(value, 6) for id, value in measured.items() if not isinstance(value, Unmeasured)}
    return Scores(values, {id: value.why for id, value in measured.items() if isinstance(value, Unmeasured)})


def _each(product: Product, scorers: tuple[Scorer, ...]) -> Iterator[tuple[str, Measured]]:
    for scorer in scorers:
        yield scorer.id, scorer.measure(product)

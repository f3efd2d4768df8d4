"""Units that are not of the quantity: 降雨量40毫升, 库容3.5万平方. wording_quantities.yaml has which quantity takes which."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from base.strict_yaml import load_model
from evals.checks.wording.view import View
from evals.finding import Finding

_FILE = Path(__file__).parents[2] / "data" / "wording_quantities.yaml"
_LEADS = (
    "(?:已|约|仅|共|均|也|更|最大|最高|最低|累计|高|一度|将|可|预计|分别|只有)*"
    "(?:达到?|为|是|有|降到|升到|降至|升至|超过|突破|不足|不低于|不超过|每升)*了?(?:约|近)?"
)
_NUMBER = r"(?:-?\d[\d.,]*|[一二两三四五六七八九十][一二三四五六七八九十百千零点]*)(?:余|多)?[万亿]?(?:余|多)?"


class _Quantity(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    named: tuple[str, ...]
    take: tuple[str, ...]
    right: str


class _Bare(BaseModel):
    """A unit that is none, wherever it stands."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    find: str
    right: str
    why: str


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    units: tuple[str, ...]
    quantities: tuple[_Quantity, ...]
    bare: tuple[_Bare, ...]


def findings(view: View) -> Iterator[Finding]:
    """Named quantities first, then units that are incomplete; a place is told once."""
    told: set[int] = set()
    for match in _named().finditer(view.text):
        quantity = _quantities()[match["quantity"]]
        unit = match["unit"]
        if unit not in quantity.take and view.is_ours(*match.span()):
            told.add(match.start("said"))
            why = f"“{match['quantity']}”不用“{unit}”作单位"
            yield view.finding("unit-of-quantity", *match.span("said"), why=why, right=quantity.right)
    for bare, pattern in _bare():
        for match in pattern.finditer(view.text):
            if match.start("said") not in told and view.is_ours(*match.span()):
                yield view.finding("unit-of-quantity", *match.span("said"), why=bare.why, right=bare.right)


@cache
def _file() -> _File:
    return load_model(_FILE, _File)


@cache
def _quantities() -> dict[str, _Quantity]:
    return {name: quantity for quantity in _file().quantities for name in quantity.named}


@cache
def _named() -> re.Pattern[str]:
    taken = {unit for quantity in _file().quantities for unit in quantity.take}
    units = "|".join(map(re.escape, sorted({*_file().units, *taken}, key=lambda u: (-len(u), u))))
    names = "|".join(sorted(_quantities(), key=lambda n: (-len(n), n)))
    return re.compile(f"(?P<quantity>{names}){_LEADS}(?P<said>{_NUMBER}(?P<unit>{units}))")


@cache
def _bare() -> tuple[tuple[_Bare, re.Pattern[str]], ...]:
    return tuple((bare, re.compile(bare.find)) for bare in _file().bare)

"""The last notice, as its record tells it: what this one is held against."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from base.errors import InputError, reason
from evals.bulletin.tally import Tally

SCHEMA = 1


class Counted(BaseModel):
    """Counts as a record has them; what else stands there follows from them."""

    model_config = ConfigDict(frozen=True)
    papers: int = Field(ge=0)
    zi: int = Field(ge=0)
    errors: int = Field(ge=0)
    warnings: int = Field(ge=0)

    @property
    def tally(self) -> Tally:
        return Tally(self.papers, self.zi, self.errors, self.warnings)


class CountedUnit(Counted):
    name: str
    of_family: dict[str, int] = {}  # errors and warnings together


class CountedFamily(Counted):
    family: str


class Last(BaseModel):
    """A record that `record.as_json` wrote."""

    model_config = ConfigDict(frozen=True)
    schema_: int = Field(alias="schema", ge=SCHEMA, le=SCHEMA)
    period: str
    checked: tuple[str, ...]  # families
    total: Counted
    units: tuple[CountedUnit, ...]
    families: tuple[CountedFamily, ...]
    aliases: dict[str, str] = {}

    def of_unit(self, name: str, aliases: Mapping[str, str]) -> CountedUnit | None:
        """What the unit had then, which is called `name` now; `aliases` are those of now."""
        return next((u for u in self.units if name in (u.name, aliases.get(u.name))), None)


def load_last(path: Path) -> Last:
    """The record at `path`; InputError when it is none."""
    try:
        return Last.model_validate_json(path.read_bytes())
    except OSError as error:
        raise InputError(f"无法读取上期的留底 {path}（{reason(error)}），请检查路径。") from error
    except ValidationError as error:
        raise InputError(f"{path} 不是通报的留底，请给出上期 biganzi bulletin 写下的 json 文件。") from error


def trend(now: Tally, then: Tally | None) -> Decimal | None:
    """By how much the faults per 10,000 字 rose (or fell); None where there is nothing to compare with."""
    return now.per_10k - then.per_10k if then and then.zi and now.zi else None

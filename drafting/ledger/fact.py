"""One row of the ledger."""

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from drafting.ledger.headers import HEADERS
from drafting.ledger.values import is_unit, parse_value

_MAGNITUDE = re.compile(r"[十百千]?[万亿]{1,2}")


def _text(value: object) -> object:
    if value is None:
        return ""
    return str(value).strip() if not isinstance(value, bool | list | dict) else value


Cell = Annotated[str, BeforeValidator(_text)]


class Fact(BaseModel):
    """One row of the ledger. `value` is text as given; `number` and `unit` are what it means.

    A row taken out of a report knows its place there: `text[start:end]` of `source` is the figure, `quote` the words around it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: Cell = Field(min_length=1)
    value: Cell
    unit: Cell = ""
    period: Cell = ""
    scope: Cell = ""
    source: Cell = ""
    note: Cell = ""
    direction: Cell = ""  # 增 or 减 where the value is a movement
    modifier: Cell = ""  # 近, 超, 约: what the value was said with
    start: int | None = None
    end: int | None = None
    quote: Cell = ""

    @model_validator(mode="before")
    @classmethod
    def _chinese_keys(cls, raw: Any) -> Any:
        return {HEADERS.get(str(k), k): v for k, v in raw.items()} if isinstance(raw, dict) else raw

    @field_validator("start", "end", mode="before")
    @classmethod
    def _empty_is_none(cls, value: Any) -> Any:
        return None if value == "" else value

    @field_validator("value")
    @classmethod
    def _is_number(cls, value: str) -> str:
        if not value:
            raise ValueError("数值是空的，请补上或删去这一行。")
        if parse_value(value) is None:
            raise ValueError(f"数值“{value}”不是数，请填阿拉伯数字（可带千分位、小数点和 %）。")
        return value

    @model_validator(mode="after")
    def _one_unit(self) -> "Fact":
        """亿 beside 亿元, 万元 beside 亿元: nobody can tell which is meant."""
        inline = self._inline
        if not inline or not self.unit or self._said_twice:
            return self
        if is_unit(inline) or (_MAGNITUDE.fullmatch(inline) and _MAGNITUDE.match(self.unit)):
            raise ValueError(f"数值“{self.value}”里已有“{inline}”，单位列又是“{self.unit}”，请只在一处写单位。")
        return self

    @property
    def number(self) -> Decimal:
        """The value as a number; a `%` in it is part of the unit, not of the number."""
        parsed = parse_value(self.value)
        assert parsed is not None
        return parsed[0]

    @property
    def full_unit(self) -> str:
        """The unit, with what stands in the value cell (`5.2%`, `3万`)."""
        return self._inline if self._said_twice else self._inline + self.unit

    @property
    def amount(self) -> str:
        """Value and unit as one writes them: 11家, 7.6%."""
        return self.value if self._said_twice else self.value + self.unit

    @property
    def label(self) -> str:
        """How a person would name it: 数据台账：2026年10月全县危化品企业11家（县应急局）."""
        return f"数据台账：{self.said}" + (f"（{self.source}）" if self.source else "")

    @property
    def said(self) -> str:
        """The row as a source text: 2026年1—10月危化品企业11家."""
        return f"{self.period}{self.scope}{self.name}{self.amount}"

    @property
    def _inline(self) -> str:
        parsed = parse_value(self.value)
        return parsed[1] if parsed else ""

    @property
    def _said_twice(self) -> bool:
        inline = self._inline
        return inline == self.unit or (inline in ("%", "‰") and self.unit.startswith(inline))

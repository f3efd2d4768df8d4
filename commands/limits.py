"""`--budget`: what one run may cost, as a person writes it."""

import re
from typing import Any

import click

from drafting.model.budget import Limit

_AMOUNT = re.compile(r"(\d{1,12}(?:\.\d{1,6})?)\s*(万?)\s*(元|词元)?")
_WAN = 10_000


class _LimitType(click.ParamType[Limit]):
    name = "数额"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Limit:
        """20万, 200000词元, 5元, none."""
        if isinstance(value, Limit) or value == "none":
            return Limit() if value == "none" else value
        said = _AMOUNT.fullmatch(str(value).strip())
        if said is None or not (number := float(said[1]) * (_WAN if said[2] else 1)):
            self.fail(f"“{value}”不是数额，请写成 20万（词元）、5元，或 none（不限）。", param, ctx)
        return Limit(yuan=number) if said[3] == "元" else Limit(tokens=int(number))


LIMIT = _LimitType()

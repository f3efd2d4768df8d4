"""A cell of a workbook as the text a person sees in it, and what is told when it is read otherwise."""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any, NamedTuple

from drafting.ledger.values import is_unit

_DECIMALS = re.compile(r"[0#?](?:\.(?P<digits>[0#?]+))?(?P<scale>,*)(?=[^0#?.,]*$)")
_LITERAL = re.compile(r'"(?P<text>[^"]*)"')


class Shown(NamedTuple):
    """`text` as read; `problem` when it cannot be, `note` when it looks otherwise."""

    text: str = ""
    problem: str = ""
    note: str = ""


def shown(cell: Any, formula: Any) -> Shown:
    """What the stored value in `cell` says; `formula` is the same cell with its formula."""
    value = cell.value
    if formula.data_type == "f" and value is None:
        return Shown(problem="是公式而没有存下结果，请用表格软件打开、保存后再试。")
    if cell.data_type == "e":
        return Shown(problem=f"是公式错误 {value}，请改正公式。")
    if isinstance(value, bool):
        return Shown(problem="是逻辑值，不是文字或数。")
    if isinstance(value, dt.date):
        return _day(value)
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format or "General"))
    return Shown("" if value is None else str(value).strip())


def _day(day: dt.date) -> Shown:
    """A period, not a moment: the first of a month is that month."""
    text = f"{day.year}年{day.month}月" + (f"{day.day}日" if day.day > 1 else "")
    return Shown(text, note=f"日期单元格按“{text}”读")


def _number(value: float, form: str) -> Shown:
    """The number with 15 digits, as spreadsheets keep it: 0.1+0.2 is 0.3. A percent cell of 0.052 is 5.2%."""
    exact = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        return Shown(problem="不是有限的数，请改正。")
    form = form.split(";")[0]
    literal = next((m["text"] for m in _LITERAL.finditer(form) if is_unit(m["text"].strip())), "").strip()
    plain = re.sub(r'"[^"]*"|\\.|!.|\[[^\]]*\]|_.|\*.', "", form)
    percent = "%" in plain
    exact = exact * 100 if percent else exact
    text = _plain(exact) + ("%" if percent else "") + literal
    return Shown(text, note=_rounded(exact, text, plain, percent))


def _rounded(exact: Decimal, text: str, form: str, percent: bool) -> str:
    """A cell may show fewer digits than it holds, or a number in thousands."""
    match = _DECIMALS.search(form)
    if not match:
        return ""
    if match["scale"]:
        return f"单元格格式把数缩小显示，按原数{text}读"
    with localcontext(prec=60):
        seen = exact.quantize(Decimal(1).scaleb(-len(match["digits"] or "")), ROUND_HALF_UP)
    return f"显示为{seen}{'%' if percent else ''}，按{text}读" if seen != exact else ""


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"

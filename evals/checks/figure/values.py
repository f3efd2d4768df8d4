"""Do two figures say the same value? Conversion, honest rounding, the small words before and after."""

from decimal import Context, Decimal, localcontext
from functools import lru_cache

from corpus.figures import Figure
from corpus.units import comparable

_ROUGH = Decimal("0.12")  # how far 近, 约 and 超 may lie from the value, as a part of it

_SHORT_OF = Decimal(2)  # points by which 接近九成五 may be more than the share; 接近九成 says it in steps of ten
_CLOSE = Decimal("0.06")  # how far rounding may move a value that is written in digits …
_LOOSE = Decimal("0.1")  # … and in words: 四分之一


def agree(said: Figure, known: Figure) -> str | None:
    """How `said` follows from `known`: "" for the same words, 折算, 四舍五入 …; None when it does not."""
    if said.kind != known.kind or not comparable(said.unit, known.unit):
        return None
    if said.kind == "ratio":
        return "" if said.terms == known.terms else None
    if said.kind in ("ordinal", "time"):
        return "" if said.low == known.low else None
    if said.is_range or known.is_range:
        return _ranges(said, known)
    how = rounds(said, abs(known.low))
    if how is None and known.modifier:
        return None
    return "折算" if how == "" and _digits(said.text) != _digits(known.text) else how


def rounds(said: Figure, value: Decimal) -> str | None:
    """How the quantity `said` (its sign apart) may stand for `value`: "" equal, 四舍五入, or by its modifier; None when it may not."""
    low = abs(said.low)
    if low == value:
        return ""
    if not low < 2 * value or not value < 2 * low:
        return None
    with localcontext(Context(prec=60)):
        if said.modifier:
            return _by_modifier(said, low, value)
        gap = abs(value - low)
        return "四舍五入" if gap <= said.step / 2 and gap < low * (_LOOSE if said.chinese else _CLOSE) else None


def _by_modifier(said: Figure, low: Decimal, value: Decimal) -> str | None:
    reach = max(said.step if said.step < low or said.chinese else Decimal(0), low * _ROUGH)
    if said.modifier == "above":
        fits = low <= value < low + reach
    elif said.modifier == "below":
        short = max(said.step / 2, _SHORT_OF) if said.is_share else reach
        fits = low - short <= value < low
    else:
        fits = abs(value - low) <= max(said.step / 2 if said.step < low else Decimal(0), low * _CLOSE)
    return "概数" if fits else None


def _ranges(said: Figure, known: Figure) -> str | None:
    if (said.low, said.high) == (known.low, known.high):
        return ""
    if said.modifier == "about" and said.soft:
        return "概数" if said.low <= known.low and known.high <= said.high else None
    return None


@lru_cache(maxsize=4096)
def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit() or c in "零一二三四五六七八九两")

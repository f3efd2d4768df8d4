"""A figure of a draft written anew: the arithmetic behind it done with new values, the result in the old notation."""

import re
from collections.abc import Callable
from decimal import Context, Decimal, localcontext

from corpus.figures import Figure, figures
from corpus.numerals import normal_width
from evals.checks.figure.values import rounds

Lookup = Callable[[str], Decimal | None]  # an operand as it is written → its value, None when it cannot be read
_X = r"([^＋－×÷（）]+?)"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[list[Decimal]], Decimal]], ...] = (
    (re.compile(f"（{_X}－{_X}）÷{_X}"), lambda x: x[0] / x[2] - 1),
    (re.compile(f"{_X}÷（{_X}－{_X}）"), lambda x: x[0] / (x[1] - x[2])),
    (re.compile(f"{_X}与{_X}之差"), lambda x: x[0] - x[1]),
    (re.compile(f"{_X}÷{_X}"), lambda x: x[0] / x[1]),
    (re.compile(f"{_X}×{_X}"), lambda x: x[0] * x[1]),
)
_SCALES = (Decimal(1), Decimal(100), Decimal("0.01"))
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_EXACT = Context(prec=60)


def value_of(written: str) -> Decimal | None:
    """The value in base units of an operand: 486条, 365天."""
    found = figures(written)
    return found[0].low if found and found[0].kind == "quantity" else None


def operands(how: str) -> tuple[str, ...]:
    """The figures that the arithmetic `how` works with, as they are written in it."""
    return tuple(x for x in re.split("[＋－×÷（）与]|之差", _body(how)) if x)


def recomputed(figure: Figure, how: str, new: Lookup) -> Decimal | None:
    """The value that the arithmetic `how` gives with `new` operands, signed; None when it cannot be followed.

    Whether it gives a number or a percentage is told by the old operands, which must give the figure as it stands.
    """
    with localcontext(_EXACT):
        old, now = _evaluated(how, value_of), _evaluated(how, new)
        if old is None or now is None:
            return None
        scale = next((s for s in _SCALES if rounds(figure, abs(old * s)) is not None), None)
        return None if scale is None else now * scale * (-1 if old < 0 else 1)


def _evaluated(how: str, lookup: Lookup) -> Decimal | None:
    body = _body(how)
    for pattern, compute in _FORMS:
        if match := pattern.fullmatch(body):
            return _computed([lookup(x) for x in match.groups()], compute)
    return _computed([lookup(x) for x in body.split("＋")], lambda x: sum(x, Decimal(0))) if "＋" in body else None


def _body(how: str) -> str:
    return how.removeprefix("由").removesuffix("算得")


def _computed(values: list[Decimal | None], compute: Callable[[list[Decimal]], Decimal]) -> Decimal | None:
    known = [v for v in values if v is not None]
    try:
        return compute(known) if len(known) == len(values) else None
    except ArithmeticError:  # division by nothing
        return None


def rewritten(figure: Figure, value: Decimal) -> str:
    """`value` (base units) in the notation of `figure`: magnitude, decimals, thousands; '' for numerals in words and what rounds to 0."""
    match = _NUMBER.match(normal_width(figure.text))
    digits = match[0].replace(",", "") if match else ""
    if not match or not Decimal(digits) or figure.is_range:
        return ""
    with localcontext(_EXACT):
        factor = abs(figure.low) / Decimal(digits)
        decimals = len(digits.partition(".")[2])
        number = (abs(value) / factor).quantize(Decimal(1).scaleb(-decimals))
    if not number and value:
        return ""
    return (f"{number:,}" if "," in match[0] else f"{number}") + figure.text[match.end() :]

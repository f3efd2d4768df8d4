"""Numerals of running Chinese as exact numbers: 12,874 · 1.3万亿 · 两千三百 · 十二点五 · 二〇二六. Any length."""

import re
from decimal import Context, Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 1, "百": 2, "千": 3}
_LARGE = {"万": 4, "亿": 8}
_EXACT = Context(prec=100_000)
ZH_DIGITS = "零〇一二两三四五六七八九"
ZH_NUMERALS = ZH_DIGITS + "十百千万亿"
# Digits, Latin letters and the marks inside numbers as half width. Commas stay: “增长5，300人” is two figures.
_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94) if chr(0x21 + i) in "%.:+-/" or chr(0x21 + i).isalnum()} | {ord("∶"): ":", ord("﹪"): "%"}
_WIDTH |= dict.fromkeys(map(ord, "\u00a0\u2009\u202f"), " ")  # the narrow spaces that part thousands


_DOTTED = re.compile(r"(?<=[0-9])[·•](?=[0-9]+(?:[%‰万亿元吨亩倍]|个百分点))")


def normal_width(text: str) -> str:
    """`text` with full-width digits, letters and number marks as half width, spaces alike, and 19·5% as 19.5%, character for character."""
    plain = text.translate(_WIDTH)
    return _DOTTED.sub(".", plain) if "·" in plain or "•" in plain else plain


def parse(text: str) -> Decimal | None:
    """The number that the whole of `text` writes, or None: Arabic, Chinese or mixed (1.2万亿, 3千, 四万六)."""
    plain = normal_width(text).replace(",", "").replace(" ", "")
    cut = len(plain)
    while cut and plain[cut - 1] in "十百千万亿":
        cut -= 1
    if plain[:cut].isascii() and plain[:1].isdigit():
        return _mixed(plain[:cut], plain[cut:])
    if plain and all(c in _DIGITS for c in plain) and len(plain) > 1:
        return Decimal("".join(str(_DIGITS[c]) for c in plain)) if len(plain) > 2 or plain[0] in "零〇" else None
    whole, point, fraction = plain.partition("点")
    if point:
        return _pointed(whole, fraction)
    return _chinese(plain)


def step(text: str) -> Decimal:
    """What one unit of the last written digit of `text` is worth: 0.1万 → 1000, 两千三百 → 100, 12874 → 1."""
    plain = normal_width(text).replace(",", "").replace(" ", "")
    cut = len(plain)
    while cut and plain[cut - 1] in "十百千万亿":
        cut -= 1
    power = sum((_SMALL | _LARGE)[c] for c in plain[cut:])
    mark = "." if "." in plain else "点"
    decimals = cut - plain.index(mark) - 1 if mark in plain[:cut] else 0
    return Decimal(1).scaleb(min(power, 100) - min(decimals, 1000))


def exact(number: Decimal, by: Decimal) -> Decimal:
    """`number` × `by` with no digit lost, however long they are."""
    return _EXACT.multiply(number, by)


def _mixed(digits: str, magnitudes: str) -> Decimal | None:
    if digits.count(".") > 1 or not digits.replace(".", "").isdigit():
        return None
    power = sum((_SMALL | _LARGE)[c] for c in magnitudes)
    return exact(Decimal(digits), Decimal(1).scaleb(power)) if len(magnitudes) <= 4 else None


def _pointed(whole: str, fraction: str) -> Decimal | None:
    """十二点五, 三点二亿."""
    tail = fraction.rstrip("万亿")
    left = _chinese(whole)
    if left is None or not tail or any(c not in _DIGITS for c in tail):
        return None
    number = Decimal(f"{left}.{''.join(str(_DIGITS[c]) for c in tail)}")
    return exact(number, Decimal(1).scaleb(sum(_LARGE[c] for c in fraction[len(tail) :])))


def _chinese(text: str) -> Decimal | None:
    """A Chinese integer; None for what is none (三五, 十百千, 千千)."""
    if not text or len(text) > 40:
        return None
    if all(c in _LARGE for c in text):
        return None
    state = _Reader()
    return Decimal(state.total()) if all(state.take(c) for c in text) else None


class _Reader:
    """Reads one Chinese integer character by character: sections below 万, then below 亿."""

    def __init__(self) -> None:
        self.high = self.middle = self.low = 0
        self.digit: int | None = None
        self.last = 99  # the power of the last unit in this section
        self.zero = False

    def take(self, char: str) -> bool:
        if char in _SMALL:
            return self._small(_SMALL[char])
        if char in _LARGE:
            return self._large(char)
        return self._digit(_DIGITS.get(char))

    def _digit(self, value: int | None) -> bool:
        if value is None or self.digit is not None:
            return False
        if value == 0:
            self.zero = True
        else:
            self.digit = value
        return True

    def _small(self, power: int) -> bool:
        if power >= self.last:
            return False
        self.low += (self.digit or 1) * 10**power
        self.last, self.digit, self.zero = power, None, False
        return True

    def _large(self, char: str) -> bool:
        section = self.low + (self.digit or 0)
        if char == "万":
            if self.middle or not section:
                return False
            self.middle = section * 10**4
        else:
            if not self.middle + section:
                return False
            self.high = (self.high + self.middle + section) * 10**8
            self.middle = 0
        self.low, self.digit, self.last, self.zero = 0, None, _LARGE[char], False
        return True

    def total(self) -> int:
        if self.digit is not None and not self.zero and self.last in (2, 3, 4, 8):
            return self.high + self.middle + self.low + self.digit * int(10 ** (self.last - 1))  # 四万六, 两千三, 三亿五
        return self.high + self.middle + self.low + (self.digit or 0)

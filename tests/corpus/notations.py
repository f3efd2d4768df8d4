"""Writers of numbers, the other way round from the code under test."""

from decimal import Decimal

DIGITS = "零一二三四五六七八九"
FULL = str.maketrans("0123456789", "０１２３４５６７８９")


def chinese(n: int) -> str:
    """The standard Chinese numeral of 0 ≤ n < 10^12."""
    if n == 0:
        return "零"
    said = ""
    for name, size in (("亿", 10**8), ("万", 10**4), ("", 1)):
        section, n = divmod(n, size)
        if section:
            said += ("零" if said and section < 1000 else "") + _section(section) + name
    return said


def _section(n: int) -> str:
    said, gap = "", False
    for name, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, n = divmod(n, size)
        if digit:
            said += ("零" if gap and said else "") + DIGITS[digit] + name
        gap = not digit
    return said


def pointed(number: Decimal) -> str:
    """12.5 as 十二点五."""
    whole, _, fraction = f"{number:f}".partition(".")
    return chinese(int(whole)) + ("点" + "".join(DIGITS[int(c)] for c in fraction) if fraction else "")


def notations(n: int) -> list[str]:
    """The ways to write the natural number `n` in running text."""
    plain = str(n)
    ways = [plain, f"{n:,}", plain.translate(FULL)]
    ways += [f"{(Decimal(n) / size).normalize():f}{name}" for name, size in (("万", 10**4), ("亿", 10**8), ("万亿", 10**12)) if n >= size]
    return ways + ([chinese(n)] if 100 <= n < 10**12 else [])

"""A list and the number that closes it: 青山镇、柳河镇、石坪镇三个乡镇. Only where the two cannot both be right."""

import re
from collections.abc import Iterator

from corpus.figures.phrases import skip
from corpus.numerals import normal_width, parse
from evals.checks.figure.slips import Slip

_CLOSED = re.compile(
    r"(?P<items>(?:[㐀-鿿“”《》]{1,14}、){1,11}[㐀-鿿“”《》]{1,14}?)(?P<etc>等)?"
    r"(?P<said>(?P<n>[两三四五六七八九]|[2-9])(?P<measure>个|大|类|项|家|级)(?P<noun>(?!的)[㐀-鿿]{2,4})|(?P<n2>[两三四五六七八九])(?P<own>县|镇|乡|村|局))"
)
_UNSURE = re.compile(r"[的各每共有在分这那其为是与及]|以及|[一二两三四五六七八九十]|包括|涉及到")


def check(text: str) -> Iterator[Slip]:
    """More items than the number says, or items that all bear the noun's name and are fewer."""
    plain = normal_width(text)
    for match in _CLOSED.finditer(plain):
        items = match["items"].split("、")
        said = int(parse(match["n"] or match["n2"]) or 0)
        listed = _lengths(items)
        if not listed or said in listed or _in_a_name(match):
            continue
        if (said < min(listed) and "和" not in items[-1]) or (not match["etc"] and _all_named(items, match)):
            values = {"listed": str(max(listed)), "measure": match["measure"] or "个"}
            yield Slip("count-differs", match.start("said"), match.end("said"), values)


def _lengths(items: list[str]) -> tuple[int, ...]:
    """How many things may be listed (违法占用耕地和基本农田 is one or two); nothing when that is not certain."""
    if any(_UNSURE.search(i) for i in items[1:]) or any("和" in i for i in items[:-1]):
        return ()
    return (len(items), len(items) + 1) if "和" in items[-1] else (len(items),)


def _in_a_name(match: re.Match[str]) -> bool:
    """残疾人“两项补贴”, 三个代表, 两项补贴等: the number is part of a name and counts nothing before it."""
    at = match.start("said")
    return match.string[at - 1] in "“‘「" or "等" in (match["noun"] or "") or skip(match.string, at) > at + 2


def _all_named(items: list[str], match: re.Match[str]) -> bool:
    last = items[0][-1]
    return last in (match["own"] or match["noun"][:2]) and all(i.endswith(last) and len(i) > 1 for i in items)

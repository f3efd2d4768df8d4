"""Names that are masked: those on the office's list, and those beside an identity number."""

import re
from collections.abc import Iterator

from corpus.office import office
from corpus.proper_names import is_name
from drafting.masking.values import Value

_SHORTEST = 2
_ROOM = 40  # characters before an identity number in which its owner may stand
_NEAR = 80  # characters from it in which 姓名 may stand
_BETWEEN = re.compile(
    r"(?:[（(，,、；;：:\s“”\"|]|同志|先生|女士|男|女|[汉回满蒙藏苗彝壮]族|公民|居民|身份证件?|身份|证件|号码?|编号|性别|民族|为|是)*$"
)
_LABELLED = re.compile(r"姓\s{0,2}名[：:\s|]{0,3}([㐀-鿿]{2,4})(?![㐀-鿿])")
_IS_HAN = re.compile(r"[㐀-鿿]+$")


def listed_names(text: str) -> Iterator[str]:
    """The names of the office's list `masked_names` that stand in `text`."""
    return (name for name in office().masked_names if len(name) >= _SHORTEST and name in text)


def owners(text: str, values: Iterator[Value]) -> Iterator[str]:
    """The names beside the identity numbers among `values`: right before them, or near in the same line after 姓名."""
    for value in values:
        if value.kind == "证":
            yield from _owner_before(text, value.start)
            before = text[max(0, value.start - _NEAR) : value.start].rpartition("\n")[2]
            after = text[value.end : value.end + _NEAR].partition("\n")[0]
            yield from (match[1] for match in _LABELLED.finditer(f"{before}|{after}"))


def _owner_before(text: str, at: int) -> Iterator[str]:
    """The name that ends where only labels are left up to `at`."""
    head = text[max(0, at - _ROOM) : at]
    label = _BETWEEN.search(head)
    run = _IS_HAN.search(head[: label.start()] if label else head)
    words = run[0] if run else ""
    name = next((words[-n:] for n in (3, 2, 4) if len(words) >= n and is_name(words[-n:])), "")
    if name:
        yield name

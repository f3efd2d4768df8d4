"""Personal data in a text: identity numbers, telephones, bank cards, mail addresses, number plates; not what everybody may ring."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["证", "电", "卡", "邮", "牌", "名", "文"]  # 文: words of the text that look like a placeholder of ours
KIND_NAMES: dict[Kind, str] = {"证": "身份证号", "电": "电话", "卡": "银行卡号", "邮": "邮箱", "牌": "车牌", "名": "姓名", "文": "文字"}

_NARROW = {0xFF01 + i: 0x21 + i for i in range(94)} | dict.fromkeys(map(ord, "—–‐‑−"), "-")
_NARROW |= dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2009\u202f\u00ad\u200b\u200c\u200d\u2060\ufeff"), " ")  # as wide as none
_IN_WORDS = str.maketrans("〇零○一幺二三四五六七八九①②③④⑤⑥⑦⑧⑨", "000112345678" + "9123456789")
_PROVINCES = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])"
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_ALONE, _ENDED = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"

_IDENTITY = re.compile(rf"{_ALONE}{_PROVINCES}\d{{4}}[ -]?(?:18|19|20)\d{{2}}{_DAY}[ -]?\d{{3}}[\dXx]{_ENDED}")
_OLD_IDENTITY = re.compile(rf"{_ALONE}{_PROVINCES}\d{{4}}\d{{2}}{_DAY}\d{{3}}{_ENDED}")
_MOBILE = re.compile(
    rf"(?<![0-9A-Za-z.])(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{{4}}[ -]?|(?P<mark>[./·•_])\d{{4}}(?P=mark))\d{{4}}{_ENDED}(?!\.\d)"
)
_LANDLINE = re.compile(r"(?<![0-9])(?:\(0\d{2,3}\)|0\d{2,3})[ -]{0,2}[2-9]\d{2,3}[ -]?\d{4}(?:(?:转|-)\d{1,5})?(?!\d)")
_CARD = re.compile(rf"{_ALONE}[3-9]\d{{3}}[ -]?\d{{4}}[ -]?\d{{4}}[ -]?\d{{4}}(?:[ -]?\d{{1,3}})?{_ENDED}")
_MAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•]?(?=[A-Z]{0,5}\d)[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]"
    r"(?![A-Z0-9])"
)
_LABEL = re.compile(r"身份证|证件号|公民身份号")
_PHONE_LABEL = re.compile(r"电话|手机|座机|联系方式|联系人|传真|热线|微信|Tel|Phone", re.IGNORECASE)
_LABEL_ROOM = 16  # characters before a number in which it is called one of identity, or one to ring
# However it is grouped: the check digit, or what it is called, tells that it is one
_PIECES = r"[ \-./·•_]{0,2}"
_LOOSE_IDENTITY = re.compile(rf"{_ALONE}[1-8](?:{_PIECES}\d){{16}}{_PIECES}[\dXx]{_ENDED}")
_LOOSE_MOBILE = re.compile(rf"(?<![0-9A-Za-z.])1{_PIECES}[3-9](?:{_PIECES}\d){{9}}{_ENDED}")
_LOOSE_LANDLINE = re.compile(rf"(?<![0-9A-Za-z.])(?:\(?0\d{{2,3}}\)?{_PIECES})?[2-9](?:{_PIECES}\d){{6,7}}{_ENDED}")
_BARE_IDENTITY = re.compile(rf"{_PROVINCES}\d{{4}}(?:18|19|20)\d{{2}}{_DAY}\d{{3}}[\dX]")
_MARKS = re.compile(r"[ \-./·•_]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"


class Value(NamedTuple):
    """`text[start:end]` and what it is."""

    start: int
    end: int
    kind: Kind


def values_in(text: str) -> Iterator[Value]:
    """All of it, kind by kind; one may overlap another of the next kind."""
    plain = text.translate(_NARROW)
    for kind, found in (
        ("证", identity_numbers(plain)),
        ("卡", (m for m in _CARD.finditer(plain) if _is_card(m[0]))),
        ("电", mobiles(plain)),
        ("电", _LANDLINE.finditer(plain)),
        ("证", _grouped_identities(plain)),
        ("电", _grouped_phones(plain)),
        ("邮", _MAIL.finditer(plain)),
        ("牌", _PLATE.finditer(plain)),
    ):
        yield from (Value(m.start(), m.end(), kind) for m in found)  # type: ignore[arg-type]  # mypy widens the kinds to str


def identity_numbers(text: str) -> Iterator[re.Match[str]]:
    """Identity numbers of 18 digits that are right or are called so, and of 15 digits."""
    for match in _IDENTITY.finditer(text):
        if is_identity_number(match[0]) or _is_called(_LABEL, text, match):
            yield match
    yield from _OLD_IDENTITY.finditer(text)


def _grouped_identities(text: str) -> Iterator[re.Match[str]]:
    """Those of 18 digits with marks and spaces in other places, or in words."""
    for match in _LOOSE_IDENTITY.finditer(text.translate(_IN_WORDS)):
        bare = _bare(match[0])
        if _BARE_IDENTITY.fullmatch(bare) and (is_identity_number(bare) or _is_called(_LABEL, text, match)):
            yield match


def _grouped_phones(text: str) -> Iterator[re.Match[str]]:
    """Numbers to ring with marks and spaces in other places, in words, or without area code: where they are called so."""
    told = text.translate(_IN_WORDS)
    for pattern in (_LOOSE_MOBILE, _LOOSE_LANDLINE):
        yield from (match for match in pattern.finditer(told) if _is_called(_PHONE_LABEL, text, match))


def _is_called(label: re.Pattern[str], text: str, match: re.Match[str]) -> bool:
    return bool(label.search(text, max(0, match.start() - _LABEL_ROOM), match.start()))


def _bare(number: str) -> str:
    return _MARKS.sub("", number).upper()


def is_identity_number(digits: str) -> bool:
    """Whether 18 digits, with marks between or not, end in the right check digit (GB 11643)."""
    bare = _bare(digits)
    return _CHECK_DIGITS[sum(int(d) * w for d, w in zip(bare, _WEIGHTS)) % 11] == bare[17:18]


def mobiles(text: str) -> Iterator[re.Match[str]]:
    """Numbers of mobile phones."""
    return _MOBILE.finditer(text)


def _is_card(digits: str) -> bool:
    """The check digit of bank cards (Luhn)."""
    bare = [int(d) for d in digits if d.isdigit()][::-1]
    doubled = [d if i % 2 == 0 else d * 2 - 9 * (d > 4) for i, d in enumerate(bare)]
    return sum(doubled) % 10 == 0

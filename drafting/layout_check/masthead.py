"""What stands above the title (眉首) and below the date (版记) of an official paper, by place, words, colour and size."""

import re
from collections.abc import Sequence

from corpus.titles import ORGAN, kind_of
from corpus.zh import heading_level
from drafting.docx.layouts import POINTS
from drafting.layout_check.reading import Line, Part

_NUMBERED = r"[一-鿿]{2,12}\s*[〔\[［（(]\s*20\d\d\s*[〕\]］）)]\s*第?\d{1,5}\s*号"
_NAMES = r"[一-鿿·]{1,6}(?:[\s、]+[一-鿿·]{1,6}){0,7}"
_SIGNED_BY = r"(?:签发人|会签人)\s*[：:]\s*"
NUMBER = re.compile(rf"{_NUMBERED}(?:\s*{_SIGNED_BY}(?:{_NAMES})?|\s+{_NAMES})?")
SIGNED = re.compile(rf"{_SIGNED_BY}(?:{_NAMES})?")
_BEFORE_NAMES = re.compile(rf".*{_SIGNED_BY}|.*号\s*")
_ONLY_NAMES = re.compile(_NAMES)
_MARKS = re.compile(
    r"(?P<copy_number>\d{6}|(?:№|份号[：:]?)\s*\d{1,8})?\s*(?P<secrecy>(?:密级[：:]\s*)?(?:绝密|机密|秘密)(?:\s*[★☆].{0,12}?)?)?"
    r"\s*(?P<urgency>(?:紧急程度[：:]\s*)?(?:特提|特急|加急|平急))?"
)
_RULE = re.compile(r"[★☆—－_─━═=\-\s]+")
_ISSUE = re.compile(
    r"[（(]?(?:20\d\d年)?(?:第\s*[\d一二三四五六七八九十百]{1,5}\s*[期号次]|[〔\[（(]?20\d\d[〕\]）)]?\s*\d{1,4}\s*[期号])[）)]?"
    r"(?:\s*[（(]?总第\s*\d{1,5}\s*期[）)]?)?"
)
_ISSUED_BY = re.compile(r"[一-鿿（）()\s]{2,40}\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日(?:编印|印发)?")
_LOGO_ENDS = ("文件", "令", "纪要", "简报", "专报", "快报", "信息", "内参", "公报")
_LONGEST_LOGO = 40
_LONGEST_NAMES = 5  # characters; more could be a title
_BOUND_ENDS = ("令", "纪要", "简报")  # a logo by the 期号 or 令号 that follows, whatever its colour
_COPIES = re.compile(r"(?:抄送|抄报|分送)\s*[：:].+")
_SENT = re.compile(r"(?:主送|报|送|发|呈)\s*[：:].+")
_PRINTED = re.compile(r"[一-鿿（）()\s]{0,60}20\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印发?")
_PRINT_RUN = re.compile(r"[（(]?\s*共?印\s*\d{1,5}\s*份\s*[）)]?")
_ATTENDED = re.compile(r"(?:出席|请假|列席|缺席|记录)(?:人员?)?\s*[：:].*")
_MOST_COPY_LINES = 4


def masthead(shown: Sequence[int], said: Sequence[str], lines: Sequence[Line]) -> dict[int, Part]:
    """The part of each line of the 眉首 by its index; `unsure` for what stands there and is not known, `reference` for a rule."""
    number = _bound(shown, said, lines)
    found: dict[int, Part] = {}
    for at, i in enumerate(shown):
        follows = said[shown[at + 1]] if at + 1 < len(shown) else ""
        named = any("签发人" in said[k] for k in found) and "reference" not in found.values()
        part = (
            _mark(said[i])
            or _logo(said[i], follows, lines[i], above=i < number)
            or _signed(said[i], found, named)
            or _below(said[i], found)
        )
        if part is None and i >= number:
            break
        found[i] = part or "unsure"
    return found


def names_from(text: str) -> int:
    """Where in a line with the 签发人 the names begin; its length where there are none."""
    match = _BEFORE_NAMES.match(text)
    return match.end() if match else len(text)


def imprint(after: int, said: Sequence[str]) -> dict[int, Part]:
    """The part of each line of the 版记, by its index, behind the text that ends at `after`."""
    found: dict[int, Part] = {i: "printed" for i in range(after, len(said)) if _PRINTED.fullmatch(said[i])}
    found |= {i: "copies" for i in range(after, len(said)) if _COPIES.fullmatch(said[i])}
    for i in sorted(found):
        _around(i, said, found)
    return found


def is_attendance(words: str) -> bool:
    """出席：…… in 纪要, which has fonts of its own (10.3)."""
    return bool(_ATTENDED.fullmatch(words))


def _bound(shown: Sequence[int], said: Sequence[str], lines: Sequence[Line]) -> int:
    """The index of the 发文字号 that ends the 眉首; -1 where there is none or it stands below the title."""
    for i in shown:
        if NUMBER.fullmatch(said[i]):
            return i
        if _is_text(said[i]) and not lines[i].red:
            return -1
    return -1


def _is_text(words: str) -> bool:
    """A title or what comes after one."""
    is_title = "关于" in words or (kind_of(words) and not words.endswith(_LOGO_ENDS))
    return bool(is_title or words.endswith(("：", ":", "。")) or heading_level(words))


def _mark(words: str) -> Part | None:
    """份号, 密级, 紧急程度, in one line or each in its own."""
    match = _MARKS.fullmatch(words)
    if not words or match is None:
        return None
    if match["secrecy"]:
        return "secrecy"
    return "urgency" if match["urgency"] else "copy_number"


def _logo(words: str, follows: str, line: Line, *, above: bool) -> Part | None:
    """发文机关标志; `above`: a 发文字号 stands below."""
    if len(words) > _LONGEST_LOGO or _is_text(words):
        return None
    organ = ORGAN.fullmatch(words.removesuffix("文件")) is not None
    printed_red = line.red and (above or organ or words.endswith(_LOGO_ENDS) or line.size > POINTS["二号"])
    numbered = words.endswith(_BOUND_ENDS) and _ISSUE.fullmatch(follows)
    if printed_red or numbered or (organ and (above or words.endswith("文件"))):
        return "logo"
    return None


def _signed(words: str, found: dict[int, Part], named: bool) -> Part | None:
    """发文字号 and 签发人; names alone only where the first was `named` and the title is still to come."""
    if NUMBER.fullmatch(words):
        return "number" if "number" not in found.values() else None
    if SIGNED.fullmatch(words):
        return "signed_by"
    return "signer" if named and _ONLY_NAMES.fullmatch(words) and len(words) <= _LONGEST_NAMES else None


def _below(words: str, found: dict[int, Part]) -> Part | None:
    """The rule, and what stands under the logo of 令, 纪要 and 简报 and has no clause."""
    if found and _RULE.fullmatch(words):
        return "reference"
    return "unsure" if "logo" in found.values() and (_ISSUE.fullmatch(words) or _ISSUED_BY.fullmatch(words)) else None


def _around(i: int, said: Sequence[str], found: dict[int, Part]) -> None:
    """Mark what belongs to the 版记 by standing between its lines, or right beside them."""
    above = [k for k in range(max(0, i - _MOST_COPY_LINES), i) if said[k]]
    if found[i] == "printed":
        first = next((k for k in above if found.get(k) == "copies" or _SENT.fullmatch(said[k])), i)
        found.update({k: "copies" if _SENT.fullmatch(said[k]) else "unsure" for k in above if k >= first and k not in found})
    below = next((k for k in range(i + 1, len(said)) if said[k]), i)
    if _PRINT_RUN.fullmatch(said[below]):
        found[below] = "unsure"

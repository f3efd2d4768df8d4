"""密级 as it is printed on a document."""

import re

LEVELS = ("绝密", "机密", "秘密", "内部")  # strictest first
CLASSIFIED = LEVELS[:3]  # 国家秘密
_URGENCY = "(?:特急|加急|特提|平急|急件)?"
_MARK = re.compile(
    rf"(?:№|No\.?)?\d{{0,8}}{_URGENCY}[【\[（(]?(?:密级[：:])?(绝密|机密|秘密)[】\]）)]?(?:[★☆*][^★☆*]{{0,12}}?)?[】\]）)]?{_URGENCY}"
)
_INTERNAL = re.compile(
    r"[【\[（(]?(?:密级[：:])?(?:内部|内部(?:资料|文件|材料|刊物|参考|使用|传阅|掌握)|仅供内部(?:使用|参考|传阅))"
    r"(?:[，,、·]?(?:注意|妥善)(?:保存|保管|保密)|[，,、·]?(?:请勿|不得|严禁)(?:外传|外泄|公开|转发))?[】\]）)]?"
)
_SPACE = re.compile(r"\s")
_TOP = 10  # lines in which a mark may stand without its ★
_LONGEST = 40


def secrecy_mark(text: str, beside: str = "") -> str:
    """The strictest 密级 marked in `text`, or in what is printed `beside` it; '' when there is none.

    A mark is a line of its own: at the top any mark, further down (a file of several documents) only one with ★.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    marked = {_level(line) for line in (*lines[:_TOP], *beside.split("\n"))}
    marked |= {_level(line) for line in lines[_TOP:] if "★" in line or "☆" in line}
    return next((level for level in LEVELS if level in marked), "")


def _level(line: str) -> str:
    if len(line) > _LONGEST:
        return ""
    line = _SPACE.sub("", line)
    if match := _MARK.fullmatch(line):
        return match[1]
    return "内部" if _INTERNAL.fullmatch(line) else ""


def is_laxer(mark: str, than: str) -> bool:
    """Whether `mark` protects less than `than` does; '' protects least."""
    order = (*LEVELS, "")
    return order.index(mark) > order.index(than)

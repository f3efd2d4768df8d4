"""密级: how it is printed on a document, what words for it mean, which level protects more."""

import re
from collections.abc import Iterable, Iterator

OPEN = "公开"
LEVELS = ("绝密", "机密", "秘密", "内部")  # strictest first
CLASSIFIED = LEVELS[:3]  # 国家秘密
SCALE = (*LEVELS, OPEN)[::-1]  # laxest first
_URGENCY = "(?:特急|加急|特提|平急|急件)?"
_TERM = r"(?:[★☆*·•◆-][^★☆*]{0,12}?|(?:[0-9一二三四五六七八九十]{1,3}|半)(?:年|个?月)|长期|启用前)"  # how long, with its star or without
_MARK = re.compile(
    rf"(?:№|No\.?)?\d{{0,8}}{_URGENCY}[【\[（(〔]?(?:密级[：:|]?)?(绝密|机密|秘密)级?[】\]）)〕]?{_TERM}?[】\]）)〕]?{_URGENCY}"
)
_INTERNAL = re.compile(
    r"[【\[（(]?(?:密级[：:])?(?:内部|内部(?:资料|文件|材料|刊物|参考|使用|传阅|掌握)|仅供内部(?:使用|参考|传阅))"
    r"(?:[，,、·]?(?:注意|妥善)(?:保存|保管|保密)|[，,、·]?(?:请勿|不得|严禁)(?:外传|外泄|公开|转发))?[】\]）)]?"
)
_IN_TEXT = re.compile(
    r"(?:绝密|机密|秘密)\s{0,4}[★☆]|[（(【\[〔](?:绝密|机密|秘密)级?[）)】\]〕]|(?:绝密|机密|秘密)级(?:文件|资料|材料|事项|件)"
    r"|内部(?:资料|文件|材料)?[，,、 ]?(?:请勿|不得|严禁)(?:外传|公开|转发)"
)
_LINE = re.compile(r"(?:密级\s*[：:|]?)?\s*(?:绝密|机密|秘密)")
_PLAIN = str.maketrans("絕機祕內級", "绝机秘内级", "\u00ad\u200b\u200c\u200d\u2060\ufeff")
_SPACE = re.compile(r"\s")
_BETWEEN = re.compile(r"[\s_-]")
_TOP = 10  # lines in which a mark may stand without its ★
_LONGEST = 40

_UNMARKED = frozenset(("", "none", "no", "open", "public", "unclassified", "无", "公开", "不涉密", "非密", "非涉密", "不定密", "未定密"))
_INTERNAL_WORDS = ("internal", "restricted", "工作秘密", "商业秘密", "内部")
# A word that may stand for several levels is the strictest of them: “secret” is used for 秘密 and for 机密
_MEANT = {"topsecret": "绝密", "secret": "机密", "confidential": "机密"}
_NO_LEVEL = ("国家秘密", "以上")  # leave open which level it is, or name only the lowest


def level_of(words: str) -> str:
    """The level of SCALE that `words` state (内部, 秘密★5年, internal); what nobody can tell is the strictest it may mean."""
    said = _BETWEEN.sub("", words).lower()
    if said in _UNMARKED:
        return OPEN
    if said in _MEANT:
        return _MEANT[said]
    if said in _INTERNAL_WORDS:
        return "内部"
    vague = any(word in said for word in _NO_LEVEL)
    return LEVELS[0] if vague else next((level for level in LEVELS if level in said), LEVELS[0])


def rank(level: str) -> int:
    """How much a level of SCALE protects: 0 for 公开."""
    return SCALE.index(level)


def strictest(marks: Iterable[str]) -> str:
    """Of marks as they are worded the one that protects most; '' when there is none."""
    return max(marks, key=lambda mark: rank(level_of(mark)), default="")


def mark_in(text: str) -> str:
    """The strictest mark in `text`: with its ★, in brackets or as 机密级 in running text, or on a line of its own wherever; '' for none."""
    plain = text.translate(_PLAIN)
    return strictest((*dict.fromkeys(_marks_in(plain)), *filter(None, (secrecy_mark(plain),))))


def _marks_in(text: str) -> Iterator[str]:
    yield from (match[0] for match in _IN_TEXT.finditer(text))
    for line in text.split("\n"):
        if len(line) <= _LONGEST and _LINE.fullmatch(said := line.strip()):
            yield said


def secrecy_mark(text: str, beside: str = "") -> str:
    """The strictest 密级 marked in `text`, or in what is printed `beside` it; '' when there is none.

    A mark is a line of its own: at the top any mark, further down (a file of several documents) only one with ★.
    """
    lines = [line for line in text.translate(_PLAIN).split("\n") if line.strip()]
    marked = {_level(line) for line in (*lines[:_TOP], *beside.translate(_PLAIN).split("\n"))}
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

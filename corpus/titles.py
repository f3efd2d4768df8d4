"""The title of a document in its first lines, and the 文种 a title ends in."""

import re
from collections.abc import Sequence

from corpus.zh import close_up, heading_level, is_article

KINDS = (
    "通知", "通报", "通告", "公告", "公报", "决定", "决议", "意见", "办法", "规定", "方案", "报告", "请示", "批复", "函", "纪要", "讲话",
    "总结", "调研报告", "信息", "令", "议案", "条例", "细则", "规则", "规程", "章程", "规划", "计划", "纲要", "要点", "预案", "汇报",
    "发言", "致辞", "说明", "解读", "答复", "建议", "简报", "快报", "专报", "倡议书", "公开信", "通知书", "标准", "指南", "措施", "规范",
)  # fmt: skip
_OTHER_ENDINGS = {
    "讲话稿": "讲话", "发言稿": "发言", "发言材料": "发言", "汇报材料": "汇报", "调查报告": "调研报告", "解读稿": "解读",
}  # fmt: skip
_ENDINGS = {kind: kind for kind in KINDS} | _OTHER_ENDINGS
_ENDINGS_LONGEST_FIRST = sorted(_ENDINGS, key=len, reverse=True)
_AFTER_KIND = re.compile(r"(?:\s|[（(〔\[【][^（(）)]{0,30}[）)〕\]】]|[》”])+$")

ORGAN = re.compile(
    r"(?!.*[的在是将和]?(?:关于|有关))[一-鿿（）()]{2,36}"
    r"(?:人民政府|政府|委员会|委|办公室|办公厅|局|厅|部|院|署|处|中心|总队|支队|大队|协会|学会|联合会|工会|集团|公司|大学|学院|学校|医院|"
    r"指挥部|领导小组|专班|党组|支部|政协|人大|办事处|管委会|办)"
)
_LONGEST_LINE = 60
_LOOK_AT = 12  # lines from the top
_MOST_LINES = 3
_ENDS_NO_TITLE = re.compile(r"[。！!？?；;，,、：:…]$|[。；;]")
_BEGINS_TEXT = re.compile(r"[：:。]$|^(?:各位|同志们|尊敬的).{0,20}[！!，,]|^.{60}.*。")  # a salutation, a recipient, a sentence
_NO_BEGINNING = ("。", "，", "、", "；", "）")
_JOINTS = ("的", "和", "及", "与", "等", "、")  # no title begins or ends with one
_CLAUSES = re.compile("[，,：:|]")
_HAN = re.compile(r"[一-鿿]")
_MARKDOWN = re.compile(r"^#{1,6}\s+|^[*_]{2}(?=.*[*_]{2}$)|(?<=.)[*_]{2}$")
_NO_TITLE = re.compile(
    r"[—－-]*\s*[（(]?(?:[12]\d{3}|[一二三四五六七八九〇○零]{4})\s*年\s*.{1,4}月.{1,4}日.*|首页|附件\d*|目录|目\s*录|正文|.{0,12}打印.{0,12}|来源.{0,30}"
)


def title_in(head: Sequence[str]) -> str:
    """The title at the top of a document, joined from up to three lines; '' when none is certain.

    `head` is the first lines without number, marks and labels. A line that ends in a 文种 is believed first.
    """
    lines = _candidates(head)
    for i in range(len(lines)):
        if (title := _titled(lines[i : i + _MOST_LINES])) and not title.startswith(_JOINTS):
            return _two_line_motto(lines[:i]) + title if "——" in title else title
    first = lines[0] if lines else ""
    return first if len(_HAN.findall(first)) >= 4 and not ORGAN.fullmatch(first) and not _CLAUSES.search(first) else ""


def _two_line_motto(above: Sequence[str]) -> str:
    """The first half of 高举旗帜奋勇前进 / 谱写青禾新篇章 / ——在…大会上的报告, when it is all that stands `above`."""
    first = above[0] if len(above) == 1 else ""
    return first if len(_HAN.findall(first)) >= 6 and not ORGAN.fullmatch(first) and not _CLAUSES.search(first) else ""


def kind_of(title: str) -> str:
    """The 文种 that `title` ends in: 通知 for 关于印发《…办法》的通知; '' when it ends in none."""
    bare = _AFTER_KIND.sub("", title)
    ending = next((e for e in _ENDINGS_LONGEST_FIRST if bare.endswith(e)), "")
    return _ENDINGS.get(ending, "")


def _candidates(head: Sequence[str]) -> list[str]:
    """The lines among which a title can stand: until the salutation or the text begins. '' where one cannot."""
    found: list[str] = []
    for line in map(_plain, head[:_LOOK_AT]):
        if line.startswith(_NO_BEGINNING):  # a page cut into lines at its links: no line of it is to be trusted
            return []
        if _BEGINS_TEXT.search(line) or heading_level(line) or is_article(line):
            break
        found.append("" if len(line) > _LONGEST_LINE or _ENDS_NO_TITLE.search(line) or _NO_TITLE.fullmatch(line) else line)
    return found


def _plain(line: str) -> str:
    """Without Markdown marks, and without the spaces of 政 府 工 作 报 告."""
    return close_up(_MARKDOWN.sub("", line).strip(" \t\u3000\u200b\u200d\ufeff"))


def _titled(lines: Sequence[str]) -> str:
    """The shortest run of `lines` from the first on that ends in a 文种 and leaves no mark open; '' when there is none."""
    joined = ""
    for i, line in enumerate(lines):
        if not line or (i and not _runs_on(joined, line)):
            return ""
        joined += line
        follows = lines[i + 1] if i + 1 < len(lines) else ""
        if kind_of(joined) and not _is_open(joined) and not follows.startswith(("的", "》", "”", "——")):
            return joined
    return ""


def _runs_on(first: str, line: str) -> bool:
    starts = first.startswith(("关于", "在")) or "关于" in first or ORGAN.fullmatch(first) is not None
    return starts or _is_open(first) or len(line) <= 8 or line.startswith(("—", *_JOINTS)) or first.endswith(_JOINTS)


def _is_open(text: str) -> bool:
    return text.count("《") > text.count("》") or text.count("“") > text.count("”")

"""What a document is called: its title and 发文字号, normalised so that a citation finds it however it is written."""

import re

from corpus.titles import ORGAN
from corpus.zh import halfwidth

_BRACKETS = str.maketrans("〔〕[]【】", "()()()", "《》〈〉“”\"‘’'")
_ISSUED = re.compile(r"(?:印发|转发|批转|公布|发布|颁布)(.+?)的(?:通知|公告|决定|函|令|批复)")
_STATE = "中华人民共和国"
_SUFFIX = re.compile(r"\([^()]*\)$")


def normal_name(name: str) -> str:
    """`name` without 书名号, quotes and spaces, half width, all brackets ()."""
    return "".join(halfwidth(name).translate(_BRACKETS).lower().split())


def names_of(title: str, number: str) -> dict[str, int]:
    """Every normalised name with its rank: 0 for the title and the number themselves, 1 for shorter ways to say the title."""
    full = normal_name(title)
    shorter = {full.removeprefix(_STATE), _SUFFIX.sub("", full)}
    organ, about, rest = full.partition("关于")  # 青禾县人民政府关于… is cited as 《关于…》
    if organ and ORGAN.fullmatch(organ):
        shorter.add(about + rest)
    if issued := _ISSUED.search(full):
        shorter |= {issued[1], _SUFFIX.sub("", issued[1])}
    return {name: 1 for name in sorted(shorter) if name} | {name: 0 for name in (full, normal_name(number)) if name}

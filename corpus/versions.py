"""Which titles are versions of one rule: 《X暂行办法》, 《X办法（试行）》, 《X办法》, 《X办法（2024年修订）》, 关于印发《X办法》的通知."""

import re
from typing import NamedTuple

from corpus.names import normal_name
from corpus.titles import ORGAN

_RULE = r"(?:办法|规定|条例|细则|规则|规程|章程|准则|意见|方案|预案|制度|规范|标准|措施)"
_IS_RULE = re.compile(rf".*{_RULE}")
_ISSUED = re.compile(r"(?:印发|公布|发布|颁布|颁发|批转)(.+?)的(?:通知|公告|决定|令|批复)(?:\([^()]*\))?")
_EDITION = re.compile(r"\((?:(?:19|20)\d\d年?)?(?:第.次)?(试行|暂行|(?:修订|修正|修改)(?:试行|本|版)?|(?:19|20)\d\d年?版|试行版?)\)$")
_TRIAL_INSIDE = re.compile(rf"(?:暂行|试行)(?={_RULE}$)")
_NOT_YET = re.compile(r"征求意见|草案|送审|讨论稿|代拟稿|审议稿|初稿|建议稿|征询意见|解读|说明|起草")
_RECURS = re.compile(
    r"(?:19|20)\d\d|年度|[一二三四]季度|上半年|下半年|\d+月|今[年冬春夏秋]|明[年春]|当前|近期|期间|春节|元旦|国庆|五一|端午|中秋|清明|两会|"
    r"暑假|寒假|假期|汛期|百日|第[一二三四五六七八九十百\d]+[期次批号届轮阶]|[一二三四]期|“?[一二三四五六七八九十]+五”?(?:规划|时期|期间)"
)
_COMMON = re.compile(
    rf"关于|实施|工作|管理|若干|进一步|加强|做好|推进|有关|指导|暂行|试行|总体|具体|专项|行动|活动|应急|考核|奖励|评选|处置|整治|的|{_RULE}"
)
_LEAST_OF_ITS_OWN = 2  # characters: 工作方案 and 考核办法 name no one thing


class Edition(NamedTuple):
    """What rule a title names, and which edition of it."""

    rule: str  # normalised; equal for all editions
    trial: bool  # 暂行 or 试行


def edition_of(title: str, place: str = "") -> Edition | None:
    """The edition that `title` names; None when it names no rule, or one that is made anew each year. `place` is its issuer's."""
    name = _own_part(normal_name(title))
    trial = False
    while match := _EDITION.search(name):
        trial = trial or match[1] in ("试行", "暂行", "修订试行")
        name = name[: match.start()]
    rule = _TRIAL_INSIDE.sub("", name).removeprefix("中华人民共和国").removeprefix(place)
    if not _IS_RULE.fullmatch(rule) or _NOT_YET.search(title) or _RECURS.search(rule) or len(_COMMON.sub("", rule)) < _LEAST_OF_ITS_OWN:
        return None
    return Edition(rule, trial or bool(_TRIAL_INSIDE.search(name)))


def spellings(title: str, place: str = "") -> list[str]:
    """The normalised names under which other editions of the rule may be filed; [] when `title` names none."""
    edition = edition_of(title, place)
    if not edition:
        return []
    bare = edition.rule
    kind = re.search(rf"{_RULE}$", bare)
    stem = bare[: kind.start()] if kind else bare
    forms = [bare] + [f"{stem}{trial}{kind[0]}" for trial in ("暂行", "试行") if kind]
    prefixes = dict.fromkeys(("", place, "中华人民共和国"))
    return [prefix + form for prefix in prefixes for form in forms]


def _own_part(name: str) -> str:
    """Of a normalised title, what is issued (关于印发X的通知), else what follows the organ (青禾县人民政府关于…)."""
    if issued := _ISSUED.search(name):
        return issued[1]
    before, about, after = name.partition("关于")
    return about + after if before and ORGAN.fullmatch(before) else name

"""What a sentence holds that must not be lost with it."""

import re
from collections.abc import Callable, Iterator

from corpus.bare_names import bare_names
from corpus.figures import figures
from corpus.proper_names import document_numbers, enterprises, people, places
from corpus.zh import book_titles, quotations
from drafting.guard import MARK
from evals.checks.padding.lexicon import required

# Times in words; those with digits are figures
_TIME = re.compile(
    r"今天(?!召开|的|我们|这次|，)|(?<![的好烂煌])明天|[后昨]天|[今明后昨][晚早晨夜]|前[天年]|当[天晚日]|次日|夜里|[本下]周|本月|下月|下回|[上下]半年|[一二三四]季度|[年月季周旬][底末]|节前|节后"
    r"|汛[期前]|春[节耕运]|国庆|入[冬夏秋]前|[一二三四五六七八九十]+点[前钟半]|即日起|下班前"
)
_ORGAN = re.compile(
    r"[一-鿿]{2}(?:局|大队|支队|医院|学校|中学|小学|供电所|派出所|水库|工业园|开发区|林场)(?![面势限部外内员长])"
    r"|[省市县区乡镇](?![委政直级域内里场])(?:(?![以为在是要的和对把将及与])[一-鿿]){2,8}(?:局|办|所|站|队|院|中心|公司|科|股|厅)(?![法事有在以])"
)
_NO_ORGAN = re.compile(r"[全大布格结各当开定变新时政僵棋一]局|[各全]校")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百零〇\d]+[条款]")
_RULES = re.compile(r"[一二三四五六七八九十]+(?:项规定|条禁令|条措施)")
_REGION = re.compile(
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾"
    "|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|浦东|雄安"
)
_SOMEBODY = re.compile(r"(?<![其利])[他她](?![山乡])")
_MANNER = re.compile("[几数半]|一(?![十百千万亿])")  # 一次, 几位
_MONEY = re.compile("[一二两三四五六七八九十百千][块毛角分]钱")
_FIGURATIVE = ("深水区", "无人区", "舒适区")
_SAID = 10  # characters of a quotation that is more than a word


def held(sentence: str, own_place: str = "", people_known: tuple[str, ...] = ()) -> str:
    """What `sentence` names that a reader could not get back, in Chinese (数字、时间 …); '' when it names nothing.

    The office's own place is no name: a slogan mentions it as well.
    """
    return next((what for what, found in _KINDS.items() if found(sentence)), "") or _named(sentence, own_place, people_known)


def _named(sentence: str, own_place: str, people_known: tuple[str, ...]) -> str:
    if people(sentence, people_known) or any(name in sentence for name in people_known) or any(bare_names(sentence)):
        return "人名"
    if _SOMEBODY.search(sentence):
        return "说到的人"
    elsewhere = any(place != own_place and place not in _FIGURATIVE for place in _places(sentence))
    return "地名" if elsewhere or any(not own_place.startswith(m[0]) for m in _REGION.finditer(sentence)) else ""


def _places(sentence: str) -> Iterator[str]:
    return (place.name for place in places(sentence))


def _has_organ(sentence: str) -> bool:
    return any(enterprises(sentence)) or any(not _NO_ORGAN.search(m[0]) for m in _ORGAN.finditer(sentence))


def _has_document(sentence: str) -> bool:
    return bool(book_titles(sentence) or _ARTICLE.search(sentence) or _RULES.search(sentence)) or any(document_numbers(sentence))


def _counts(sentence: str) -> bool:
    """Is there a figure? 一次 and 几位 are ways of speaking, 三家 is not."""
    return bool(_MONEY.search(sentence)) or any(not (f.soft and _MANNER.match(f.text)) for f in figures(sentence))


_KINDS: dict[str, Callable[[str], bool]] = {
    "待核待写的内容": lambda s: bool(MARK.search(s)),
    "规范表述": lambda s: bool(required().search(s)),
    "数字或日期": _counts,
    "时间": lambda s: bool(_TIME.search(s)),
    "文件或条款": _has_document,
    "单位名": _has_organ,
    "引语": lambda s: any(q.end - q.start > _SAID for q in quotations(s)),
}

"""Another place told as ours, and our own name written wrongly."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from base.strict_yaml import parse, read_text
from corpus.proper_names import UNIT_RANKS, Place, places
from evals.checks.residue.own import Own
from evals.checks.residue.view import View
from evals.finding import Finding

_FILE = Path(__file__).parents[2] / "data" / "alike_characters.yaml"
# what makes it right to name another place: we look at it, meet it, border on it, compare with it
_ABOUT_OTHERS = re.compile(
    r"经验|借鉴|学习|考察|赴|来自|前来|邻|兄弟|对标|交流|对口|协作|帮扶|支援|签约|签订|合作|联合|携手|互认|互换|两[地市县区镇乡]|跨|交界|接壤|周边|毗邻|途经|外地|等地|位于|"
    r"例如|比如|相比|相较|高于|低于|超过|差距|历史|以前|原名|旧称|籍|客商|企业|公司|代表团|嘉宾|专家|来宾|引进|落户|老家|出生|调任|曾任|迁|划|流域|上游|下游|至|通往|高速|铁路|公路|机场|大学|学院|医院|会议在|召开|举办地|起于|止于|户籍|事故|火灾|案件|教训|通报|输送|运往|销往|发往|开往|务工|游客|选手|队"
)
_RELATES = re.compile(r"(?:与|同|和|跟|比|像|如|、|赴|到|去|从|向|往|由|来自|在|原|旧|对|较|及|邻|驻|抵|经|至)$")
_RELATES_AFTER = re.compile(r"^(?:、|和|与|及|等|籍|客|代表|企业|方面|经验|交界|接壤)")
_LEADS = re.compile(r"(?:政府|委|局|主要负责同志|负责人)[^，。]{0,12}(?:任组长|任指挥长|牵头|负责)")  # 由柏原县政府牵头
_FORMERLY = re.compile(r"原|旧|曾|历史|撤[县市乡]|改[设为]|设[区市]|更名|合并|(?:1[89]\d\d|200\d)年")
_LONG_AGO = re.compile(r"1[89]\d\d年")
# 市 and 县 that begin the next word (市域、县属、市第九届) are no part of a name, and of a city's own places 市 may be a county-level one
_NEXT_WORD = re.compile(r"[域内外属级本县区考容集定第场两主]|重点|技术|政建")
_OF_OURS = re.compile(r"县|全国|国家|省级|首批|获评|获批|入选|支持|百强|荣获|承办|推动|推进|深化|库区")
_WORDS = ("d", "v", "vn", "vd", "a", "ad", "c", "p", "r")  # adverbs, verbs … : 已经县政府同意 names no 已经县, 改善山区 no place
# 如贵县同意, 须经县政府批准: 贵县 is whom we write to, 经 governs the organ that follows
_NO_STEM = re.compile(r"[如若请望盼商待由与和同向对据按烦恳将因凡]贵$|.经$")
_WORD_REACH = 4  # characters before a place in which a word is looked for that runs into it
_OFFICE = re.compile(r"人民政府|委员会|党委|政府|人大|政协|[㐀-鿿]{2,8}(?:局|委|办公室|中心|院|馆|会|站|所)")


def findings(view: View) -> Iterator[Finding]:
    """Peers of our own place (another county in a county's text) that nothing in the sentence explains."""
    own = view.own
    if own is None or not own.stem or own.rank > 3:
        return
    strangers: set[str] = set()
    for place in places(view.text, (own.stem,)):
        if place.name == own.name or _NO_STEM.search(place.stem) or _known(view, place) or _is_title(view, place):
            continue
        if (rule := _judge(view, own, place, strangers)) == "other-place" and _is_word(view.text, place):
            strangers.discard(place.stem)
        elif rule:
            yield view.finding(rule, place.start, place.end, own=own.name)
    yield from _echoes(view, own, strangers)


def _judge(view: View, own: Own, place: Place, strangers: set[str]) -> str:
    if _is_slip(view, own, place):
        return (
            ""
            if _FORMERLY.search(view.clause(place.start).replace(place.name, "")) or view.quoted(place.start, place.end)
            else "own-name-wrong"
        )
    if not _is_peer(own, place) or _NEXT_WORD.match(view.text, place.end) or view.quoted(place.start, place.end):
        return ""
    if (own.rank == 3 and _may_be_ours(view, place)) or _explained(view, place):
        return ""
    strangers.add(place.stem)
    return "other-place"


def _is_word(text: str, place: Place) -> bool:
    """Is what looks like the place's name a word of the sentence, or does one run over its beginning?"""
    import rjieba  # 130 ms: only where a stranger seems to be named

    at, stem_end = max(0, place.start - _WORD_REACH), place.start + len(place.stem)
    for word, kind in rjieba.tag(text[at : place.end + 2]):
        end = at + len(word)
        inside = place.start < end and at < stem_end and (at < place.start or end <= stem_end)
        if inside and len(word) > 1 and kind in _WORDS:
            return True
        at = end
    return False


def _is_peer(own: Own, place: Place) -> bool:
    """A place of our own rank; 市 beside a county may be the city above it, 区 and 县 beside a city belong to it."""
    if own.stem in place.stem:
        return False
    if own.unit == "市" and own.rank == 2:
        return place.unit in ("县", "市") and place.rank in (2, 3)
    return place.rank == own.rank


def _may_be_ours(view: View, place: Place) -> bool:
    """A 市 in a city's text may be a county-level city of its own: it stands with its sisters, or with words used of counties."""
    paragraph = view.paragraph(place.start).of(view.text)
    sisters = {p.name for p in places(paragraph) if p.rank in (2, 3)} - {place.name}
    return len(sisters) > 1 or bool(_OF_OURS.search(view.sentence_text(place.start)))


def _is_slip(view: View, own: Own, place: Place) -> bool:
    """Our name with one character wrong, missing or too many, or with another unit of the same rank."""
    if place.stem == own.stem:
        return UNIT_RANKS[place.unit] == UNIT_RANKS[own.unit] and place.unit != own.unit and own.rank < 3
    if place.unit != own.unit or not _near(place.stem, own.stem):
        return False
    return len(place.stem) == len(own.stem) or bool(_OFFICE.match(view.text, place.end))


def _near(a: str, b: str) -> bool:
    """One character apart, and at least one the same in its place."""
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b)) == 1 and len(a) >= 2 and _looks_like(a, b)
    short, long = sorted((a, b), key=len)
    return len(long) - len(short) == 1 and len(short) >= 2 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _looks_like(a: str, b: str) -> bool:
    """The differing characters are written alike or sound alike; 平山 and 平阳 are two places."""
    x, y = next((x, y) for x, y in zip(a, b) if x != y)
    return len(a) > 2 or any(x in group and y in group for group in _alike())


@cache
def _alike() -> list[str]:
    """Groups of characters that are taken for one another in place names."""
    groups, _ = parse(read_text(_FILE), str(_FILE))
    return str(groups).split()


def _explained(view: View, place: Place) -> bool:
    before = view.text[max(0, place.start - 3) : place.start]
    clause = view.clause(place.start).replace(place.name, "")  # 柏原县 is not 原县
    if before.endswith("由") and _LEADS.search(clause):
        return False
    if _RELATES.search(before) and not before.endswith("惠及"):
        return True
    if _RELATES_AFTER.match(view.text[place.end : place.end + 4]) or _FORMERLY.search(clause):
        return True
    return bool(_LONG_AGO.search(view.sentence_text(place.start))) or bool(_ABOUT_OTHERS.search(clause))


def _known(view: View, place: Place) -> bool:
    """Named in what the brief says, so meant."""
    context = view.case.context
    if place.name in view.addressed:
        return True
    said = (context.title, context.issuer, context.occasion, context.intent, context.local, *context.audience, *context.must_cover)
    return any(place.name in words for words in said) or any(place.name in p.title for p in context.people)


def _is_title(view: View, place: Place) -> bool:
    """柏原县县长某某: an office-holder of another place is a guest."""
    return bool(re.match(r"(?:委)?(?:副)?(?:书记|县长|市长|区长|镇长|乡长|[㐀-鿿]{0,6}局长|主任)", view.text[place.end : place.end + 10]))


def _echoes(view: View, own: Own, strangers: set[str]) -> Iterator[Finding]:
    """The stem of a stranger elsewhere: “柏原脆藕”成为我县名片."""
    units = "".join(UNIT_RANKS)
    for stem in sorted(strangers):
        for match in re.finditer(re.escape(stem), view.text):
            ours = re.search(rf"我{own.unit}|全{own.unit}", view.sentence_text(match.start()))
            if ours and view.text[match.end() : match.end() + 1] not in units:
                yield view.finding("other-place", match.start(), match.end(), own=own.name)

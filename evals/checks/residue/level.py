"""The level of another: 我市 in a county's text, 全镇 in a city's, orders to those who are not ours to order."""

import re
from collections.abc import Iterator

from corpus.proper_names import UNIT_RANKS, places
from evals.checks.residue.own import Own
from evals.checks.residue.view import View
from evals.finding import Finding

_WE = re.compile(r"(?P<who>我|本|全)(?P<unit>[省市县区旗镇乡]|街道)(?![域委府政级属直长场容])")
_EVERY = re.compile(r"各(?P<units>(?:[省市县区州旗镇乡]|街道|[（(][^（()）]{1,8}[）)]|、){1,12})")
_DIRECT = re.compile(r"(?P<unit>[省市县区])直(?:属)?(?:各)?(?:有关)?(?:单位|部门|机关|中小学|学校|各)")
_SUPERIOR_OFFICE = re.compile(r"(?:^|[，。；：])(?P<name>(?P<unit>[省市])[^，。；：、]{0,10}?(?:厅|局|委|办|办公室|办公厅))要(?!求)")
_ASKS = re.compile(r"(?:(?<![申恳提报邀商呈敬函])请(?![示求假教])|要求|责成|督促)[^，。；：\n]{0,16}$")
_ASKED_OFFICE = re.compile(
    r"(?<![申恳提报邀商呈敬函])请(?P<name>(?P<unit>[省市])[^，。；：、\n]{1,10}?(?:厅|局|委|办|办公室|办公厅))"
    r"(?=[^。；\n]{0,30}(?:报送|上报|抓好|抓紧|认真|贯彻|落实|执行|整改|完成))"
)
_TO_SUPERIORS = ("request", "letter", "report")
_APPOINTS = re.compile(r"(?P<unit>[省市县])(?:委|(?:人民)?政府)(?:、(?P=unit)(?:人民)?政府)?(?:决定)?(?:成立|组建|设立)[^，。；]{0,16}")
_WE_BODY = re.compile(r"我(?P<body>局|委|校|院|馆|厅|公司|中心|社区)(?![员托派会])")
_BODIES = {"校": ("校", "学", "院", "幼儿园"), "公司": ("公司", "集团"), "社区": ("社区", "居")}  # else the word itself
_TOLD_OF = re.compile(r"市(?:委|政府|人民政府)[^。]{0,12}(?:对|要求|强调|指出|提出|部署)")  # 市委对我市各县提出要求
_INTENDS = re.compile(r"^(?:将|要|计划|拟|力争|决定)")
_NAMED_WITHIN = 300  # characters in which 全镇 has its town before it
_ACTS = re.compile(r"^(?:全面落实|切实|认真|积极|高度重视|扎实|严格|始终把)(?![^，。]*以来)")
_ORDER = re.compile(r"要|必须|务必|应当|须|应于|应在|严格|抓紧|：")
_ALL_LEVELS = re.compile(r"^(?:上下|各级|各地|各部门|各县|各市|各乡镇|各单位|广大)")
_OTHERS_WORD = (
    "国务院|中央|省委|省政府|省人民政府|自治区|市委|市政府|市人民政府|县委|县政府|县人民政府|区委|区政府|上级|部署会|电视电话会|视频会|"
    "[省市县区][㐀-鿿]{0,10}(?:厅|局|委|办|会议|防指|指挥部|安委会|领导小组)(?:要求|明确|印发|部署|提出|通知|强调|决定)"
)


def findings(view: View) -> Iterator[Finding]:
    """Nothing is said when the writer's own level is not known."""
    if view.own is None:
        return
    yield from _selves(view, view.own)
    yield from _orders(view, view.own)
    yield from _offices(view, view.own)


def _selves(view: View, own: Own) -> Iterator[Finding]:
    for match in _WE.finditer(view.text):
        unit, start, end = match["unit"], match.start(), match.end()
        if unit == own.unit or view.quoted(start, end):
            continue
        rank = UNIT_RANKS[unit]
        wrong = _not_all(view, own, match, rank) if match["who"] == "全" else _not_we(view, own, match, rank)
        if wrong:
            yield view.finding("level-differs", start, end, own=own.name)
    for match in _WE_BODY.finditer(view.text):
        if not _is_our_body(view.case.context.issuer, match["body"]) and not view.quoted(*match.span()):
            yield view.finding("level-differs", *match.span(), own=view.case.context.issuer)


def _is_our_body(issuer: str, body: str) -> bool:
    """我局 in the text of a 局; nothing is said when the issuer is not known."""
    return not issuer or any(word in issuer for word in _BODIES.get(body, (body,)))


def _not_we(view: View, own: Own, match: re.Match[str], rank: int) -> bool:
    """我X of another level. One above may be the place we belong to, when the sentence names us beside it."""
    if rank <= own.rank:
        return match["unit"] != "区" or (match["who"] == "我" and "自治区" not in view.text)
    sentence = view.sentence_text(match.start())
    if match["who"] == "本" or (own.stem and own.stem in sentence) or f"我{own.unit}" in sentence:
        return False
    if match["unit"] == "市" and own.rank == 2 and not own.inferred:
        return not _TOLD_OF.search(view.before(match.start()))
    after = view.text[match.end() : match.end() + 30]
    return bool(_INTENDS.match(after) or (own.rank == 1 and _ACTS.match(after)))


def _not_all(view: View, own: Own, match: re.Match[str], rank: int) -> bool:
    """全X as ourselves: a lower level that nothing names, another unit of our level, or a higher level given orders."""
    paragraph = view.text[max(view.paragraph(match.start()).start, match.start() - _NAMED_WITHIN) : match.start()]
    if rank > own.rank:
        orders = _ALL_LEVELS.match(view.text[match.end() : match.end() + 6]) and _ORDER.search(_clause_after(view, match.end()))
        return bool(orders) and not _by_others(view, own, match.start())
    if match["unit"] == "区":
        return False  # 全区 may be the autonomous region, or a development zone
    if not own.stem or _in_name(view, match):
        return False
    named = any(p.rank == rank for p in places(paragraph)) or f"{match['unit']}党委" in paragraph or f"该{match['unit']}" in paragraph
    return not named


def _in_name(view: View, match: re.Match[str]) -> bool:
    """天全县 is a place, not all of a 县; 健全县级 is neither."""
    before = view.text[max(0, match.start() - 2) : match.start()]
    alone = bool(re.fullmatch(r"[^㐀-鿿]?[㐀-鿿]", before, re.DOTALL)) and before[-1] not in "使让令在对为将把给由是及和与按从到"
    return alone or before.endswith(("健", "安", "完", "齐"))


def _clause_after(view: View, at: int) -> str:
    return re.split(r"[。；！？\n]", view.text[at : at + 60], maxsplit=1)[0]


def _by_others(view: View, own: Own, at: int) -> bool:
    """Is it the word of those above us that is told here?"""
    before = view.before(at)
    return any(m[0][0] != own.unit for m in re.finditer(_OTHERS_WORD, before))


def _orders(view: View, own: Own) -> Iterator[Finding]:
    """各县要……, 市直部门要……: orders to those whom we do not command."""
    for match in (*_EVERY.finditer(view.text), *_DIRECT.finditer(view.text)):
        judged = _is_beyond_every if "units" in match.groupdict() else _is_beyond_direct
        if judged(view, own, match) and not view.quoted(*match.span()) and not _by_others(view, own, match.start()):
            yield view.finding("order-beyond-level", *match.span(), own=own.name)


def _is_beyond_every(view: View, own: Own, match: re.Match[str]) -> bool:
    """各乡镇 and 各街道 may be anybody's; 各县（市、区） are those of a city or above."""
    if re.search("[镇乡]|街道", match["units"]):
        return False
    units = re.findall("[省市县区州旗]", match["units"])
    # 各县（市、区）: the 市 after a 县 is a county-level one
    ranks = [2 if unit == "市" and "县" in units[:i] else UNIT_RANKS[unit] for i, unit in enumerate(units)]
    told = _ORDER.search(_clause_after(view, match.end())[:24]) or _is_asked(view, match.start())
    return max(ranks, default=0) >= own.rank and bool(told)


def _is_beyond_direct(view: View, own: Own, match: re.Match[str]) -> bool:
    """县直 in the text of a 区; 市直 in a county's when it is told what to do."""
    rank = UNIT_RANKS[match["unit"]]
    if match["unit"] == own.unit or rank < own.rank:
        return False
    return rank == own.rank or bool(_ORDER.match(_clause_after(view, match.end()))) or _is_asked(view, match.start())


def _is_asked(view: View, at: int) -> bool:
    """请各市（州）……; not in a paper to those above us, where it is a plea."""
    return not _is_upward(view) and bool(_ASKS.search(view.before(at)))


def _is_upward(view: View) -> bool:
    return view.case.context.direction in ("up", "level") or view.case.context.genre in _TO_SUPERIORS


def _offices(view: View, own: Own) -> Iterator[Finding]:
    """Offices above us that our text gives orders to, or that appoint our own people in our stead."""
    asked = () if _is_upward(view) else _ASKED_OFFICE.finditer(view.text)
    for match in (*_SUPERIOR_OFFICE.finditer(view.text), *asked):
        if UNIT_RANKS[match["unit"]] > own.rank and not _by_others(view, own, match.start("name")):
            yield view.finding("order-beyond-level", match.start("name"), match.end(), own=own.name)
    names = "|".join(re.escape(p.name) for p in view.case.context.people)
    for match in _APPOINTS.finditer(view.text) if names else ():
        ours = re.search(rf"(?:{names})[㐀-鿿]{{0,4}}任", view.sentence_text(match.start()))
        if UNIT_RANKS[match["unit"]] > own.rank and ours:
            yield view.finding("order-beyond-level", *match.span(), own=own.name)

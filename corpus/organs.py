"""Organs of state by the shape of their names: which level of government they belong to, of which place, and who is the same."""

import re
from typing import NamedTuple

STATE = "全国"  # the place of what is issued for the whole country
LEVELS = {"state": "中央", "province": "省级", "city": "市级", "county": "县级", "township": "乡级"}

_NO_STEM = re.compile(
    r"国务院|中央|国家|中国|全国|中华|最高|住房|城乡|城市|农村|农业|乡村|交通|经济|社会|人民|委员|办公|领导|工作|自然|管理|发展|开发|产业|"
    r"工业|服务|园|^[在向对于为从我本该各全两省市县区乡镇旗州]|^(?:高新|经开|自贸|新|老|主城|景|库|灾|片|社|校|厂|矿|林|牧|山|地|郊|城)$"
)
_UNIT = (
    r"特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|街道|省|市(?!场|政[^府协法务]|民[^政]|容|级|直)|州|盟(?!员)|"
    r"县(?!域|级|直)|区(?!域|块|划|级|直)|旗|镇(?!域|级)|乡(?!村|镇|土|建|级)"
)
_PLACE = re.compile(rf"([一-鿿]{{1,12}}?)({_UNIT})")
_PARTY = re.compile(r"^(?:中国共产党|中共(?!中央)|中国人民政治协商会议|政协|共青团|九三学社)")
_SYSTEM = re.compile(
    r"^(?:国家[一-鿿]{2,8}?(?:总局|局|委员会|管理局)|中国[一-鿿]{2,10}?(?:银行|集团|公司|协会|联合会|委员会))(?=[一-鿿]{2})"
)
_OF_STATE = re.compile(
    r"(?:国务院|全国|中共中央|党中央|中央|中国|中华|最高人民|国家|公安部|司法部|外交部)|[一-鿿]{1,12}(?:部|总局|总署|总工会|总行)$"
)
_NO_STATE_ENDING = re.compile(r"(?:支部|党支部|总支部|俱乐部|指挥部|项目部|组织部|宣传部|统战部|武装部|工作部|事业部|本部|门诊部)$")
_STATE_ORGAN = re.compile(r"^(?:中共中央|党中央|中央)?(?:组织部|宣传部|统战部)$")
_SHORT = re.compile(
    r"(?!乡镇|市场|区域|县域)([省市州县区旗镇乡])(?=政府|人民政府|委(?!托)|人大|政协|纪委|直|[一-鿿]{1,14}(?:局|厅|委|办|中心|会|院|组|部)$)(?!场|政[^府协]|容|域)"
)
_AND_OTHERS = re.compile(r"等[一二三四五六七八九十\d]*(?:个?部门|家?单位|部委)?$")
_OFFICE = re.compile(r"(人民政府|国务院|中央|[省市州县区旗镇乡]委)(?:员会)?办公[室厅]$")
_MUNICIPALITIES = frozenset(("北京市", "上海市", "天津市", "重庆市"))
_LEVEL_OF_UNIT = {
    "省": "province", "自治区": "province", "特别行政区": "province", "市": "city", "自治州": "city", "州": "city", "盟": "city",
    "地区": "city", "县": "county", "自治县": "county", "旗": "county", "自治旗": "county", "区": "county", "林区": "county",
    "特区": "county", "镇": "township", "乡": "township", "街道": "township",
}  # fmt: skip


class Seat(NamedTuple):
    """Where an organ belongs: level ('' when its name does not say), place ('' likewise), how sure the shape makes it."""

    level: str = ""
    place: str = ""
    sure: float = 0.0


def seat_of(issuer: str) -> Seat:
    """The seat of `issuer` (of the first, when several issue together): 青禾县教育局 → county, 青禾县."""
    first = _AND_OTHERS.sub("", issuer.split("、")[0])
    organ = _PARTY.sub("", first)
    if found := places_at_start(_SYSTEM.sub("", organ)):
        return _of_places(found)
    if _is_of_state(first):
        return Seat("state", STATE, 0.97)
    short = _SHORT.match(organ)
    return Seat(_LEVEL_OF_UNIT[short[1]], "", 0.9) if short else Seat()


def places_at_start(text: str) -> list[tuple[str, str]]:
    """The chain of places with which `text` begins, as (name, unit), each within the one before: 澜江市青禾县石桥镇."""
    found, at = list[tuple[str, str]](), 0
    while (match := _PLACE.match(text, at)) and _is_stem(match[1], match[2]) and (not found or _is_within(match[2], found[-1][1])):
        found.append((match[0], match[2]))
        at = match.end()
    return found


def _is_within(unit: str, wider: str) -> bool:
    order = list(LEVELS)
    return order.index(_LEVEL_OF_UNIT[unit]) > order.index(_LEVEL_OF_UNIT[wider]) or unit == wider == "市"


def same_place(one: str, other: str) -> bool:
    """Whether two places are the same as far as they are spelled out: 青禾县 and 澜江市青禾县."""
    return bool(one and other) and (one.endswith(other) or other.endswith(one))


def makers(issuer: str) -> frozenset[str]:
    """Who is behind `issuer`, to be compared: an office (办公室, 办公厅) signs for its government or committee."""
    return frozenset(_maker(organ) for organ in re.split("[、 \u3000]+", issuer) if organ)


def _is_stem(stem: str, unit: str) -> bool:
    """Whether `stem` can be the name of a place; of one character only before 县 (沛县)."""
    return (len(stem) > 1 or unit == "县") and not _NO_STEM.search(stem)


def _maker(organ: str) -> str:
    organ = organ.removeprefix("中华人民共和国").replace("中国共产党", "中共")
    return _OFFICE.sub(r"\1", organ)


def _of_places(found: list[tuple[str, str]]) -> Seat:
    place = "".join(name for name, _ in found)
    unit = found[-1][1]
    if place in _MUNICIPALITIES:
        return Seat("province", place, 0.97)
    if unit == "市" and len(found) > 1 and found[-2][1] == "市":  # a city under a city is one of county rank
        return Seat("county", place, 0.93)
    return Seat(_LEVEL_OF_UNIT[unit], place, 0.92 if unit in ("市", "区") else 0.97)  # 市 and 区 stand at several levels


def _is_of_state(organ: str) -> bool:
    if _STATE_ORGAN.match(organ):
        return True
    return bool(_OF_STATE.match(organ)) and not (
        _NO_STATE_ENDING.search(organ) and not organ.startswith(("中共中央", "中央", "国务院", "国家"))
    )

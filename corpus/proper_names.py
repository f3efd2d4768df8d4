"""Names by shape: people with their titles, places, enterprises, document numbers. Primitives: nothing here judges.

Chinese has no capitals: a name is recognised by what may stand in it (surnames, unit words) and by what stands round it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict

from base.strict_yaml import load_model

_HAN = "㐀-鿿"
_IS_HAN = re.compile(f"[{_HAN}]+")
Words = Annotated[frozenset[str], BeforeValidator(lambda value: str(value).split())]
Characters = Annotated[frozenset[str], BeforeValidator(set)]


class _Tables(BaseModel):
    """The word tables in proper_names.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    surnames: Characters
    compound_surnames: Words
    titles: Words
    not_names: Words
    not_given: Characters
    given: Words
    after_name: Words
    after_name_chars: Characters
    place_leads: Words
    place_edges: Characters
    not_places: Words
    place_lasts: dict[str, Characters]
    walled: dict[str, Words]
    organisation_words: Words


@cache
def _tables() -> _Tables:
    return load_model(Path(__file__).with_suffix(".yaml"), _Tables)


@cache
def _any_of(words: frozenset[str]) -> str:
    """A pattern for the longest of `words`."""
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


# ---------------------------------------------------------------- people


class Person(NamedTuple):
    """A person named with a title: `text[start:end]` is both, `[name_start, name_end)` the name alone."""

    start: int
    end: int
    name_start: int
    name_end: int
    name: str
    title: str  # 县长, with 副 or 代 before it where it stands
    certain: bool  # what stands round it leaves no other reading

    @property
    def surname_only(self) -> bool:
        """谢局长: the name is a surname."""
        return is_surname(self.name)


@cache
def _title_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:副|代)?(?:{_any_of(_tables().titles)})(?![期远效江]|三角|级|团)")


def people(text: str, known: Iterable[str] = ()) -> list[Person]:
    """People with their titles (县长周明远, 周明远县长, 谢局长) in order of place; `known` names are recognised wherever they fit."""
    names = tuple(sorted({n for n in known if n}, key=len, reverse=True))
    found: list[Person] = []
    for match in _title_pattern().finditer(text):
        person = _name_before(text, match, names) or _name_after(text, match, names)
        if person and (not found or person.name_start >= found[-1].name_end):
            found.append(person)
    return found


def _name_before(text: str, title: re.Match[str], known: tuple[str, ...]) -> Person | None:
    """周明远|县长: the longest reading with an edge before it, else the longest."""
    end = title.start()
    for name in known:
        if text.endswith(name, 0, end):
            return Person(end - len(name), title.end(), end - len(name), end, name, title[0], True)
    readings = [end - n for n in (4, 3, 2, 1) if end >= n and is_name(text[end - n : end])]
    edged = [start for start in readings if _name_edge(text, start)]
    if not edged and (not readings or end - readings[0] == 1):
        return None
    start = (edged or readings)[0]
    if end - start == 1 and title[0] in ("同志", "教授", "院士", "研究员") and text[end - 1] not in "张王李赵刘陈杨周吴":
        return None
    return Person(start, title.end(), start, end, text[start:end], title[0], bool(edged))


def _name_edge(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    return not before or before in "在由请与和及经对据为让给跟同任时" or not _IS_HAN.match(before)


def _name_after(text: str, title: re.Match[str], known: tuple[str, ...]) -> Person | None:
    """县长|周明远, ended by a mark, a verb or a function word."""
    start = title.end()
    for name in known:
        if text.startswith(name, start):
            return Person(title.start(), start + len(name), start, start + len(name), name, title[0], True)
    if title[0] == "同志":
        return None
    for length in (2, 3, 4):
        name = text[start : start + length]
        if len(name) == length and is_name(name) and _name_ends(text, start + length):
            return Person(title.start(), start + length, start, start + length, name, title[0], True)
    return None


def _name_ends(text: str, end: int) -> bool:
    """Is a name complete at `end`? 县长李强|在: the second character is no end, since 强在 is no word that follows a name."""
    tables, after = _tables(), text[end : end + 1]
    if not after or not _IS_HAN.match(after) or text[end : end + 2] in tables.after_name:
        return True
    return after in tables.after_name_chars and not (text[end + 1 : end + 2] in tables.after_name_chars and after in "远为")


def is_surname(word: str) -> bool:
    """Is `word` a surname, of one character or two?"""
    return word in _tables().surnames or word in _tables().compound_surnames


def is_name(word: str) -> bool:
    """Could `word` be a person's name (or, one character long, a surname)?"""
    tables = _tables()
    if word[:2] in tables.compound_surnames:
        return len(word) <= 4 and not set(word[2:]) & tables.not_given
    if word[:1] in tables.surnames and word[1:] in tables.given:
        return True
    if word[:1] not in tables.surnames or len(word) > 3 or set(word[1:]) & tables.not_given:
        return False
    return word[:2] not in tables.not_names and word[1:] not in tables.not_names and bool(_IS_HAN.fullmatch(word))


# ---------------------------------------------------------------- places

UNIT_RANKS = {
    "镇": 1, "乡": 1, "街道": 1, "县": 2, "区": 2, "旗": 2, "自治县": 2,
    "市": 3, "州": 3, "自治州": 3, "盟": 3, "省": 4, "自治区": 4,
}  # fmt: skip
_PLACE_UNIT = re.compile(
    r"自治[县州区]|街道(?![边两上旁和、])"
    r"|市(?![场民价值容情级面长]|政(?![府协]))|县(?![域级处长])"
    r"|区(?![域间块位别分划级长])|镇(?![静痛定压守长])|乡(?![村愁土亲音情贤长])|省(?![级部长])"
)
_NO_HEAD = re.compile(r"[大中小各新老旧好美全两多每几主副本该某一二三四五六七八九十百千第]")
_NO_PART = frozenset("的了在与和及或各我该这那是有个们把被将请对以由到于从向为区市县报送")


class Place(NamedTuple):
    """柏原县: `text[start:end]`, its stem 柏原 and its unit 县."""

    start: int
    end: int
    stem: str
    unit: str

    @property
    def name(self) -> str:
        return self.stem + self.unit

    @property
    def rank(self) -> int:
        """1 township … 4 province."""
        return UNIT_RANKS[self.unit]


def places(text: str, known: Iterable[str] = ()) -> list[Place]:
    """Places by shape in order of place: those with an edge before them; `known` stems are recognised whatever stands there."""
    stems = tuple(sorted({s for s in known if s}, key=len, reverse=True))
    return [place for match in _PLACE_UNIT.finditer(text) if (place := _place(text, match, stems))]


def _place(text: str, unit: re.Match[str], known: tuple[str, ...]) -> Place | None:
    end = unit.start()
    for stem in known:
        if text.endswith(stem, 0, end):
            return Place(end - len(stem), unit.end(), stem, unit[0])
    for length in (2, 3, 4):
        start = end - length
        if start < 0 or not is_stem(text[start:end], unit[0]):
            return None
        if _place_edge(text, start):
            return Place(start, unit.end(), text[start:end], unit[0])
    return None


def _place_edge(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    if not before or before in _tables().place_edges or not _IS_HAN.match(before):
        return True
    lead = text[max(0, start - 2) : start]
    return lead in _tables().place_leads or lead in _tables().not_places or text[max(0, start - 3) : start] in ("内蒙古", "黑龙江")


def is_stem(stem: str, unit: str) -> bool:
    """Could `stem` be the name of a place of this `unit`? 盐城市 and 枫城区 are names; 文明城市, 主城区 and 家乡 are not."""
    tables = _tables()
    if not _IS_HAN.fullmatch(stem) or _NO_HEAD.match(stem) or set(stem) & _NO_PART or {stem[:2], stem[-2:]} & tables.not_places:
        return False
    return stem in tables.walled.get(unit, ()) or _is_walled_district(stem, unit) or stem[-1] not in tables.place_lasts.get(unit, ())


def _is_walled_district(stem: str, unit: str) -> bool:
    return unit == "区" and stem[-1] == "城" and len(stem) == 2 and stem[0] not in "县市镇乡古省都国会级地上入外建"


# ---------------------------------------------------------------- enterprises

_ENTERPRISE = re.compile(
    rf"(?P<head>[{_HAN}A-Za-z]{{2,24}}?)(?P<kind>有限责任公司|股份有限公司|有限公司|集团公司|公司|集团|合作社|(?:化工|机械|水泥|造纸|酒|钢铁|制药|食品)厂)"
)
_CLAUSE_HEAD = re.compile(r".*[的了和与及对把将被让给向]")
_RUN = re.compile(rf"[{_HAN}A-Za-z]{{2,}}")


class Enterprise(NamedTuple):
    """An enterprise with a name of its own: `text[start:end]`, and the part that makes it this one (恒锐 of 恒锐公司)."""

    start: int
    end: int
    brand: str


@cache
def _common() -> re.Pattern[str]:
    return re.compile(_any_of(_tables().organisation_words | _tables().not_places))


def enterprises(text: str) -> Iterator[Enterprise]:
    """Enterprises (公司、集团、合作社、厂) that bear a name of their own; 国有公司 and 龙头企业 are common nouns."""
    for match in _ENTERPRISE.finditer(text):
        rest = _common().sub(lambda m: "，" * len(m[0]), _CLAUSE_HEAD.sub(lambda m: "，" * len(m[0]), match["head"]))
        own = list(_RUN.finditer(rest))
        if own:
            brand = own[-1][0][-4:]
            yield Enterprise(match.start() + own[-1].end() - len(brand), match.end(), brand)


# ---------------------------------------------------------------- document numbers

_NUMBER = re.compile(
    rf"(?P<agency>[{_HAN}]{{2,14}})\s*[〔\[［（(【]\s*(?P<year>(?:19|20)\d\d)\s*[〕\]］）)】]\s*第?\s*0*(?P<serial>\d{{1,5}})\s*号"
)
_NUMBER_LEAD = re.compile(
    r".*(?:根据|按照|依据|依照|执行|落实|印发|下发|转发|以及|文件|通知|参照|详见|参见|关于|遵照|对照|贯彻|深挖|聚焦|的|和|与|及|见|为|以|按|照|由)(?=..)"
)


class DocumentNumber(NamedTuple):
    """发文字号 青政办发〔2026〕14号: agency word, year, serial."""

    start: int
    end: int
    agency: str
    year: str
    serial: str


def document_numbers(text: str) -> Iterator[DocumentNumber]:
    """发文字号 in any bracket form, without the words that lead to them (根据、以)."""
    for match in _NUMBER.finditer(text):
        lead = _NUMBER_LEAD.match(match["agency"])
        cut = lead.end() if lead else 0
        yield DocumentNumber(match.start() + cut, match.end(), match["agency"][cut:], match["year"], match["serial"])

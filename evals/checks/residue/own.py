"""Who writes: from the brief, or from the text where its title, signature, addressees and self-references leave no doubt."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from corpus.proper_names import UNIT_RANKS, is_stem
from corpus.zh import paragraphs
from evals.context import Context

LEVEL_RANKS = {"township": 1, "county": 2, "city": 3, "province": 4}
_UNITS = "|".join(sorted(UNIT_RANKS, key=len, reverse=True))
_NAMED = rf"(?P<stem>[㐀-鿿]{{2,6}}?)(?P<unit>{_UNITS})"
_OWN_PLACE = re.compile(_NAMED)
_ORGAN = r"(?:人民政府|委员会|委|人大|政协|[㐀-鿿]{1,14}?(?:局|委|办|办公室|中心|委员会|指挥部|领导小组))(?:办公室)?"
_TITLE = re.compile(rf"(?:中共)?{_NAMED}{_ORGAN}[㐀-鿿、]{{0,8}}?关于")
_SIGNATURE = re.compile(rf"(?:中共)?{_NAMED}{_ORGAN}(?:[（(][^（）()]{{1,8}}[）)])?")
_DATE_LINE = re.compile(r"[12〇二一]\S{3}年\S{1,3}月\S{1,3}日")
_SPEECH = re.compile(r"在全(?P<unit>[省市县区州旗镇乡])[^，。]{2,30}(?:会|会议|大会|仪式)上的(?:讲话|发言|报告|总结)")
_TO_TOWNS = re.compile(r"各(?:[镇乡]|街道)")
_TO_COUNTIES = re.compile(r"各(?:县|区)")
_SELF = re.compile(r"[我全](?P<unit>[省市县区州旗镇乡])(?![域委府政级属直长场容民])")
_TITLE_LINES, _TITLE_LENGTH = 3, 60
_LAST_LINES, _SIGNATURE_LENGTH = 8, 30
_SELVES, _SHARE = 3, 0.75  # so many self-references, and that part of all, name a level beside a speech's title


@dataclass(frozen=True)
class Own:
    """The place that writes: 松亭 县, rank 2. A county-level city has rank 2 and unit 市. Only the level is known when `stem` is ''."""

    stem: str
    unit: str
    rank: int
    inferred: bool = False  # read out of the text

    @property
    def name(self) -> str:
        return self.stem + self.unit if self.stem else f"{self.unit}级"

    @classmethod
    def of(cls, context: Context, text: str) -> "Own | None":
        """From place or issuer, else from the text; None where neither tells."""
        match = _OWN_PLACE.match(context.place) or _OWN_PLACE.match(context.issuer)
        if match:
            return cls(match["stem"], match["unit"], LEVEL_RANKS.get(context.level, UNIT_RANKS[match["unit"]]))
        return None if context.place or context.issuer else _read(text)


def addressed(text: str) -> str:
    """The line of addressees (各乡镇人民政府，县直有关部门：), '' when there is none near the head."""
    lines = [span.of(text) for span in paragraphs(text[:2000])[: _TITLE_LINES + 4]]
    return next((line for line in lines if line.endswith(("：", ":")) and len(line) < 120 and "。" not in line), "")


def _read(text: str) -> Own | None:
    lines = [span.of(text) for span in paragraphs(text)]
    titled, signed = _titled(lines), _signed(lines)
    if titled and signed and titled["unit"] != signed["unit"]:
        return None  # two places: whose text it is cannot be told
    match = titled or signed
    if match:
        unit = match["unit"]
        rank = 2 if unit == "市" and _governs_towns(text) else UNIT_RANKS[unit]
        return Own(match["stem"], unit, rank, inferred=True)
    return _level(lines, text)


def _titled(lines: list[str]) -> re.Match[str] | None:
    found = (_TITLE.match(line) for line in lines[:_TITLE_LINES] if len(line) <= _TITLE_LENGTH)
    return next((m for m in found if m and is_stem(m["stem"], m["unit"])), None)


def _signed(lines: list[str]) -> re.Match[str] | None:
    """A line that is an organ's name with a date under it."""
    tail = lines[-_LAST_LINES:]
    for line, below in pairwise(tail):
        match = _SIGNATURE.fullmatch(line) if len(line) <= _SIGNATURE_LENGTH and _DATE_LINE.fullmatch(below.replace(" ", "")) else None
        if match and is_stem(match["stem"], match["unit"]):
            return match
    return None


def _governs_towns(text: str) -> bool:
    to = addressed(text)
    return bool(_TO_TOWNS.search(to)) and not _TO_COUNTIES.search(to)


def _level(lines: list[str], text: str) -> Own | None:
    """The level of a speech that its title and most of its self-references agree on."""
    speech = next((m for line in lines[:_TITLE_LINES] if (m := _SPEECH.search(line))), None)
    said = Counter(m["unit"] for m in _SELF.finditer(text))
    if not speech or said[speech["unit"]] < _SELVES or said[speech["unit"]] < _SHARE * said.total():
        return None
    return Own("", speech["unit"], UNIT_RANKS[speech["unit"]], inferred=True)

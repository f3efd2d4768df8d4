"""Fields that follow from other fields: 文种 of the title, level and region of the issuer."""

import re
from collections.abc import Mapping

from corpus.documents import Document
from corpus.metadata.weighing import DOUBTFUL, Verdict
from corpus.organs import LEVELS, STATE, Seat, places_at_start, seat_of
from corpus.titles import kind_of

_YEAR_FIRST = re.compile(r"^(?:[12]\d{3}年|关于)")
_OF_NATION = re.compile(r"^(?:中华人民共和国|全国人民代表大会|国务院)")
_SELF = re.compile(r"我(?:谨)?代表([一-鿿]{0,12}?)(?:人民)?政府")
_BEGINNING = 800  # characters in which a speaker says for whom he speaks
_KIND_SURE = 0.98  # that the end of a certain title is its 文种


def of_title(title: str, sure: float) -> dict[str, Verdict]:
    """The 文种 in which `title` ends."""
    kind = kind_of(title)
    return {"kind": _as_sure(kind, sure * _KIND_SURE, "标题")} if kind else {}


def of_issuer(document: Document, sure: Mapping[str, float]) -> dict[str, Verdict]:
    """Level and region of the issuer, or where it is unknown of the place in the title or the one the speaker names."""
    seat, share, where = seat_of(document.issuer), sure.get("issuer", 1.0), "发文机关"
    if not seat.level:
        seat, share, where = _seat_in_title(document.title), sure.get("title", 1.0), "标题里的地名"
    if not seat.level:
        seat, share, where = _seat_of_speaker(document.text[:_BEGINNING]), 1.0, "报告人的自称"
    found = {"level": seat.level, "region": seat.place}
    return {field: _as_sure(value, share * seat.sure, where) for field, value in found.items() if value}


def _seat_in_title(title: str) -> Seat:
    if _OF_NATION.match(bare := _YEAR_FIRST.sub("", title)):
        return Seat("state", STATE, 0.95)
    places = places_at_start(bare)
    seat = seat_of("".join(name for name, _ in places)) if places else Seat()
    return seat._replace(sure=seat.sure * 0.9)


def _seat_of_speaker(text: str) -> Seat:
    """我代表青禾县人民政府; of 我代表市人民政府 only the level."""
    match = _SELF.search(text)
    if not match:
        return Seat()
    seat = seat_of(f"{match[1]}人民政府")
    return seat if seat.place else seat._replace(sure=0.9)


def _as_sure(value: str, sure: float, where: str) -> Verdict:
    shown = LEVELS.get(value, value)
    return Verdict(value, round(sure, 2), "" if sure >= DOUBTFUL else f"由{where}推断为“{shown}”，而{where}本身还不确定")

"""The table of figures in the appendix: each figure of the draft, where it stands, what it rests on. No docx in here."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from drafting.docx.review import Place, places, shortened
from drafting.draft import Draft

Figures = Sequence[Mapping[str, Any]]  # the `figures` of report.json
_STATUS = {
    "doubtful": "有疑问",
    "ungrounded": "无出处",
    "derived": "算得",
    "given": "有出处",
    "inner": "本文算得",
}  # in the order of the table
_BASIS = 60  # 字 of a basis shown
_MOST = 3  # figures and places shown in one row
_WORDS = 16  # 字 of the draft shown before a figure
_NOTATIONS = ("折算", "四舍五入", "概数")
_NOT_OURS = ("reference", "todo")
_MONTHS = re.compile(r"(?:[12]\d{3}年(?:度)?)?(?:\d{1,2}(?:[-—–~～至]\d{1,2})?月份?)?[末底初]?|[12]\d{3}[-—–~～至][12]\d{3}年")
_DAY = re.compile("[日号]$")
_NUMBERED = re.compile(r"“(?P<number>[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+[.．]).*”")
_CHANGE = re.compile(r"（(?P<new>[^＋－×÷（）]+)－(?P<old>[^＋－×÷（）]+)）÷(?P<by>[^＋－×÷（）]+)")
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


class FigureLine(NamedTuple):
    """A row of the table; `open`: nothing bears it, a person must look."""

    cells: tuple[str, ...]
    open: bool


def figure_rows(draft: Draft, figures: Figures) -> list[FigureLine]:
    """数字, 类别, 文中位置, 依据: those without a ground first; all that rests on one thing is one row."""
    every, rows = list(places(draft)), dict[tuple[str, str, str], list[tuple[str, str]]]()
    listed = (f for f in _own(draft, figures) if _is_data(f))
    for figure in sorted(listed, key=lambda f: [*_STATUS].index(f["status"])):
        key = (_STATUS[figure["status"]], _basis(draft, figure), _apart(figure))
        rows.setdefault(key, []).append((_said(figure), _place(draft, every, figure)))
    return [
        FigureLine(
            (_joined("、", (f for f, _ in found)), status, _joined("；", (p for _, p in found)), basis), status == _STATUS["ungrounded"]
        )
        for (status, basis, _), found in rows.items()
    ]


def _apart(figure: Mapping[str, Any]) -> str:
    """What keeps a figure in a row of its own though its document bears others too; dates are merged, and what is one row of the ledger."""
    one_row = figure["status"] == "ungrounded" or any(r["kind"] == "fact" for r in figure["refs"])
    return "" if one_row or _DAY.search(figure["text"]) else str(figure["text"])


def left_out(draft: Draft, figures: Figures) -> int:
    """How many figures of the draft's own words are years and months, ways of speaking or quoted, and are not in the table."""
    return sum(not _is_data(f) for f in _own(draft, figures))


def _own(draft: Draft, figures: Figures) -> Iterator[Mapping[str, Any]]:
    """Those in our own words: not in what is quoted for the drafter, nor in what asks a person to write."""
    aside = [b for b in draft.blocks if b.role in _NOT_OURS]
    return (f for f in figures if not any(b.start <= f["start"] < b.end for b in aside))


def _is_data(figure: Mapping[str, Any]) -> bool:
    """A year or month that nothing speaks against belongs to the figure after it."""
    if figure["status"] != "ungrounded" and _MONTHS.fullmatch(figure["text"]):
        return False
    return figure["status"] != "inner" or bool(figure["refs"])


def _basis(draft: Draft, figure: Mapping[str, Any]) -> str:
    """台账第3项; 来源7; 9起→8起，差1÷9（台账第1、2项); why there is none. How it is written differently stands with the figure."""
    if figure["status"] == "ungrounded":
        return shortened(str(figure["basis"]), _BASIS)
    grounds = _grounds(draft, figure)
    if figure["status"] == "given":
        return grounds
    how = _arithmetic(str(figure["how"]))
    return f"{how}（{grounds}）" if figure["status"] == "derived" and grounds else how


def _grounds(draft: Draft, figure: Mapping[str, Any]) -> str:
    """The rows of the ledger by number, documents by their number in the list of sources."""
    facts = sorted({int(r["ref"]) + 1 for r in figure["refs"] if r["kind"] == "fact" and str(r["ref"]).isdecimal()})
    said = [f"台账第{'、'.join(map(str, facts))}项"] if facts else []
    said += ["任务书"] if any(r["kind"] == "brief" for r in figure["refs"]) else []
    numbers = [str(i) for i, s in enumerate(draft.sources, 1) if s.kind in ("passage", "stated") and s.label in str(figure["basis"])]
    said += [f"来源{'、'.join(numbers)}"] if numbers else []
    return "；".join(said) or shortened(str(figure["basis"]), _BASIS)


def _arithmetic(how: str) -> str:
    """由（8起－9起）÷9起算得 as 9起→8起，差1÷9."""
    body = how.removeprefix("由").removesuffix("算得")
    match = _CHANGE.fullmatch(body)
    if not match or match["old"] != match["by"]:
        return body
    new, old = _NUMBER.match(match["new"]), _NUMBER.match(match["old"])
    if not new or not old or match["new"][new.end() :] != match["old"][old.end() :]:
        return f"{match['old']}→{match['new']}，差÷{match['old']}"
    difference = abs(Decimal(new[0].replace(",", "")) - Decimal(old[0].replace(",", "")))
    return f"{match['old']}→{match['new']}，差{difference}÷{old[0]}"


def _said(figure: Mapping[str, Any]) -> str:
    """86亿元（四舍五入）."""
    how = str(figure["how"])
    return f"{figure['text']}（{how}）" if figure["status"] == "given" and how in _NOTATIONS else str(figure["text"])


def _place(draft: Draft, every: list[Place], figure: Mapping[str, Any]) -> str:
    """Where it stands, with the words before it in its clause: 开头第2段“…农村自建房经营场所640处”."""
    start, end = figure["start"], figure["end"]
    line = next((p for p in every if p.start <= start <= p.end), None)
    clause = max(draft.text.rfind(mark, 0, start) for mark in "，。；：！？\n") + 1
    words = draft.text[max(clause, start - _WORDS) : end].strip().lstrip("〔")
    return f"{_short(line.name) if line else ''}“{'…' if start - clause > _WORDS else ''}{words}”"


def _short(place: str) -> str:
    """（二）第2段 for “（二）农村自建房经营场所”第2段: the words of the draft follow."""
    match = _NUMBERED.match(place)
    return match["number"] + place[match.end() :] if match else place


def _joined(mark: str, found: Iterable[str]) -> str:
    said = list(dict.fromkeys(found))
    return mark.join(said[:_MOST]) + (f"等{len(said)}处" if len(said) > _MOST else "")

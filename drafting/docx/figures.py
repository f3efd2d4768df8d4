"""The table of figures in the appendix: each figure of the draft, where it stands, what it rests on. No docx in here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from drafting.docx.review import Place, places, shortened
from drafting.draft import Draft

Figures = Sequence[Mapping[str, Any]]  # the `figures` of report.json
_STATUS = {"ungrounded": "无出处", "derived": "算得", "given": "有出处", "inner": "本文算得"}  # in the order of the table
_BASIS = 90  # 字 of a basis shown
_MOST = 4  # figures and places shown in one row
_NOTATIONS = ("折算", "四舍五入", "概数")
_NOT_OURS = ("reference", "todo")


def figure_rows(draft: Draft, figures: Figures) -> list[tuple[str, ...]]:
    """数字, 类别, 位置, 依据: those without a ground first; all that rests on one thing is one row."""
    every, rows = list(places(draft)), dict[tuple[str, str], list[tuple[str, str]]]()
    listed = (f for f in _own(draft, figures) if _is_data(f))
    for figure in sorted(listed, key=lambda f: [*_STATUS].index(f["status"])):
        key = (_STATUS[figure["status"]], shortened(_basis(figure), _BASIS))
        rows.setdefault(key, []).append((_said(figure), _place(every, figure["start"])))
    return [(_joined(f for f, _ in found), status, _joined(p for _, p in found), basis) for (status, basis), found in rows.items()]


def left_out(draft: Draft, figures: Figures) -> int:
    """How many figures of the draft's own words are ways of speaking or stand in quotations, and are not in the table."""
    return sum(not _is_data(f) for f in _own(draft, figures))


def _own(draft: Draft, figures: Figures) -> Iterator[Mapping[str, Any]]:
    """Those in our own words: not in what is quoted for the drafter, nor in what asks a person to write."""
    aside = [b for b in draft.blocks if b.role in _NOT_OURS]
    return (f for f in figures if not any(b.start <= f["start"] < b.end for b in aside))


def _is_data(figure: Mapping[str, Any]) -> bool:
    return figure["status"] != "inner" or bool(figure["refs"])


def _basis(figure: Mapping[str, Any]) -> str:
    """What it rests on; how it is written differently stands with the figure."""
    basis = str(figure["basis"])
    return basis.removesuffix(f"，{figure['how']}") if figure["status"] == "given" else basis


def _said(figure: Mapping[str, Any]) -> str:
    """86亿元（四舍五入）."""
    how = str(figure["how"])
    return f"{figure['text']}（{how}）" if figure["status"] == "given" and how in _NOTATIONS else str(figure["text"])


def _place(every: list[Place], start: int) -> str:
    return next((p.name for p in every if p.start <= start <= p.end), "")


def _joined(found: Iterable[str]) -> str:
    said = list(dict.fromkeys(found))
    return "、".join(said[:_MOST]) + (f"等{len(said)}处" if len(said) > _MOST else "")

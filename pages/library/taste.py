"""文风: how the office's own documents of a 文种 are built and worded, in bars and in words."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from corpus.style.values import Counted, Spread, StyleProfile
from pages.background import errands
from pages.library.shelf import Shelf, with_library
from pages.shared import plain
from pages.shared.fragment import fragment
from pages.shared.place import home

if TYPE_CHECKING:
    from corpus.library import Library

_FEWEST = 3
_MOST = 6  # wordings of each sort in bars
_LENGTHS = (("全文", "zi"), ("段落", "paragraph"), ("句子", "sentence"))


def show(shelf: Shelf) -> None:
    """The profile of the chosen 文种."""
    counts: dict[str, int] = {}
    for d in shelf.documents:
        if d.kind and not d.standing:
            counts[d.kind] = counts.get(d.kind, 0) + 1
    known = sorted((kind for kind, n in counts.items() if n >= _FEWEST), key=lambda kind: -counts[kind])
    if not known:
        plain.note("info", f"同一文种要有 {_FEWEST} 份以上才量得出文风。请先到“收录”里添加本单位以往的讲话、汇报、通知。")
        return
    kind, issuer, region, _ = st.columns([2, 3, 2, 3])
    chosen = kind.selectbox("文种", known, format_func=lambda k: f"{k}（{counts[k]} 份）", key="library-style-kind")
    organ = issuer.text_input("只看这个机关的", key="library-style-issuer", placeholder="不写就看全部").strip()
    place = region.text_input("只看这个地区的", key="library-style-region", placeholder="不写就看全部").strip()
    key = home() / "style" / f"{shelf.mark} {chosen} {organ} {place}".replace("/", "／")
    if errands.answer(key) is None:
        errands.ask(key, lambda: _profile(chosen, organ, place))
    _measured(key)


def _profile(kind: str, issuer: str, region: str) -> StyleProfile | None:
    from corpus.style.of_library import library_profile

    def measure(library: "Library") -> StyleProfile | None:
        return library_profile(library, [kind], issuer=issuer, region=region, cache=home() / "cache" / "style")

    return with_library(measure)


@fragment(run_every=0.5)
def _measured(key: Path) -> None:
    found = errands.answer(key)
    if found is None or not found.over:
        plain.note("info", "正在量文风，资料多时要等一会儿……")
    elif found.error:
        plain.note("bad", found.error)
    elif found.value is None:
        plain.note("info", f"符合条件的不足 {_FEWEST} 份（同文只算一份），量不出文风。")
    else:
        _show(found.value)


def _show(profile: StyleProfile) -> None:
    from corpus.style.report import advice, report

    bars, words = st.columns(2, gap="large")
    with bars:
        _charts(profile)
    with words:
        plain.heading("起草时照这些写")
        plain.note("info", "\n".join(f"{line}。" for line in advice(profile)))
        plain.heading("详细")
        plain.pairs([_halves(line) for line in report(profile).split("\n")])


def _halves(line: str) -> tuple[str, str]:
    name, colon, value = line.strip("　").partition("：")
    return (name, value) if colon and len(name) <= 8 else ("说明", line.strip("　（）"))


def _charts(p: StyleProfile) -> None:
    plain.heading("长短", "粗条是八成的范围，竖线是中位，单位：字")
    for name, field in _LENGTHS:
        _range(name, getattr(p, field))
    if p.headings.length.n:
        _range("一级标题", p.headings.length)
    _counts("一级标题的句式", p.headings.forms, sum(c.documents for c in p.headings.forms), "个")
    _counts("称呼", p.addresses, p.documents, "份")
    _counts("自称", p.wording.own_names, p.documents, "份")
    _counts("句首连接", p.wording.connectives, p.documents, "份")


def _range(name: str, spread: Spread) -> None:
    """A bar from the tenth to the ninetieth, with a line at the median; each bar to its own scale."""
    whole = spread.ninetieth * 1.15 or 1.0
    left, width, at = (100 * x / whole for x in (spread.tenth, spread.ninetieth - spread.tenth, spread.median))
    said = f"{spread.tenth:.0f}—{spread.ninetieth:.0f}，中位 {spread.median:.0f}"
    st.html(_bar(name, f'{_filled(left, width)}<span class="bz-middle" style="left:{at:.1f}%"></span>', said))


def _counts(name: str, items: Sequence[Counted], whole: int, unit: str) -> None:
    """How many of `whole` have each wording."""
    if items:
        plain.heading(name)
        st.html("".join(_bar(c.text, _filled(0, 100 * c.documents / max(whole, 1)), f"{c.documents} {unit}") for c in items[:_MOST]))


def _bar(name: str, drawn: str, said: str) -> str:
    return f'<div class="bz-bar"><b>{escape(name)}</b><div aria-hidden="true">{drawn}</div><span>{escape(said)}</span></div>'


def _filled(left: float, width: float) -> str:
    return f'<span class="bz-filled" style="left:{left:.1f}%;width:{width:.1f}%"></span>'

"""The findings beside the text."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from evals.finding import Severity
from evals.render.words import SEVERITY, family_name, paragraph_number, shortened, unscored
from evals.review.decisions import Desk
from evals.review.folder import ReviewFolder
from pages.review import card, look, sheet
from pages.review.actions import Actions, choose, chosen
from pages.review.view import STATES, Item, View, Wanted, safe
from pages.shared import plain

PAGE = 40  # findings in the list at a time: each is a button
_ALL = "全部"
_WORDS = 16  # characters of the text shown in the list
_MESSAGE = 44


def show(review: ReviewFolder, view: View, desk: Desk) -> None:
    """The switches, then left the text, right the list."""
    if not view.items:
        plain.note("good", "已检查的各类没有发现问题。")
    wanted, heat = _switches(review.name, view)
    items = view.shown(wanted)
    actions = Actions(review, desk, items)
    now = chosen(review.name)
    text, found = st.columns([6, 5], gap="small") if view.items else (st.container(), None)
    with text:
        sheet.show(view, {item.number for item in items}, now, heat=heat)
        _legend(view, heat)
    if found:
        with found, st.container(key="review-list"):
            _list(review.name, view, items, wanted, actions)
    look.follow(now)


def _switches(name: str, view: View) -> tuple[Wanted, bool]:
    row = st.container(horizontal=True, gap="small", vertical_alignment="center", key="review-switches")
    with row:
        state = st.selectbox(
            "处理情况", [*STATES, None], format_func=lambda s: STATES[s] if s else _ALL, key=f"state-{name}", width=110,
            label_visibility="collapsed", filter_mode=None,
        )  # fmt: skip
        counts = view.of_gates(state)
        total = sum(state in (None, item.state) for item in view.items)
        gate = st.segmented_control(
            "关口",
            [_ALL, *counts],
            format_func=lambda g: f"{g}关 {counts[g]}" if g in counts else f"{_ALL} {total}",
            default=_ALL,
            required=True,
            key=f"gate-{name}",
            label_visibility="collapsed",
        )
        severities, families, by_gate, heat = _more(name, view)
        _not_checked(view)
    return Wanted(state, (gate,) if gate in counts else (), tuple(severities), tuple(families), by_gate), heat


def _more(name: str, view: View) -> tuple[list[Severity], list[str], bool, bool]:
    """Choices that are made seldom, out of the way."""
    with st.popover("更多筛选"):
        severities = st.pills("程度", list(SEVERITY), selection_mode="multi", format_func=lambda s: SEVERITY[s], key=f"severity-{name}")
        known = sorted({i.finding.family for i in view.items})
        families = st.pills("类别", known, selection_mode="multi", format_func=family_name, key=f"family-{name}")
        by_gate = st.radio("排列", (True, False), format_func=lambda g: "按关口" if g else "按位置", horizontal=True, key=f"order-{name}")
        heat = st.toggle("用底色标出空话", value=True, key=f"heat-{name}")
    return severities, families, by_gate, heat


def _not_checked(view: View) -> None:
    """Nothing found is not the same as not looked."""
    if skipped := unscored(view.reviewed.outcome.unscored):
        with st.popover(f"没有检查的 {len(skipped)} 项"):
            plain.note("warn", "下面这些没有检查或没有用上，不等于没有问题：\n" + "\n".join(skipped))


def _legend(view: View, heat: bool) -> None:
    if heat and view.reviewed.outcome.sentences:
        steps = "".join(f'<span class="bz-pad{n}">　</span>' for n in range(1, 5))
        st.html(f'<p class="bz-legend">底色越深，空话成分越重：{steps}</p>')


def _list(name: str, view: View, items: Sequence[Item], wanted: Wanted, actions: Actions) -> None:
    if certain := safe(items):
        st.button(
            f"采纳全部稳妥的修改（{len(certain)} 处）", key="accept-all", on_click=actions.accept_all, args=(certain,), width="stretch"
        )
    if not items:
        _nothing(view, wanted)
    for group, members in groupby(_page(name, items), key=lambda item: item.finding.gate if wanted.by_gate else ""):
        if group:
            plain.heading(f"{group}关", f"{sum(i.finding.gate == group for i in items)} 处")
        for item in members:
            _entry(name, view.reviewed.text, item, actions)


def _nothing(view: View, wanted: Wanted) -> None:
    if view.count("open"):
        plain.note("info", "这样筛选没有符合的问题，请在上面换一关，或选“全部”。")
    elif wanted.state == "open":
        plain.note("good", "问题都处理完了，可以到“导出”取修改稿和批注稿。")
    else:
        plain.note("info", "这里还没有。")


def _page(name: str, items: Sequence[Item]) -> Sequence[Item]:
    """The part of a long list that is looked at: that with the finding chosen, else the one turned to."""
    pages = -(-len(items) // PAGE)
    if pages < 2:
        return items
    key, now = f"leaf-{name}", chosen(name)
    if now and st.session_state.get(f"{key}-of") != now:
        place = next((i for i, item in enumerate(items) if item.number == now), 0)
        st.session_state[key], st.session_state[f"{key}-of"] = place // PAGE, now
    if st.session_state.get(key, 0) >= pages:
        st.session_state[key] = 0
    leaf = st.selectbox(
        "看哪些",
        range(pages),
        format_func=lambda p: f"第 {p * PAGE + 1}—{min(len(items), (p + 1) * PAGE)} 处，共 {len(items)} 处",
        key=key,
        label_visibility="collapsed",
        filter_mode=None,
    )
    return items[leaf * PAGE : (leaf + 1) * PAGE]


def _entry(name: str, text: str, item: Item, actions: Actions) -> None:
    if item.number == chosen(name):
        card.show(text, item, actions)
        return
    f = item.finding
    where = f"第{paragraph_number(text, f.start)}段“{shortened(f.text, _WORDS)}”" if f.end else "全文"
    label = f"**{item.number}　{SEVERITY[f.severity]}**　{plain.label(where)}　{plain.label(shortened(f.message, _MESSAGE))}"
    look_of = f.severity if item.state == "open" else item.state
    st.button(label, key=f"go-{item.number}-{look_of}", on_click=choose, args=(name, item.number), type="tertiary", width="stretch")

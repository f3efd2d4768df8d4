"""Two or three outlines to choose from; the chosen one is changed section by section, each change kept at once."""

import streamlit as st

from base.errors import InputError
from drafting.brief import Brief
from drafting.draft import Outline
from drafting.planning import Plans, changes, load, unplaced
from drafting.rundir import RunDir
from pages.background import runs
from pages.background.runs import Run
from pages.shared import plain
from pages.shared.place import home, model_names, settings
from pages.write import look, outline_section, outline_state, typing_kept
from pages.write.author import drafter


def show(run: Run) -> None:
    """The choice, the sections of the chosen outline, the one being changed, and the way on."""
    try:
        plans, brief = load(RunDir(run.path)), RunDir(run.path).brief()
    except InputError as error:
        plain.note("bad", str(error))
        return
    _said(run)
    round = outline_state.round_of(run, plans)
    choice, start = st.columns([6, 5], gap="medium")
    with choice, st.container(key="outline-choice"):
        _choice(run, plans, round)
    with start:
        _go_on(run, written=run.state != "planned")
    left, right = st.columns([6, 5], gap="medium")
    with left:
        at = _sections(run, plans)
        _remarks(plans.outline, brief)
    with right, st.container(key=typing_kept.AREA):
        outline_section.show(run, plans, brief, at, round)
    look.apply()
    typing_kept.apply()


def _said(run: Run) -> None:
    if words := outline_state.said():
        plain.note("bad", words)
    if run.state == "planned" and run.progress.error:
        plain.note("warn", f"{run.progress.error}\n下面的提纲可以照用、照改。")


def _choice(run: Run, plans: Plans, round: int) -> None:
    if len(plans.choices) < 2:
        return
    plain.heading("选一个提纲", "选哪个都可以再改；换来换去，各自改过的都在")
    names = {c.id: c for c in plans.choices}
    key = f"outline-choice-{round}"

    def choose() -> None:
        outline_state.select(0)
        outline_state.keep_all(run, plans.model_copy(update={"chosen": st.session_state[key]}))
        outline_state.redraw()

    captions = [plain.label(f"{len(c.outline.sections)} 节。{c.why}") for c in plans.choices]
    st.radio(
        "提纲", list(names), list(names).index(plans.chosen), format_func=lambda i: plain.label(names[i].name), captions=captions,
        key=key, on_change=choose, label_visibility="collapsed",
    )  # fmt: skip


def _sections(run: Run, plans: Plans) -> int:
    """The sections, each with its buttons; the number of the one being changed."""
    outline = plans.outline
    plain.heading("各节", "点标题在右边改；↑ ↓ 调先后")
    at = outline_state.selected(plans)
    with st.container(key="outline-sections"):
        for n, section in enumerate(outline.sections):
            name, up, down, add, drop = st.columns([11, 1, 1, 1, 1], gap="small")
            words = plain.label(f"{n + 1}. {section.heading or '（不设标题）' + section.purpose}")
            name.button(
                f"**{words}**" if n == at else words, key=f"section-{n}", on_click=outline_state.select, args=(n,), width="stretch",
                type="secondary" if n == at else "tertiary",
            )  # fmt: skip
            up.button("↑", key=f"up-{n}", help="上移", width="stretch", disabled=n == 0, on_click=_move, args=(run, plans, n, -1))
            down.button(
                "↓",
                key=f"down-{n}",
                help="下移",
                width="stretch",
                disabled=n == len(outline.sections) - 1,
                on_click=_move,
                args=(run, plans, n, 1),
            )
            add.button("+", key=f"add-{n}", help="在后面加一节", width="stretch", on_click=_add, args=(run, plans, n))
            drop.button("×", key=f"drop-{n}", help="删去这一节", width="stretch", on_click=_drop, args=(run, plans, n))
            name.caption(plain.label(outline_section.summary(section)))
    if earlier := outline_state.before(run, plans):
        st.button("撤销上一步", key="undo", on_click=_undo, args=(run, plans, earlier))
    return at


def _undo(run: Run, plans: Plans, outline: Outline) -> None:
    outline_state.keep(run, plans, outline)
    outline_state.redraw()


def _move(run: Run, plans: Plans, n: int, by: int) -> None:
    outline_state.keep(run, plans, changes.moved(plans.outline, n, by))
    outline_state.select(n + by)


def _add(run: Run, plans: Plans, n: int) -> None:
    outline_state.keep(run, plans, changes.added(plans.outline, n))
    outline_state.select(n + 1)


def _drop(run: Run, plans: Plans, n: int) -> None:
    try:
        outline_state.keep(run, plans, changes.without(plans.outline, n))
    except InputError as error:
        outline_state.say(str(error))
    outline_state.select(max(0, n - 1))


def _remarks(outline: Outline, brief: Brief) -> None:
    """How long it comes to, and what would be left unsaid."""
    low, high = (sum(s.length[i] for s in outline.sections) for i in (0, 1))
    asked = f"，任务书要求 {brief.length[0]}—{brief.length[1]} 字" if brief.length else ""
    plain.note("warn" if brief.length and high > 1.05 * brief.length[1] else "info", f"各节合计 {low}—{high} 字{asked}。")
    left = unplaced(outline, brief)
    if left.points:
        plain.note("warn", f"必讲内容还没有放进任何一节：{'；'.join(left.points)}。请写进一节的“要点”，否则稿子里不会讲到。")
    if left.facts:
        plain.note("warn", f"台账里还没有用到：{'、'.join(left.facts)}。用得上的请选进一节的“台账数字”。")


def _go_on(run: Run, written: bool) -> None:
    """Who writes by this outline, and the button."""
    plain.heading("照这个提纲写", "没有改到的节保留" if written else "先看下面各节，不合适的就改")
    names = model_names(settings())
    first = list(names).index(run.model) if run.model in names else 0
    model = st.selectbox(
        "由谁起草", list(names), first, format_func=names.__getitem__, key="outline-model", filter_mode=None, label_visibility="collapsed"
    )
    if st.button("按改过的提纲写" if written else "按这个提纲起草", type="primary", key="write", width="stretch"):
        runs.write(home(), run, model, drafter())
        _leave(run)
    if written and st.button("不改了，回到稿子", key="back-to-draft", width="stretch"):
        _leave(run)


def _leave(run: Run) -> None:
    """Back to what the run itself shows."""
    st.query_params.from_dict({"run": run.name})
    st.rerun()

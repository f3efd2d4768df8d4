"""What is being done to the library, and what the last chores came to."""

import streamlit as st

from pages.background import intake, upkeep
from pages.background.intake import Intake
from pages.shared import plain
from pages.shared.fragment import fragment
from pages.shared.place import home

_MOST = 30  # lines of errors shown at once


def show() -> None:
    """The progress while there is something to wait for, else the outcome until a person has read it."""
    if intake.running(home()):
        _watch()
    elif last := intake.last(home()):
        _outcome(last)


@fragment(run_every=0.7)
def _watch() -> None:
    if not intake.running(home()):
        st.rerun()
    now = intake.last(home())
    if now is None:
        return
    plain.note("info", f"正在{now.doing or '处理'}：{_how_far(now)}。可以离开本页，不影响进行。")
    if now.total:
        st.progress(min(1.0, now.done / now.total))


def _how_far(now: Intake) -> str:
    count = f"{now.done}" + (f" / {now.total}" if now.total else "") if now.done else ""
    waiting = f"，后面还有 {len(now.waiting)} 项" if now.waiting else ""
    return ("　".join(filter(None, (count, now.at))) or "准备中") + waiting


def _outcome(last: Intake) -> None:
    done = [f"收录完成：{last.said}"] if last.said else []
    words, button = st.columns([12, 1.2], vertical_alignment="center")
    with words:
        if done or last.results:
            plain.note("good", "\n".join(f"{line}。" for line in (*done, *last.results)))
        if last.notes:
            plain.note("info", "\n".join(last.notes))
        if last.errors:
            plain.note("bad", "\n".join(_shortened(last.errors)))
    if last.removed and button.button("撤销移出", key="library-undo", width="stretch"):
        intake.dismiss(home())
        upkeep.put_back(home(), last.removed)
        st.rerun()
    if button.button("知道了", key="library-dismiss", width="stretch"):
        intake.dismiss(home())
        st.rerun()


def _shortened(lines: list[str]) -> list[str]:
    more = len(lines) - _MOST
    return [*lines[:_MOST], f"……还有 {more} 个问题，先处理上面的。"] if more > 0 else lines

"""评测: which writer, model or version of the prompts is better; runs are made, watched, looked at, and compared."""

import streamlit as st

from pages.evaluate import comparing, form, result, runs
from pages.evaluate.runs import EvalRun
from pages.shared import plain
from pages.shared.place import home

LEFT, RIGHT = 4, 9  # widths
_EMPTY = (
    "还没有评测过。在左边选好数据集和写法，点“开始评测”：程序让每种写法把每一例都写一遍，逐项量分。\n"
    "做完后在这里看各项得分、逐例和逐条规则的结果；有两次结果就能比较哪个好。"
)


def page() -> None:
    """Left what to try, right the run named in the address, or two of them side by side."""
    left, right = st.columns([LEFT, RIGHT], gap="medium")
    with left:
        form.show()
    with right:
        _made()


def _made() -> None:
    made = runs.newest(home())
    name = st.query_params.get("run", "")
    chosen = next((one for one in made if one.name == name), None)
    plain.heading("③ 结果", chosen.title if chosen else "")
    if name and chosen is None:
        plain.note("warn", f"没有找到评测“{name}”，可能已被删除；请在下面另选一次，或在左边再评一次。")
    if not made:
        plain.note("info", _EMPTY)
        return
    view = st.segmented_control("看什么", ["看一次", "比较两次"], default="看一次", key="view", label_visibility="collapsed")
    if view == "比较两次":
        comparing.show(made)
    else:
        _one(made, chosen)


def _one(made: list[EvalRun], chosen: EvalRun | None) -> None:
    """The list of runs, and the one that was chosen."""
    labels = {one.name: one.label for one in made}
    index = list(labels).index(chosen.name) if chosen else None
    picked = st.selectbox("评测过的", list(labels), index=index, format_func=labels.__getitem__, placeholder="选一次评测")
    if picked and (chosen is None or picked != chosen.name):
        st.query_params["run"] = picked
        st.rerun()
    if chosen:
        result.show(chosen)

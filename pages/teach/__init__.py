"""教学: a trainer chooses a text, plants defects, hands out the worksheet, marks what comes back; a pupil finds what was handed out."""

import streamlit as st

from pages.shared import plain
from pages.shared.person import person
from pages.shared.place import own
from pages.teach import form, handing, pupil, result, work

LEFT, RIGHT = 5, 7  # widths
_SHOWN = 5  # exercises with the class that are told of when none is chosen


def page() -> None:
    """For a pupil her worksheets; else left the making of an exercise, right the exercise named in the address."""
    if not person().may("出题改卷"):
        pupil.show()
        return
    left, right = st.columns([LEFT, RIGHT], gap="medium")
    with left:
        form.show()
    with right:
        _exercise()


def _exercise() -> None:
    made = work.newest(own())
    name = st.query_params.get("exercise", "")
    chosen = next((m for m in made if m.name == name), None)
    plain.heading("③ 发卷、改卷", chosen.title if chosen else "")
    if made:
        stages = {m.name: handing.stage(m) for m in made}
        _earlier(made, chosen, stages)
    if chosen:
        result.show(chosen)
    elif name:
        plain.note("warn", f"没有找到练习“{name}”，可能已被删除；请在左边另出一份。")
    elif said := [f"“{m.title}”{stages[m.name]}。" for m in made if stages[m.name]]:
        plain.note("info", "\n".join([*said[:_SHOWN], "在“出过的练习”里选一份，接着收卷、批改；也可以在左边另出一份。"]))
    else:
        plain.note("info", "在左边选一篇文稿，定好埋哪些错，点“出题”。\n这里会给出练习卷和答案（教员留用），学员交回后也在这里批改。")


def _earlier(made: list[work.Made], chosen: work.Made | None, stages: dict[str, str]) -> None:
    """The exercises made before, to go back to."""
    names = [m.name for m in made]
    labels = {m.name: "　".join(x for x in (m.when, m.title, stages[m.name]) if x) for m in made}
    index = names.index(chosen.name) if chosen else None
    picked = st.selectbox("出过的练习", names, index=index, format_func=labels.__getitem__, placeholder="选一份出过的练习")
    if picked and (chosen is None or picked != chosen.name):
        st.query_params["exercise"] = picked
        st.rerun()

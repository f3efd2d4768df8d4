"""The places left open, one after the other: what to fill in, and where it comes from."""

import streamlit as st

from drafting.draft import Mark
from drafting.editing import Change, Line, filling
from pages.shared import plain
from pages.write import saving, selection
from pages.write.author import author
from pages.write.view import TODO, Json, View

LIST_HEIGHT = 250


def show(view: View) -> None:
    """The form for the mark chosen, then all marks."""
    if not view.marks:
        plain.note("good", "没有待核、待写的地方。")
        return
    _form(view, selection.mark(view))
    plain.heading("所有要补的地方", "点一处，上面就换成这一处")
    with st.container(height=LIST_HEIGHT, key="todo-list"):
        for n, mark in enumerate(view.marks):
            words = f"{n + 1}　{mark['kind']}　第{view.line_number(mark['start']) + 1}段　{mark['text']}"
            st.button(plain.label(words), key=f"mark-{n}", type="tertiary", on_click=selection.choose_mark, args=(view, n))


def _form(view: View, n: int) -> None:
    mark = view.marks[n]
    line = view.line(view.line_number(mark["start"]))
    plain.heading(f"第 {n + 1} 处：{mark['kind']}", mark["why"] or TODO[mark["kind"]])
    plain.sheet(line.text, [plain.Highlight(mark["start"] - line.block.start, mark["end"] - line.block.start, "warn")],
                height=110, titled=False)  # fmt: skip
    key = f"{view.run.name}-{n}-{len(view.marks)}-{mark['text'][:40]}"
    whole = mark["kind"] == "待写" and line.section is not None
    ask = "写出这一处的正文（可以写几段，一行一段）" if whole else "核实后的文字（换掉整个括号）"
    (st.text_area if whole else st.text_input)(ask, key=f"value-{key}")
    if line.section is not None:
        note = "" if whole else "必填；"
        st.text_input(f"出处（{note}例如：县应急局11月18日报送的夜查台账）", key=f"source-{key}")
        plain.remark("出处照您写的记下，注明由谁填写；台账、任务书、文库里本来有的，程序会认出来。")
    st.button("填进稿子", type="primary", key="fill", on_click=_fill, args=(view, line, mark, key))


def _fill(view: View, line: Line, mark: Json, key: str) -> None:
    value, source = (str(st.session_state.get(f"{name}-{key}", "")) for name in ("value", "source"))

    def make() -> Change:
        return filling(line, Mark.model_validate(mark), value, source, author().label)

    why = f"补{mark['kind']}：{mark['text'][:40]}" + (f"（出处：{source.strip()}）" if source.strip() else "")
    if saving.keep(view.run, make, why):
        selection.choose_line(view, view.line_number(mark["start"]))

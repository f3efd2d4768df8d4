"""One paragraph: what its words rest on, what the checks say of it, and changing it."""

import hashlib

import streamlit as st

from drafting.docx.review import shortened
from drafting.editing import Change, Line, rewording
from drafting.editing.manuscript import HEADING
from pages.shared import findings, plain
from pages.shared.plain import Highlight
from pages.write import saving, selection
from pages.write.author import author
from pages.write.view import Json, View

QUOTE = 160  # characters of a source shown in the table
_EXAMPLE = "例如：县应急局11月18日报送的夜查台账"
NAME = 28  # characters of a paragraph shown in the list of paragraphs
_KINDS = {"fact": "台账", "brief": "任务书", "passage": "文库", "stated": "由人填写"}


def show(view: View) -> None:
    """The paragraph chosen in the text, or here in the list."""
    number = _chosen(view)
    if number < 0:
        plain.note("info", "在左边的稿子里点一段（或用上下键加回车），这里就显示这一段每句话的出处、审核问题，并可以直接修改。")
        return
    line = view.line(number)
    if typed := selection.remembered():
        plain.note("warn", "刚才没有存上的文字在下面，可以复制。")
        st.code(typed, language=None, wrap_lines=True)
    _edit(view, line, number)
    _sources(view, line)
    _problems(view, line)


def _chosen(view: View) -> int:
    lines = view.manuscript.lines
    names = {n: f"第{n + 1}段：{shortened(line.text, NAME)}" for n, line in enumerate(lines)}
    key, now = f"paragraph-{view.run.name}", selection.line(view)
    st.session_state[key] = now if now >= 0 else None

    def choose() -> None:
        if (number := st.session_state[key]) is not None:
            selection.choose_line(view, number)

    st.selectbox("看哪一段", list(names), format_func=names.__getitem__, key=key, on_change=choose, placeholder="选一段", filter_mode=None)
    return now


def _edit(view: View, line: Line, number: int) -> None:
    if line.section is None and line.block.role != "title":
        plain.note("info", "这一行由文种和任务书定，不在这里改；要改请改任务书另写一份，或下载 Word 文档修改。")
        return
    state = hashlib.sha256(line.own.encode()).hexdigest()[:12]  # other words on disk, another field
    key = f"{view.run.name}-{number}-{state}"
    words = f"修改这一段（序号“{line.number}”由程序加）" if line.number else "修改这一段"
    st.text_area(words, line.own, key=f"own-{key}", height=68 if len(line.own) < 60 else 150)
    is_text = line.section is not None and line.paragraph != HEADING
    if is_text:
        st.text_input("出处（审核说“补充来源”的，写在这里）", key=f"source-{key}", placeholder=_EXAMPLE)
    reason, button = st.columns([3, 1], vertical_alignment="bottom")
    reason.text_input("为什么改（记入留痕，可不写）", key=f"why-{key}")
    button.button("存为新的一版", type="primary", key="save-line", on_click=_save, args=(view, line, number, key), width="stretch")
    if is_text:
        plain.remark("空着存就是删去这一段；分行就是分段。改动的地方原来的出处不再算数，程序会重新核对。")
        plain.remark("写的出处算在改动的文字上，文字没有改就算在这一段还没有出处的地方，注明由谁填写。")


def _save(view: View, line: Line, number: int, key: str) -> None:
    typed, source, reason = (str(st.session_state.get(f"{name}-{key}", "")).strip() for name in ("own", "source", "why"))
    if typed == line.own and not source:
        return

    def make() -> Change:
        return rewording(line, typed, source, author().label)

    what = f"改第{number + 1}段" if typed != line.own else f"补第{number + 1}段出处"
    why = what + (f"：{reason}" if reason else "") + (f"（出处：{source}）" if source else "")
    if saving.keep(view.run, make, why):
        st.session_state[f"source-{key}"] = ""  # where no word changed, the same field is drawn again
    else:
        selection.remember(typed + (f"\n出处：{source}" if source else ""))


def _sources(view: View, line: Line) -> None:
    block, sources = line.block, view.report["sources"]
    cited = [c for c in view.report["citations"] if block.start <= c["start"] and c["end"] <= block.end]
    if not cited:
        plain.note("info", "这一段没有引用台账、任务书或文库。")
        return
    marked = [Highlight(c["start"] - block.start, c["end"] - block.start, "good", n) for n, c in enumerate(cited, 1)]
    plain.heading("出处", f"{len(cited)} 处")
    plain.sheet(line.text, marked, height=130, titled=False)
    words = [view.text[c["start"] : c["end"]] for c in cited]
    rows = [(str(n), said, *_source(sources[c["source"]], said)) for n, (c, said) in enumerate(zip(cited, words), 1)]
    plain.table(("号", "稿中文字", "类别", "出处", "原文"), rows, tight=(0, 2), height=260)


def _problems(view: View, line: Line) -> None:
    inside = [f for f in view.problems["findings"] if f["start"] < line.block.end and line.block.start < f["end"]]
    if inside:
        plain.heading("审核问题", f"{len(inside)} 处")
        findings.show(view.problems | {"findings": inside, "unscored": []}, view.text)


def all_sources(view: View, height: int) -> None:
    """Everything the draft rests on."""
    sources: list[Json] = view.report["sources"]
    if not sources:
        plain.note("info", "稿中没有引用台账、任务书或文库。")
        return
    plain.remark("要看哪句话用了哪个出处，在左边点那一段。")
    plain.table(("号", "类别", "出处", "原文"), [(str(n), *_source(s)) for n, s in enumerate(sources, 1)], tight=(0, 1), height=height)


def _source(source: Json, words: str = "") -> tuple[str, str, str]:
    """A source as the tables show it: of a long one the line in which `words` stand."""
    line = next((line for line in source["text"].splitlines() if words in line), source["text"]) if words else source["text"]
    return _KINDS.get(source["kind"], ""), source["label"], shortened(line, QUOTE)

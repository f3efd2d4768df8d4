"""A finished draft: the text, what is left to do, what the checks say, where it comes from, the files."""

from typing import Any

import streamlit as st

from base.errors import InputError
from drafting.docx.review import shortened
from pages.background.runs import Run
from pages.shared import findings, plain
from pages.shared.plain import Highlight

HEIGHT = 520
QUOTE = 100  # characters of a source shown in the table
PARAGRAPH = 28  # characters of a paragraph shown in the list of paragraphs
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TODO = {"待核": "没有找到出处，核实后填入", "待写": "请起草人写出"}
_KINDS = {"fact": "台账", "brief": "任务书", "passage": "文库"}


def show(run: Run) -> None:
    """Left the text with its open places, right what to do with it."""
    try:
        text, report, docx = run.draft_text(), run.report(), run.docx()
    except InputError as error:
        plain.note("bad", str(error))
        return
    _remarks(run, report)
    left, right = st.columns([5, 6], gap="medium")
    with left:
        _downloads(run, text, docx)
        plain.sheet(text, _open_places(report), height=HEIGHT)
    with right:
        _details(text, report)


def _remarks(run: Run, report: dict[str, Any]) -> None:
    """How the draft was made and what the clerk does next."""
    counts = [f"{kind} {n} 处" for kind in TODO if (n := sum(m["kind"] == kind for m in report["marks"]))]
    todo = f"还有{'、'.join(counts)}（黄色），请下载 Word 文档逐处补齐。" if counts else "没有待核、待写的地方，请通读后送审。"
    plain.note("info", f"{run.record.get('note', '')}\n{_length(report['metrics'])}{todo}".strip())
    if missing := run.record.get("missing"):
        plain.note("warn", f"文库中没有任务书引用的“{'”“'.join(missing)}”，凡引用它的地方已标为待核；收录后可另写一份。")


def _length(metrics: dict[str, Any]) -> str:
    parts = [f"全文 {metrics['zi']} 字"] if "zi" in metrics else []
    if minutes := metrics.get("minutes"):
        parts.append(f"宣读约 {minutes[0]:g}—{minutes[1]:g} 分钟")
    return "，".join(parts) + "。" if parts else ""


def _downloads(run: Run, text: str, docx: bytes) -> None:
    word, plain_text = st.columns(2)
    word.download_button(
        "下载 Word 文档（docx）", docx, f"{run.title}.docx", DOCX, type="primary", width="stretch", on_click="ignore", key="docx"
    )
    plain_text.download_button("下载纯文本（md）", text, f"{run.title}.md", "text/markdown", width="stretch", on_click="ignore", key="md")


def _details(text: str, report: dict[str, Any]) -> None:
    other = findings.without(report, report["marks"])
    names = (f"待核待写 {len(report['marks'])}", f"审核问题 {len(other['findings'])}", f"来源 {len(report['sources'])}")
    marks, problems, sources = st.tabs(names)
    with marks:
        _marks(text, report["marks"])
    with problems:
        plain.note("info", findings.summary(other))
        findings.show(other, text, height=HEIGHT - 40)
    with sources:
        _sources(text, report)


def _open_places(report: dict[str, Any]) -> list[Highlight]:
    return [Highlight(m["start"], m["end"], "warn", n, m["why"] or TODO[m["kind"]]) for n, m in enumerate(report["marks"], 1)]


def _marks(text: str, marks: list[dict[str, Any]]) -> None:
    if not marks:
        plain.note("good", "没有待核、待写的地方。")
        return
    rows = [
        (str(n), m["kind"], f"第{text.count(chr(10), 0, m['start']) + 1}段", m["text"], m["why"] or TODO[m["kind"]])
        for n, m in enumerate(marks, 1)
    ]
    plain.table(("号", "类别", "位置", "内容", "要做什么"), rows, tight=(0, 1, 2), height=HEIGHT)


@st.fragment
def _sources(text: str, report: dict[str, Any]) -> None:
    """Of the paragraph chosen, which words rest on what; else all the sources."""
    if not report["sources"]:
        plain.note("info", "稿中没有引用台账、任务书或文库。")
        return
    paragraphs = _cited_paragraphs(text, report["citations"])
    names = {n: f"第{n}段：{shortened(line, PARAGRAPH)}" for n, (line, _) in paragraphs.items()}
    chosen = st.selectbox(
        "看哪一段的出处", [0, *names], format_func=lambda n: names.get(n, "全文的来源"), key="paragraph", filter_mode=None
    )
    if chosen in paragraphs:
        _paragraph_sources(*paragraphs[chosen], report["sources"])
        return
    rows = [(str(n), *_source(s)) for n, s in enumerate(report["sources"], 1)]
    plain.table(("号", "类别", "出处", "原文"), rows, tight=(0, 1), height=HEIGHT)


def _paragraph_sources(line: str, cited: list[dict[str, Any]], sources: list[dict[str, Any]]) -> None:
    plain.sheet(line, [Highlight(c["start"], c["end"], "good", n) for n, c in enumerate(cited, 1)], height=160, titled=False)
    rows = [(str(n), line[c["start"] : c["end"]], *_source(sources[c["source"]])) for n, c in enumerate(cited, 1)]
    plain.table(("号", "稿中文字", "类别", "出处", "原文"), rows, tight=(0, 2), height=HEIGHT - 170)


def _source(source: dict[str, Any]) -> tuple[str, str, str]:
    return _KINDS.get(source["kind"], ""), source["label"], shortened(source["text"], QUOTE)


def _cited_paragraphs(text: str, citations: list[dict[str, Any]]) -> dict[int, tuple[str, list[dict[str, Any]]]]:
    """The paragraphs that cite anything, by number from 1: the line, and its citations with offsets into the line."""
    found, at = {}, 0
    for n, line in enumerate(text.split("\n"), 1):
        inside = [c for c in citations if at <= c["start"] and c["end"] <= at + len(line)]
        if inside:
            found[n] = (line, [c | {"start": c["start"] - at, "end": c["end"] - at} for c in inside])
        at += len(line) + 1
    return found

"""What the appendix for the reviewer says: rows of open marks and of sources. No docx in here."""

from collections.abc import Iterator
from typing import NamedTuple

from drafting.docx.plan import heading_length, lines
from drafting.draft import Citation, Draft, Mark, Source

_HEADINGS = ("heading1", "heading2", "heading3", "heading4")
_NAMED = {"title": "标题", "byline": "标题下", "number": "发文字号", "recipient": "主送机关", "attachment": "附件说明", "signature": "署名",
          "date": "成文日期", "contact": "附注", "salutation": "称谓"}  # fmt: skip
_WHY = {"待核": "没有找到出处", "待写": "需要人来写"}
_LONGEST = 60  # 字 of a source shown in a table
_WORDS = 24  # 字 of the words that rest on it
_MOST = 3  # places shown for one source


class Place(NamedTuple):
    """A line of the draft and how a person would find it."""

    start: int
    end: int
    name: str


def places(draft: Draft) -> Iterator[Place]:
    """Every line of the draft with its place: “一、压实责任”第2段, 开头第1段, 标题."""
    heading, count = "开头", 0
    for line in lines(draft):
        text = draft.text[line.start : line.end]
        if line.role in _NAMED:
            yield Place(line.start, line.end, _NAMED[line.role])
            continue
        if line.role in _HEADINGS:
            length = heading_length(text, line.role)
            heading, count = f"“{shortened(text[:length].rstrip('。'), 20)}”", int(length < len(text))
        elif text.strip():
            count += 1
        yield Place(line.start, line.end, f"{heading}第{count}段" if count else heading)


def mark_rows(draft: Draft) -> list[tuple[str, ...]]:
    """序号, 位置, 内容, 原因 of each open mark, in order of place."""
    every = list(places(draft))
    marks = sorted(draft.marks, key=lambda m: (m.start, m.end))
    return [(str(i), _place(every, m), f"{m.kind}：{m.text}", m.why or _WHY[m.kind]) for i, m in enumerate(marks, 1)]


def source_rows(draft: Draft) -> list[tuple[str, ...]]:
    """编号, 来源 (with its words), 支撑的内容 of each source, numbered in order of first citation."""
    cited: dict[Source, list[Citation]] = {source: [] for source in draft.sources}
    for citation in draft.citations:
        cited[citation.source].append(citation)
    every = list(places(draft))
    return [
        (str(i), _source(source, draft, found), _supported(draft.text, every, found)) for i, (source, found) in enumerate(cited.items(), 1)
    ]


def _source(source: Source, draft: Draft, found: list[Citation]) -> str:
    """Its label; for a passage the words that bear the text out, where the text does not quote them itself."""
    quoted = all(any(b.role == "reference" and b.start <= c.start < b.end for b in draft.blocks) for c in found)
    if source.kind != "passage" or quoted:
        return source.label
    return f"{source.label}\n原文：{excerpt(source.text, draft.text[found[0].start : found[0].end])}"


def _supported(text: str, every: list[Place], citations: list[Citation]) -> str:
    """Where one source is used and for which words, the first few places."""
    said = dict.fromkeys(f"{_place(every, c)}：{_clause(text, c)}" for c in citations)
    more = [f"（共{len(said)}处）"] if len(said) > _MOST else []
    return "\n".join([*list(said)[:_MOST], *more])


def _clause(text: str, citation: Citation) -> str:
    """The words that rest on the source, from the beginning of their clause: a bare 11家 tells nothing."""
    start = max(text.rfind(mark, 0, citation.start) for mark in "，。；：！？\n") + 1
    return shortened(text[start : citation.end].strip(), _WORDS)


def _place(every: list[Place], span: Citation | Mark) -> str:
    return next((p.name for p in every if p.start <= span.start <= p.end), "")


def excerpt(text: str, words: str) -> str:
    """The part of `text` around `words` where it has them, else its beginning; on one line."""
    at = max(0, text.find(words))
    start = max(0, at - _LONGEST // 3) if at + len(words) > _LONGEST else 0
    return ("…" if start else "") + shortened(text[start:])


def shortened(text: str, longest: int = _LONGEST) -> str:
    """`text` on one line, cut to `longest` characters with an ellipsis."""
    flat = text.replace("\n", " ")
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"

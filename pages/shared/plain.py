"""Text shown as it is. Whatever comes from people, files or models passes through here: it is escaped, never interpreted."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

import streamlit as st

Kind = Literal["info", "good", "warn", "bad"]


@dataclass(frozen=True)
class Highlight:
    """`text[start:end]` is shown in the colour of `kind`; `number` refers to a row of a table beside it."""

    start: int
    end: int
    kind: Kind
    number: int = 0
    why: str = ""


def note(kind: Kind, words: str) -> None:
    """A message, each line of `words` one of its own."""
    role = "alert" if kind == "bad" else "status"
    st.html(f'<div class="bz-note bz-{kind}" role="{role}">{"<br>".join(map(escape, words.splitlines()))}</div>')


def heading(words: str, aside: str = "") -> None:
    """A heading inside a page, with a quieter remark behind it."""
    st.html(f'<div class="bz-heading" role="heading" aria-level="2">{escape(words)}<span>{escape(aside)}</span></div>')


def remark(words: str) -> None:
    """A quiet line that explains."""
    st.html(f'<span class="bz-remark">{escape(words)}</span>')


def table(headers: Sequence[str], rows: Sequence[Sequence[str]], *, tight: Sequence[int] = (), height: int = 0) -> None:
    """A table; the columns `tight` do not break; above `height` pixels it scrolls."""
    head = "".join(f"<th>{escape(h)}</th>" for h in headers)
    body = "".join(f"<tr>{''.join(_cell(x, i in tight) for i, x in enumerate(row))}</tr>" for row in rows)
    box = f' style="max-height:{height}px" tabindex="0"' if height else ""  # the keyboard must reach what it has to scroll
    st.html(f'<div class="bz-scroll"{box}><table class="bz-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>')


def pairs(items: Sequence[tuple[str, str | Sequence[str]]]) -> None:
    """Names and values; a value that is a list is shown as a numbered one."""
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{_value(value)}</dd>" for name, value in items if value)
    st.html(f'<dl class="bz-pairs">{rows}</dl>')


def sheet(text: str, highlights: Sequence[Highlight] = (), *, height: int = 0, titled: bool = True) -> None:
    """A text paragraph by paragraph, as on paper; its first line is the title when `titled`."""
    chosen = _apart(highlights)
    paragraphs, at = [], 0
    for line in text.split("\n"):
        kind = ' class="bz-title"' if titled and at == 0 else ""
        paragraphs.append(f"<p{kind}>{_marked(line, at, chosen)}</p>")
        at += len(line) + 1
    box = f' style="max-height:{height}px"' if height else ""
    st.html(f'<div class="bz-sheet bz-scroll"{box} tabindex="0">{"".join(paragraphs)}</div>')


def label(words: str) -> str:
    """`words` for a widget's label, where Streamlit would read Markdown."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]<>()#+-.!|~$:&" else c for c in words.replace("\n", " "))


def _cell(words: str, tight: bool) -> str:
    return f"<td{' class=bz-tight' if tight else ''}>{escape(words)}</td>"


def _value(value: str | Sequence[str]) -> str:
    return escape(value) if isinstance(value, str) else f"<ol>{''.join(f'<li>{escape(x)}</li>' for x in value)}</ol>"


def _apart(highlights: Sequence[Highlight]) -> list[Highlight]:
    """Highlights that do not overlap, in order; of two that do the first stays."""
    chosen: list[Highlight] = []
    for one in highlights:
        if one.start < one.end and all(one.end <= c.start or c.end <= one.start for c in chosen):
            chosen.append(one)
    return sorted(chosen, key=lambda h: h.start)


def _marked(line: str, at: int, highlights: Sequence[Highlight]) -> str:
    """The line that begins at offset `at` of the text, with its part of the highlights."""
    parts, done = [], 0
    for one in highlights:
        start, end = max(one.start - at, 0), min(one.end - at, len(line))
        if start < end:
            number = f' data-n="{one.number}"' if one.number and one.end <= at + len(line) else ""
            parts += [
                escape(line[done:start]),
                f'<mark class="bz-{one.kind}" title="{escape(one.why)}"{number}>{escape(line[start:end])}</mark>',
            ]
            done = end
    return "".join([*parts, escape(line[done:])])

"""A text on paper whose lines can be chosen, with the mouse or the arrow keys. All of it is text to the browser, never HTML."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import streamlit as st

_HTML = '<div class="bz-sheet bz-scroll bz-press" role="listbox"></div>'
_CSS = """
:root {--bz-press-pad: 126 87 170;}
@media (prefers-color-scheme: dark) {:root {--bz-press-pad: 176 140 222;}}
.bz-press {padding: .5rem .4rem;}
.bz-press p {padding: 0 1rem; border-left: 3px solid transparent; cursor: pointer;}
.bz-press p:hover {background: var(--bz-head);}
.bz-press p[aria-selected="true"] {border-left-color: var(--bz-accent); background: var(--bz-info);}
.bz-press p:focus-visible {outline: 2px solid var(--bz-accent); outline-offset: -2px;}
.bz-press .bz-pad1 {background: rgb(var(--bz-press-pad) / .12);} .bz-press .bz-pad2 {background: rgb(var(--bz-press-pad) / .22);}
.bz-press .bz-pad3 {background: rgb(var(--bz-press-pad) / .34);} .bz-press .bz-pad4 {background: rgb(var(--bz-press-pad) / .46);}
"""
_JS = """
export default function ({ data, setTriggerValue, parentElement }) {
  const box = parentElement.querySelector(".bz-press");
  const line = (one, n) => {
    const p = document.createElement("p");
    p.setAttribute("role", "option");
    p.setAttribute("aria-selected", String(n === data.chosen));
    p.className = one.title ? "bz-title" : "";
    p.tabIndex = n === Math.max(data.chosen, 0) ? 0 : -1;
    p.onclick = () => { if (String(getSelection()) === "") setTriggerValue("pressed", n); };
    for (const [words, look, why, number] of one.pieces) {
      const mark = document.createElement(look ? "mark" : "span");
      mark.textContent = words;
      if (look) mark.className = look;
      if (why) mark.title = why;
      if (number) mark.dataset.n = number;
      p.append(mark);
    }
    return p;
  };
  const focused = box.contains(document.activeElement);
  const top = box.scrollTop;
  box.style.maxHeight = data.height;
  box.setAttribute("aria-label", data.label);
  box.replaceChildren(...data.lines.map(line));
  box.scrollTop = top;
  const chosen = box.children[data.chosen];
  if (chosen) {
    const outer = box.getBoundingClientRect(), inner = chosen.getBoundingClientRect();
    if (inner.top < outer.top || inner.bottom > outer.bottom) box.scrollTop += inner.top - outer.top - box.clientHeight / 4;
    if (focused) chosen.focus({ preventScroll: true });
  }
  box.onkeydown = event => {
    const lines = [...box.children], at = lines.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }[event.key];
    if (at < 0) return;
    if (to !== undefined) lines[Math.min(Math.max(to, 0), lines.length - 1)].focus();
    else if (event.key === "Enter" || event.key === " ") setTriggerValue("pressed", at);
    else return;
    event.preventDefault();
  };
}
"""
_component = st.components.v2.component("biganzi_sheet", html=_HTML, css=_CSS, js=_JS, isolate_styles=False)


@dataclass(frozen=True)
class Touch:
    """`text[start:end]` looks as the class `look` says; `number` refers to a row of a table beside it."""

    start: int
    end: int
    look: str
    why: str = ""
    number: int = 0


def sheet(text: str, touches: Sequence[Touch], *, chosen: int, on_press: Callable[[int], None], key: str, height: str) -> None:
    """`text` line by line, its first line the title; `on_press` gets the number of a line, from 0, that a person chooses. No line: -1."""

    def pressed() -> None:
        number = st.session_state[key].pressed
        if isinstance(number, int):
            on_press(number)

    lines: list[dict[str, Any]] = []
    at = 0
    for n, line in enumerate(text.split("\n")):
        lines.append({"title": n == 0, "pieces": list(pieces(line, at, touches))})
        at += len(line) + 1
    label = "稿子正文：上下键移动，回车选定一段"
    _component(key=key, data={"lines": lines, "chosen": chosen, "height": height, "label": label}, on_pressed_change=pressed)


def pieces(line: str, at: int, touches: Sequence[Touch]) -> Iterator[tuple[str, str, str, int]]:
    """`line`, which begins at `at`, in stretches in which nothing begins or ends: words, look, why, number; of two touches the first wins.

    A number stands at the end of its touch only.
    """
    mine = [t for t in touches if t.start < at + len(line) and at < t.end]
    places = sorted({at, at + len(line), *(min(max(p, at), at + len(line)) for t in mine for p in (t.start, t.end))})
    for start, end in pairwise(places):
        touch = next((t for t in mine if t.start <= start and end <= t.end), None)
        words = line[start - at : end - at]
        yield (words, touch.look, touch.why, touch.number if end == touch.end else 0) if touch else (words, "", "", 0)

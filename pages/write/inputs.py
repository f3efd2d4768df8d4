"""The plain fields of the brief: each with its label, a line of help, and what is wrong with it right below."""

from collections.abc import Mapping

import streamlit as st

from drafting.briefs import BriefForm
from drafting.briefs.faults import Said
from drafting.briefs.fields import DIRECTIONS, FIELDS, LEVELS, REUSE, SECRECY
from drafting.docx.layouts import layout, layout_names
from pages.shared import plain
from pages.write.state import Held, seed
from prompts.styles import style

_TALL = {"upper_spirit": 68, "intent": 92, "local": 92, "must_cover": 190, "audience": 92, "attachments": 68}


class Inputs:
    """Draws fields of one form."""

    def __init__(self, held: Held, faults: Said, advice: Said) -> None:
        untouched = held.saved.version == 1  # nobody is blamed for a form just opened
        self._held, self._faults, self._advice = held, {} if untouched else faults, {} if untouched else advice

    def field(self, name: str) -> None:
        """One field, and the remarks on it: in a block of their own, so that a remark that comes or goes moves no other field."""
        with st.container():
            if name == "length":
                self._length()
            else:
                self._widget(name, seed(self._held, name), label(name))
            self.remarks(name)

    def _widget(self, name: str, key: str, words: str) -> None:
        if name == "date":
            st.date_input(words, key=key, format="YYYY-MM-DD")
        elif name in _TALL:
            st.text_area(words, key=key, height=_TALL[name], placeholder=FIELDS[name].example)
        elif choices := _choices(name, self._held.form):
            st.selectbox(words, list(choices), format_func=choices.__getitem__, key=key, filter_mode=None)
        else:
            st.text_input(words, key=key, placeholder=FIELDS[name].example)

    def pairs(self, names: tuple[str, ...]) -> None:
        """Fields two by two."""
        for i in range(0, len(names), 2):
            for column, name in zip(st.columns(2), names[i : i + 2]):
                with column:
                    self.field(name)

    def caption(self, name: str) -> None:
        """The label of what is no single widget."""
        st.markdown(f":small[{label(name)}]")

    def remarks(self, name: str) -> None:
        """What is wrong in a field, else what would be better."""
        if wrong := self._faults.get(name):
            plain.note("bad", "\n".join(wrong))
        elif better := self._advice.get(name):
            plain.note("info", "\n".join(better))

    def _length(self) -> None:
        low, high = self._held.form.frame.length
        least, most = st.columns(2)
        for column, name, said, usual in ((least, "shortest", "篇幅最少（字）", low), (most, "longest", "最多（字）", high)):
            column.number_input(said, min_value=1, max_value=50_000, step=100, key=seed(self._held, name), placeholder=f"一般 {usual}")


def label(name: str) -> str:
    """The label of a field with its line of help: without Markdown, because a screen reader is told the characters as they stand."""
    known = FIELDS[name]
    return f"{known.label}　{known.help}" if known.help else known.label


def _choices(name: str, form: BriefForm) -> dict[str, str]:
    """What may be chosen for a field, in words; nothing for a field that is typed. What a file said is kept among it."""
    known: dict[str, Mapping[str, str]] = {
        "direction": {"": f"随文种：{DIRECTIONS[form.frame.direction]}", **DIRECTIONS},
        "level": {"": "不说明", **LEVELS},
        "layout": {x: layout(x).name for x in layout_names()},
        "style": {"house": style("house").name},
        "reuse": REUSE,
        "secrecy": SECRECY,
    }
    value = getattr(form, name) or ""
    return {value: value, **known[name]} if name in known else {}

"""The form for one section of an outline."""

from typing import Any

import streamlit as st

from drafting.brief import Brief
from drafting.draft import SectionPlan
from drafting.planning import Plans
from drafting.planning.changes import changed
from pages.background.runs import Run
from pages.shared import plain
from pages.write import outline_state

SERVES = {"upper_spirit": "上级要求", "intent": "领导意图", "local": "本地实际"}


def summary(section: SectionPlan) -> str:
    """210—270 字　要点 1　数字 4　落实：领导意图、本地实际"""
    parts = [f"{section.length[0]}—{section.length[1]} 字"]
    parts += [f"{name} {len(x)}" for name, x in (("要点", section.points), ("数字", section.facts)) if x]
    parts += [f"落实：{'、'.join(SERVES[s] for s in section.serves)}"] if section.serves else []
    return "　".join(parts)


def show(run: Run, plans: Plans, brief: Brief, at: int, round: int) -> None:
    """The fields of section number `at`; every change is kept at once."""
    section = plans.outline.sections[at]
    plain.heading(f"第 {at + 1} 节", "改了就存")
    key = f"{section.id}-{round}"

    def kept() -> None:
        outline_state.keep(run, plans, changed(plans.outline, at, _edited(section, key)))

    def seeded(name: str, value: Any) -> Any:
        """The key of a widget that begins with `value`."""
        st.session_state.setdefault(f"{name}-{key}", value)
        return f"{name}-{key}"

    st.text_input("标题（不写序号；空着就不设标题）", key=seeded("heading", section.heading), on_change=kept)
    st.text_area("这一节要讲清什么", key=seeded("purpose", section.purpose), on_change=kept, height=76)
    st.text_area("要点（一行一个，都要讲到）", key=seeded("points", "\n".join(section.points)), on_change=kept, height=100)
    facts = list(dict.fromkeys(f.name for f in brief.facts))
    if facts:
        used = [f for f in section.facts if f in facts]
        st.multiselect(
            "台账数字（选到这一节，别的节就不再用）", facts, key=seeded("facts", used), on_change=kept, placeholder="不用台账数字"
        )
    st.pills("落实三样中的哪几样", list(SERVES), selection_mode="multi", format_func=SERVES.__getitem__,
             key=seeded("serves", list(section.serves)), on_change=kept)  # fmt: skip
    low, high = st.columns(2)
    low.number_input("最少（字）", 0, 20_000, step=50, key=seeded("low", section.length[0]), on_change=kept)
    high.number_input("最多（字）", 1, 20_000, step=50, key=seeded("high", section.length[1]), on_change=kept)


def _edited(section: SectionPlan, key: str) -> SectionPlan:
    """`section` as its widgets say. A heading or purpose is one line; a length whose ends are crossed is put in order."""

    def said(name: str, otherwise: Any) -> Any:
        value = st.session_state.get(f"{name}-{key}")
        return otherwise if value is None else value

    length = sorted((int(said("low", section.length[0])), int(said("high", section.length[1]))))
    return section.model_copy(
        update={
            "heading": " ".join(said("heading", section.heading).split()),
            "purpose": " ".join(said("purpose", section.purpose).split()) or section.purpose,
            "points": tuple(dict.fromkeys(p for line in said("points", "").splitlines() if (p := line.strip()))),
            "facts": tuple(said("facts", section.facts)),
            "serves": tuple(s for s in SERVES if s in said("serves", section.serves)),
            "length": (length[0], max(1, length[1])),
        }
    )

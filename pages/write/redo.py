"""One section written again, as a person wishes; or the outline changed and what differs written again."""

import streamlit as st

from drafting.draft import SectionPlan
from pages.background import runs
from pages.shared import plain
from pages.shared.place import home, model_names, settings
from pages.write import selection
from pages.write.author import author
from pages.write.view import View


def show(view: View) -> None:
    """Which section, what is wished, who writes."""
    models = {name: words for name, words in model_names(settings()).items() if name != runs.NO_MODEL}
    if not models:
        plain.note("info", "按要求重写要用模型，现在还没有配置，请到“设置”页填写。没有模型时，可以在“这一段”里直接修改，或者改提纲。")
    else:
        _form(view, models)
    plain.heading("改提纲", "换先后、加减节、改要点；没有改到的节保留")
    if st.button("改提纲再写", key="change-outline", width="stretch"):
        st.query_params.from_dict({"run": view.run.name, "view": "outline"})
        st.rerun()


def _form(view: View, models: dict[str, str]) -> None:
    sections = view.manuscript.outline.sections
    now = selection.line(view)
    at = (view.line(now).section if now >= 0 else None) or 0
    names = [_name(n, section) for n, section in enumerate(sections)]
    chosen = st.selectbox("重写哪一节", range(len(names)), at, format_func=names.__getitem__, key="redo-section", filter_mode=None)
    wish = st.text_area("要求（例如：再短一半；先讲问题再讲措施；语气再硬一些）", key="redo-wish", height=90)
    first = list(models).index(view.run.model) if view.run.model in models else 0
    model = st.selectbox("由谁写", list(models), first, format_func=models.__getitem__, key="redo-model", filter_mode=None)
    plain.remark("只动这一节；这一节的旧稿留在留痕里，可以恢复。数字、引用照样逐句核对。")
    if st.button("重写这一节", type="primary", key="redo", width="stretch"):
        runs.redo(home(), view.run, sections[chosen].id, wish.strip(), model, author())
        st.rerun()


def _name(n: int, section: SectionPlan) -> str:
    return f"第 {n + 1} 节：{section.heading or section.purpose}"

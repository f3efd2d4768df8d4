"""Choosing a writer and starting."""

import streamlit as st

from base.errors import InputError
from drafting.brief import Brief
from pages.background import runs
from pages.shared import plain
from pages.shared.place import home, model_names, settings


def panel(brief: Brief | None) -> None:
    """The model, what it means, and the button."""
    plain.heading("第三步　起草")
    names = model_names(settings())
    model = st.selectbox(
        "由谁起草",
        list(names),
        format_func=names.__getitem__,
        key="model",
        filter_mode=None,
        placeholder="请选择",
        label_visibility="collapsed",
    )
    plain.note("info", _meaning(model, only=len(names) == 1))
    if st.button("开始起草", type="primary", width="stretch", disabled=brief is None, key="start") and brief:
        _start(brief, model)
    if brief is None:
        plain.note("warn", "还没有可用的任务书，请先完成第一步。")


def _meaning(model: str, only: bool) -> str:
    if model != runs.NO_MODEL:
        return "由模型成文；每个数字、文号都要在台账、任务书或文库里找到出处，找不到的标为〔待核〕。"
    setup = f"\n要写成文，请在 {home() / 'settings.toml'} 里填写模型。" if only else ""
    return "不用模型出的是材料稿：按提纲排好台账数字和文库摘录，要人写的地方标〔待写〕，不是成文的稿子。" + setup


def _start(brief: Brief, model: str) -> None:
    try:
        st.query_params["run"] = runs.begin(home(), brief, model)
    except InputError as error:
        plain.note("bad", str(error))
        return
    st.rerun()

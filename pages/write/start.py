"""Choosing a writer and starting."""

from collections.abc import Callable

import streamlit as st

from base.errors import InputError
from drafting.brief import Brief
from drafting.briefs import as_brief
from drafting.briefs.faults import Said
from drafting.briefs.fields import label
from drafting.casting import cast_with, check_keys
from drafting.secrecy import forbid_leaving
from pages.background import runs
from pages.shared import plain
from pages.shared.place import home, model_names, own, settings
from pages.write.author import drafter
from pages.write.state import Held, leave

Begin = Callable[[Brief], str]


def panel(held: Held, faults: Said) -> None:
    """The model, what it means, and the buttons; or what is missing still."""
    plain.heading("起草")
    names = model_names(settings())
    model = st.selectbox(
        "由谁起草", list(names), format_func=names.__getitem__, key="model", filter_mode=None, label_visibility="collapsed"
    )
    plain.note("info", _meaning(model, only=len(names) == 1))
    if faults:
        plain.note("warn", f"还不能起草，请先改好：{'、'.join(map(label, faults))}。")
    outline, whole = st.columns(2)
    if outline.button("先列提纲", type="primary", width="stretch", disabled=bool(faults), key="outline"):
        _start(held, model, lambda brief: runs.begin_outline(home(), brief, model, own()))
    if whole.button("直接起草", width="stretch", disabled=bool(faults), key="start"):
        _start(held, model, lambda brief: runs.begin(home(), brief, model, own(), drafter()))
    plain.remark("先列提纲：出两三个提纲，挑一个改好再写。直接起草：按一般写法一口气写完。")


def _meaning(model: str, only: bool) -> str:
    if model != runs.NO_MODEL:
        return "由模型成文；每个数字、文号都要在台账、任务书或文库里找到出处，找不到的标为〔待核〕。"
    setup = "\n要写成文，请到“设置”页填写模型。" if only else ""
    return "不用模型出的是材料稿：按提纲排好台账数字和文库摘录，要人写的地方标〔待写〕，不是成文的稿子。" + setup


def _start(held: Held, model: str, begin: Begin) -> None:
    try:
        name = begin(_permitted(held, model))
    except InputError as error:
        plain.note("bad", str(error))
        return
    leave()
    st.query_params.from_dict({"run": name})
    st.rerun()


def _permitted(held: Held, model: str) -> Brief:
    """The brief, when it may go to where the model is: better told here than by a run that has failed."""
    brief, cast = as_brief(held.form), cast_with(settings(), model)
    if cast:
        forbid_leaving(cast.furthest, brief)
        check_keys(cast)
    return brief

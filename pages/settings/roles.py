"""Which model does what, and what they may cost together."""

from typing import Any

import streamlit as st

from base.errors import InputError
from drafting.casting import ROLE_NAMES
from drafting.model.months import FOLDER, Months
from drafting.settings import Settings
from pages.settings import saving
from pages.shared import plain
from pages.shared.place import home

NOBODY = "不用模型（出材料稿）"


def parts(settings: Settings) -> None:
    """Who writes, who judges; for who has several models, who plans and who mends."""
    plain.heading("谁来做什么")
    with st.form("settings-roles", border=False):
        write, judge, votes = st.columns([3, 3, 2])
        with write:
            writer = _choice("起草默认用", settings, settings.writer, NOBODY)
        with judge:
            second = _choice("第二意见用", settings, settings.roles.judge or settings.judge, "与起草的相同")
        asked = votes.number_input("第二意见问几次", 1, 9, settings.judge_votes)
        with st.expander("提纲和修改另用模型（一般不用改）"):
            left, right = st.columns(2)
            with left:
                outline = _choice(ROLE_NAMES["outline"], settings, settings.roles.outline, "与起草的相同")
            with right:
                repair = _choice(ROLE_NAMES["repair"], settings, settings.roles.repair, "与起草的相同")
        if st.form_submit_button("保存"):
            roles = {"write": "", "outline": outline, "repair": repair, "judge": second}
            saving.put({("model",): writer, **_changed(settings, roles), ("judge_votes",): int(asked)}, "已保存。")


def limits(settings: Settings) -> None:
    """The budget, the kept answers, and what the month came to."""
    plain.heading("费用与限额", _spent())
    with st.form("settings-budget", border=False):
        tokens, run, month = st.columns(3)
        values = {
            "run_tokens": int(tokens.number_input("每次起草最多（词元，0 为不限）", 0, value=settings.budget.run_tokens, step=10_000)),
            "run_yuan": float(run.number_input("每次起草最多（元，0 为不限）", 0.0, value=settings.budget.run_yuan)),
            "month_yuan": float(month.number_input("每月合计最多（元，0 为不限）", 0.0, value=settings.budget.month_yuan)),
        }
        kept = st.checkbox("同样的问题不问第二次，用上次的回答（存在工作目录；带密级标志的不存）", settings.cache == "on")
        if st.form_submit_button("保存"):
            changes: dict[tuple[str, ...], object] = {
                ("budget", name): value for name, value in values.items() if value != getattr(settings.budget, name)
            }
            cache: dict[tuple[str, ...], object] = {("cache",): "on" if kept else "off"} if kept != (settings.cache == "on") else {}
            saving.put({**changes, **cache}, "已保存。")
    plain.remark("超过限额前会停下，写好的部分都在；在上面放宽后点“接着写”。按元限额，要先在模型的“更多”里填价格。")


def _choice(label: str, settings: Settings, chosen: str, nobody: str) -> str:
    names = ["", *settings.models]
    at = names.index(chosen) if chosen in names else 0
    return st.selectbox(label, names, index=at, format_func=lambda name: name or nobody)


def _changed(settings: Settings, roles: dict[str, str]) -> dict[tuple[str, ...], Any]:
    """What is to be written and what taken out; the older way to name the judge goes."""
    old = {("judge",): None} if settings.judge else {}
    return old | {("roles", role): name or None for role, name in roles.items() if name != getattr(settings.roles, role)}


def _spent() -> str:
    months = Months(home() / FOLDER)
    try:
        spent = months.spent(months.this)
    except InputError as error:
        return str(error)
    return f"本月{spent.said}" if spent.asked else "本月没有用过模型"

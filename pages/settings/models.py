"""The models that write and judge: which there are, which one is asked, whether it answers."""

import streamlit as st

from base import keys
from base.hiding import hidden
from drafting.casting import ROLE_NAMES, parts_of
from drafting.probing import answer_of
from drafting.secrecy import ZONE_NAMES, zone_of
from drafting.settings import Endpoint, Settings
from pages.settings import model_form, probe, roles, saving
from pages.shared import plain
from pages.shared.place import home

_EDITED = "settings model"  # in the session: the name of the model whose form is open, '' for a new one
_GOING = "settings model going"  # the one whose deletion is to be confirmed
_LIMIT = 5.0  # seconds a test waits


def show() -> None:
    """The models, each with its buttons; under them who does what."""
    settings = saving.current()
    if st.session_state.get(_EDITED) is not None:
        _editing(settings, st.session_state[_EDITED])
        return
    if not settings.models:
        plain.note(
            "info",
            "还没有设置模型：起草时出材料稿（提纲、台账、参考段落），审稿、检索都能用。\n"
            "要让模型写成文，请向单位的信息部门要一个“OpenAI 兼容”的模型地址，点下面的按钮添加。",
        )
    for name, endpoint in settings.models.items():
        _model(settings, name, endpoint)
    if st.button("添加模型", key="settings-add", type="secondary" if settings.models else "primary"):
        _edit("")
    if settings.models:
        roles.parts(settings)
        roles.limits(settings)


def _model(settings: Settings, name: str, endpoint: Endpoint) -> None:
    with st.container(border=True):
        said, test, edit, drop = st.columns([7, 1.2, 1.2, 1.2], vertical_alignment="center")
        with said:
            plain.heading(name, "、".join(ROLE_NAMES[role] for role in parts_of(settings, name)))
            plain.remark(f"{endpoint.model}　{hidden(endpoint.base_url)}　{ZONE_NAMES[zone_of(endpoint)]}　{_key(endpoint)}")
        if test.button("测试", key=f"settings-test-{name}", width="stretch"):
            probe.begin(f"model {name}", lambda: answer_of(endpoint, limit=_LIMIT))
        if edit.button("修改", key=f"settings-edit-{name}", width="stretch"):
            _edit(name)
        if drop.button("删除", key=f"settings-drop-{name}", width="stretch"):
            st.session_state[_GOING] = name
        if st.session_state.get(_GOING) == name:
            _confirm(settings, name, endpoint)
        probe.show(f"model {name}")


def _key(endpoint: Endpoint) -> str:
    """What may be said of the key: never the key itself."""
    if not endpoint.api_key_env:
        return "不用密钥"
    if endpoint.api_key_env in keys.kept(home()):
        return "密钥已填写"
    found = "已设置" if keys.find(endpoint.api_key_env) else "没有设置"
    return f"密钥在环境变量 {endpoint.api_key_env}（{found}）"


def _edit(name: str) -> None:
    st.session_state[_EDITED] = name
    st.rerun()


def _editing(settings: Settings, name: str) -> None:
    if st.button("← 回到模型列表", key="settings-back"):
        del st.session_state[_EDITED]
        st.rerun()
    filled = model_form.form(name, settings.models.get(name))
    if filled:
        done = f"模型“{filled.name}”已保存，点“测试”看看它有没有应答。"
        probe.forget(f"model {filled.name}")
        saving.save(lambda: model_form.keep(filled, settings), done, _EDITED)


def _confirm(settings: Settings, name: str, endpoint: Endpoint) -> None:
    plain.note("warn", f"确定删除模型“{name}”吗？稿子不受影响。")
    yes, no, _ = st.columns([1, 1, 6])
    if no.button("不删", key="settings-drop-no", width="stretch"):
        del st.session_state[_GOING]
        st.rerun()
    if yes.button("确定删除", key="settings-drop-yes", width="stretch"):
        probe.forget(f"model {name}")
        saving.save(lambda: model_form.drop(name, endpoint, settings), f"模型“{name}”已删除。", _GOING)

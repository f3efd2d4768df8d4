"""The form of one model, and what is kept of it: the settings in one file, a typed key in another that nobody else may read."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

import streamlit as st

from base import keys
from base.errors import InputError
from drafting import settings_file
from drafting.casting import ROLES
from drafting.settings import Endpoint, Settings, Zone
from pages.shared import plain
from pages.shared.place import home

_ZONES: tuple[Zone, ...] = get_args(Zone)
_LONGEST_NAME = 20
_WHERE = {
    "local": "本机：就在这台电脑上",
    "intranet": "内网：单位自己的服务器",
    "remote": "外部：互联网上的服务，带密级标志的材料不会发去",
}
_NUMBERS = {
    "temperature": "随机程度（0 最稳）",
    "context_tokens": "上下文长度（词元）",
    "max_tokens": "一次最多写（词元）",
    "retries": "失败后再试几次",
    "connect_timeout": "连接最多等（秒）",
    "first_token_timeout": "第一个字最多等（秒）",
    "stall_timeout": "中间停顿最多等（秒）",
    "total_timeout": "一次最多等（秒）",
    "max_concurrent": "同时最多几个请求（0 不限）",
    "requests_per_minute": "每分钟最多几次（0 不限）",
    "tokens_per_minute": "每分钟最多词元（0 不限）",
    "price_in": "价格：每百万词元输入（元）",
    "price_out": "价格：每百万词元输出（元）",
}


@dataclass(frozen=True)
class Filled:
    """What a person has filled in. `key` is '' for the one there is."""

    name: str
    old: Endpoint | None
    fields: dict[str, Any]
    key: str = field(default="", repr=False)
    no_key: bool = False


def form(name: str, old: Endpoint | None) -> Filled | None:
    """The form for the model `name`, '' for a new one; None until it is sent off."""
    plain.heading(f"修改模型“{name}”" if old else "添加模型")
    with st.form(f"settings-model-{name}", border=False):
        left, right = st.columns(2, gap="large")
        with left:
            said = name if old else st.text_input("名称（自己起，例如：内网模型）", key="settings-model-name", max_chars=_LONGEST_NAME)
            address = st.text_input(
                "地址", old.base_url if old else "", placeholder="例如：http://10.1.1.8:8000/v1", key="settings-model-url"
            )
            model = st.text_input(
                "模型的名称", old.model if old else "", placeholder="服务方给的，例如：qwen3-32b", key="settings-model-model"
            )
            zone = st.radio(
                "在哪里", _ZONES, _ZONES.index(old.zone) if old else 1, format_func=lambda z: _WHERE[z], key="settings-model-zone"
            )
        with right:
            key, variable, no_key = _key_fields(old)
        with st.expander("更多（一般不用改）"):
            numbers = _numbers(old)
        if not st.form_submit_button("保存", type="primary"):
            return None
    fields = {"base_url": address.strip(), "model": model.strip(), "zone": zone, "api_key_env": variable.strip(), **numbers}
    return Filled(said.strip(), old, fields, key.strip(), no_key)


def _key_fields(old: Endpoint | None) -> tuple[str, str, bool]:
    """A key typed now, the variable that holds one, and whether none is wanted any more."""
    typed = bool(old and old.api_key_env in keys.kept(home()))
    plain.remark("密钥（服务方给的一串字母数字；内网、本机的模型常常不用）")
    hint = "已填写，不改就空着" if typed else "粘贴在这里；只填这一次，以后不再显示"
    key = st.text_input("密钥", type="password", placeholder=hint, key="settings-model-key", autocomplete="off")
    now = old.api_key_env if old and not typed else ""
    variable = st.text_input("或者：放密钥的环境变量的名称", now, placeholder="例如：QWEN_KEY", key="settings-model-variable")
    return key, variable, st.checkbox("不用密钥了", key="settings-model-no-key") if typed else False


def _numbers(old: Endpoint | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    columns = st.columns(4)
    for n, (name, words) in enumerate(_NUMBERS.items()):
        info = Endpoint.model_fields[name]
        now, whole = getattr(old, name) if old else info.default, info.annotation is int
        shown = now if now is None or whole else float(now)
        value = columns[n % 4].number_input(words, value=shown, key=f"settings-model-{name}", placeholder="未定价")
        found[name] = value if value is None or whole else float(value)
    return found


def keep(filled: Filled, settings: Settings) -> Path | None:
    """Write what was filled in; InputError, and nothing is written, when it cannot be. Returns where an old file was put aside."""
    _check(filled, settings)
    variable = _variable(filled)
    defaults = {name: info.default for name, info in Endpoint.model_fields.items() if name != "zone"}
    if filled.key:
        keys.keep(home(), variable, filled.key)
    aside = settings_file.put_section(home(), ("models", filled.name), {**filled.fields, "api_key_env": variable}, defaults)
    if filled.old and filled.old.api_key_env != variable:
        keys.forget(home(), filled.old.api_key_env)
    if not settings.models:  # the first one is meant to be used
        settings_file.change(home(), {("model",): filled.name})
    return aside


def drop(name: str, endpoint: Endpoint, settings: Settings) -> Path | None:
    """Take the model out of the settings, and its typed key out of the workspace."""
    aside = settings_file.change(home(), {("models", name): None, **_uses(settings, name)})
    if endpoint.api_key_env:
        keys.forget(home(), endpoint.api_key_env)
    return aside


def _uses(settings: Settings, name: str) -> dict[tuple[str, ...], Any]:
    """Where the settings name the model: it is named there no more."""
    at_top: dict[tuple[str, ...], Any] = {(key,): "" for key in ("model", "judge") if getattr(settings, key) == name}
    return at_top | {("roles", role): None for role in ROLES if getattr(settings.roles, role) == name}


def _check(filled: Filled, settings: Settings) -> None:
    name = filled.name
    if not name or not all(c.isalnum() or c in "-_" for c in name):
        raise InputError("模型的名称要用汉字、字母、数字，不能空着，也不要有空格和标点。")
    if not filled.old and name in settings.models:
        raise InputError(f"已经有名为“{name}”的模型，请换一个名称，或回到列表修改它。")
    if not filled.fields["base_url"].startswith(("http://", "https://")):
        raise InputError(f"地址“{filled.fields['base_url']}”不对，应当以 http:// 或 https:// 开头，通常以 /v1 结尾。")
    if not filled.fields["model"]:
        raise InputError("模型的名称没有填，请向服务方问清楚（例如 qwen3-32b）。")
    kept = filled.old is not None and filled.old.api_key_env in keys.kept(home())
    if kept and filled.old and filled.old.base_url != filled.fields["base_url"] and not (filled.key or filled.no_key):
        raise InputError("地址改了，请重新填写密钥（或勾选“不用密钥了”），原来的密钥不会发往新的地址。")


def _variable(filled: Filled) -> str:
    """The name under which the key is looked for: the one given, the one there is, or one of our own for a typed key."""
    given, old = str(filled.fields["api_key_env"]), filled.old.api_key_env if filled.old else ""
    if filled.no_key or (given and not filled.key):
        return given
    own = f"BIGANZI_KEY_{hashlib.sha256(filled.name.encode()).hexdigest()[:8].upper()}"
    if filled.key:
        return own
    return old if old in keys.kept(home()) else ""

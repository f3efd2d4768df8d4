"""How what a model wrote is marked."""

import streamlit as st

from drafting import settings_file
from drafting.aigc import WORDS, checked_words
from drafting.settings import Marking
from pages.settings import saving
from pages.shared import plain
from pages.shared.place import home

_PLACES = {"header": "每页页眉", "footer": "每页页脚"}


def show() -> None:
    """The form."""
    now = saving.current().marking
    plain.heading("人工智能标识", "模型写的稿子导出为 Word 时用；不用模型的材料稿不标")
    with st.form("settings-marking", border=False):
        left, right = st.columns(2, gap="large")
        producer = left.text_input(
            "内容制作者（本单位的全称）", now.producer, placeholder="例如：青禾县人民政府办公室", key="settings-producer"
        )
        words = left.text_input("标识的文字", now.words, key="settings-words", help="要同时有“人工智能”（或“AI”）和“生成”（或“合成”）")
        visible = right.checkbox("印在每一页上", now.visible, key="settings-visible")
        place = right.radio(
            "印在哪里", list(_PLACES), list(_PLACES).index(now.place), format_func=_PLACES.__getitem__, key="settings-place"
        )
        if st.form_submit_button("保存", type="primary"):
            _save({"producer": producer.strip(), "words": words.strip() or WORDS, "visible": visible, "place": place})
    plain.remark("文件属性里另有国家标准 GB 45438—2025 规定的标识，总是写上。")


def _save(fields: dict[str, object]) -> None:
    try:
        checked_words(str(fields["words"]))
    except ValueError as error:
        plain.note("bad", str(error))
        return
    defaults = Marking().model_dump()
    saving.save(lambda: settings_file.put_section(home(), ("marking",), fields, defaults), "已保存。")

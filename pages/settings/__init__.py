"""设置: which models and services are asked, what the office says of itself and its words, how the program stands."""

from collections.abc import Callable

import streamlit as st

from base.errors import BiganziError
from pages.settings import embedding, layouts, marking, mending, models, office, safety, saving, versions
from pages.shared import plain

VIEWS: dict[str, tuple[str, Callable[[], None]]] = {
    "models": ("模型", models.show),
    "embedding": ("语义检索", embedding.show),
    "safety": ("离线与数据", safety.show),
    "office": ("本单位词表", office.show),
    "marking": ("标识", marking.show),
    "layouts": ("版式", layouts.show),
    "versions": ("版本与检查", versions.show),
}


def page() -> None:
    """One of the views, what the last change came to above it; where the settings cannot be read, mending them goes first."""
    try:
        if mending.needed():
            return
    except BiganziError as error:
        plain.note("bad", str(error))
        return
    chosen = st.segmented_control(
        "设置什么",
        list(VIEWS),
        default="models",
        required=True,
        format_func=lambda name: VIEWS[name][0],
        key="settings-view",
        label_visibility="collapsed",
    )
    saving.told()
    try:
        VIEWS[chosen or "models"][1]()
    except BiganziError as error:
        plain.note("bad", str(error))

"""What is installed, and what `biganzi doctor` says of library and vectors."""

import streamlit as st

from base import __version__
from base.installed import installed
from corpus.address import is_there
from pages.background import errands
from pages.shared import plain
from pages.shared.fragment import fragment
from pages.shared.place import home

_KEY = "versions"


def show() -> None:
    """Left the versions, right the state of the library."""
    left, right = st.columns(2, gap="large")
    with left:
        plain.heading("版本")
        rows = [(name, version or "没有安装，请重新运行安装命令") for name, version in installed().items()]
        plain.table(("组件", "版本"), [("笔杆子", __version__), *rows], tight=(0,))
    with right:
        plain.heading("文库和索引")
        if not is_there(home()):
            plain.note("info", "还没有文库，请到“文库”页收录文件。")
        elif st.button("检查", key="settings-check"):
            errands.ask(home() / "probe" / _KEY, _state)
        if errands.answer(home() / "probe" / _KEY):
            _watch()


def _state() -> list[tuple[str, str]]:
    from wiring import open_library

    with open_library(home()) as library:
        stats, vectors = library.stats(), library.vector_state()
    foreign = "；是用另一个向量模型建的，请重建索引" if vectors.foreign else ""
    withheld = f"；带密级的 {vectors.withheld} 段不发往外部" if vectors.withheld else ""
    return [
        ("资料", f"{stats['documents']} 份，{stats['characters']} 字"),
        ("段落", f"{stats['passages']} 段"),
        ("向量", f"{vectors.vectors} 段有向量{f'，{vectors.dimension} 维' if vectors.dimension else ''}{foreign}{withheld}"),
    ]


@fragment(run_every=0.5)
def _watch() -> None:
    found = errands.answer(home() / "probe" / _KEY)
    if found is None or not found.over:
        plain.note("info", "正在检查……")
    elif found.error:
        plain.note("bad", found.error)
    else:
        plain.pairs(found.value)
        plain.note("good", "文库可以正常打开。")

"""The first two steps: which text, and which defects."""

import streamlit as st

from base.errors import InputError
from evals.exercises.model import KIND_NAMES, Clean, Kind
from pages.shared import plain
from pages.shared.place import own
from pages.teach import texts, work

_DEFAULT: dict[Kind, int] = {"figure": 3, "strength": 1, "date": 1, "padding": 2, "tone": 1, "numbering": 0, "residue": 2}
_HELP: dict[Kind, str] = {
    "figure": "改一个数字、单位或增减方向，与台账、上下文或核对材料不符",
    "strength": "“力争”写成“确保”之类，比依据说得重",
    "date": "日历上没有的日子，或与核对材料不符",
    "padding": "加一句空话、开场或结尾的套话",
    "tone": "对上下命令、对下说央求话、口语",
    "numbering": "小标题的序号跳一个",
    "residue": "外地地名、没填的 XX、网页和写作工具的文字",
}
_MOST = 10


def show() -> None:
    """A text, the number of defects of each kind, and the button."""
    plain.heading("① 选文", "要选没有毛病、写得具体的文稿")
    chosen = texts.choose()
    plain.heading("② 埋错", "每种几处，0 是不埋；每处 5 分")
    wanted, seed = _kinds()
    annex = st.checkbox("卷后附核对材料", value=True, help="附上原文的一些句子供学员核对：数字、日期、力度的错要对照才看得出。")
    plain.remark(
        f"共 {sum(wanted.values())} 处，{sum(wanted.values()) * 5} 分。每一处都由检查程序在原处查出才用，文中放不下的会少埋并说明。"
    )
    if st.button("出题", type="primary", width="stretch", key="plant"):
        _plant(chosen, wanted, seed, annex)


def _kinds() -> tuple[dict[Kind, int], int]:
    """How many of each kind, and the number of the paper in the cell that is left."""
    columns = st.columns(4, gap="small")
    kinds = list(KIND_NAMES.items())
    wanted = {
        kind: int(columns[i % 4].number_input(name, 0, _MOST, _DEFAULT[kind], help=_HELP[kind], key=f"kind {kind}"))
        for i, (kind, name) in enumerate(kinds)
    }
    help = "同一篇文稿换一个卷号，埋错的地方就不同；卷号相同，卷子相同。"
    return wanted, int(columns[-1].number_input("卷号", 1, 9999, 1, help=help, key="seed"))


def _plant(chosen: texts.Chosen, wanted: dict[Kind, int], seed: int, annex: bool) -> None:
    try:
        clean: Clean = texts.read(chosen)
        with st.spinner("正在埋错并逐处核对……"):
            made = work.begin(own(), clean, wanted, seed, annex)
    except InputError as error:
        plain.note("bad", str(error))
        return
    st.query_params["exercise"] = made.name
    st.rerun()

"""Above the form: whose brief it is, that it is kept, and what to do when another tab has changed it too."""

import streamlit as st

from base.errors import InputError
from drafting.briefs import BriefForm, as_brief
from drafting.briefs.faults import Said
from drafting.briefs.fields import label
from drafting.briefs.package import packed
from pages.shared import plain
from pages.write.state import Held, adopt, leave, part


def head(held: Held, faults: Said) -> None:
    """One line, and below it what stands in the way of saving."""
    back, title, download = st.columns([1, 5, 1], vertical_alignment="center")
    if back.button("← 返回", key="back", width="stretch"):
        leave()
        st.query_params.clear()
        st.rerun()
    with title:
        plain.heading(f"{held.form.frame.name}任务书", _state(held))
    name = f"{held.form.title.strip() or held.form.frame.name}-任务书.zip"
    download.download_button(
        "下载任务书",
        _file(held, faults),
        name,
        "application/zip",
        key="download",
        width="stretch",
        on_click="ignore",
        disabled=bool(faults),
    )
    with st.container():  # always there: what comes and goes in it moves nothing below
        if held.theirs:
            _choose(held)
        elif held.error:
            plain.note("bad", f"{held.error}这里填的内容还在页面上，请不要关闭。")


def _state(held: Held) -> str:
    if held.theirs or held.error:
        return "最近的改动还没有存上"
    return f"已自动保存 {held.saved.at:%H:%M}，刷新、关闭都不会丢" if held.saved.version > 1 else "边填边自动保存"


def _file(held: Held, faults: Said) -> bytes:
    return b"" if faults else packed(as_brief(held.form))


def _choose(held: Held) -> None:
    """Two tabs have changed one brief: nothing is overwritten, a person chooses."""
    theirs = held.theirs
    assert theirs is not None
    other = "、".join(_differing(held.form, theirs.form)) or "没有不同"
    plain.note(
        "bad", f"这份任务书在另一个页面也改了（{theirs.at:%H:%M}），两边不同的是：{other}。这里的改动还没有存，那边的也没有被覆盖，请选择："
    )
    mine, other_tab = st.columns(2)
    if mine.button("把这里的另存为一份", key="part", width="stretch", type="primary"):
        try:
            st.query_params.from_dict({"brief": part(held)})
        except InputError as error:
            plain.note("bad", str(error))
            return
        st.rerun()
    if other_tab.button("放弃这里的改动，用那边的", key="adopt", width="stretch"):
        adopt(theirs, held)
        st.rerun()


def _differing(mine: BriefForm, theirs: BriefForm) -> list[str]:
    names = [name for name in BriefForm.model_fields if getattr(mine, name) != getattr(theirs, name)]
    return list(dict.fromkeys(label("length" if name in ("shortest", "longest") else name) for name in names))

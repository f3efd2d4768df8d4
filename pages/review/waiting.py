"""A review that has no findings yet: it works, it was broken off, or the document could not be read."""

import time

import streamlit as st

from evals.review import folder
from evals.review.folder import ReviewFolder
from pages.background import told
from pages.review import work
from pages.shared import plain
from pages.shared.fragment import fragment
from pages.shared.place import home, own


def show(review: ReviewFolder) -> None:
    """What there is to say of it, and what to do next."""
    back()
    plain.heading(review.given.title)
    if work.state(review) == "working":
        _watch(review.name)
        return
    error = told.read(review.path).error
    plain.note("bad" if error else "warn", error or "这次审稿没有做完就停下了（程序可能关过），点“再审一次”。")
    if st.button("再审一次", key="again", type="primary"):
        work.again(home(), review)
        st.rerun()


def back() -> None:
    """The way to the form."""
    if st.button("← 另审一份", key="back"):
        st.query_params.clear()
        st.rerun()


@fragment(run_every=0.3)
def _watch(name: str) -> None:
    """Looks again and again; the whole page is drawn anew when the findings are there."""
    review = folder.find(own(), name)
    if review is None or work.state(review) != "working":
        st.rerun()
    else:
        now = told.read(review.path)
        seconds = int(time.time() - now.since) if now.since else 0
        step = now.step or "准备"
        plain.note("info", f"正在审核：{step}，已用 {seconds} 秒。可以关掉这个页面，回来在“审过的文稿”里打开。")

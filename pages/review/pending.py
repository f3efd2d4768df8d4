"""What is worked out after the findings, and is waited for only where it is asked for."""

import streamlit as st

from evals.review import folder
from evals.review.folder import ReviewFolder
from evals.review.result import Extras
from pages.background import threads, told
from pages.review import work
from pages.shared import plain
from pages.shared.fragment import fragment
from pages.shared.place import home, own


def extras(review: ReviewFolder) -> Extras | None:
    """What there is; None, and the page says why, while there is nothing."""
    threads.wait(review.path, 0.3)
    found = review.extras()
    if found is None:
        _watch(review.name)
    return found


@fragment(run_every=0.7)
def _watch(name: str) -> None:
    review = folder.find(own(), name)
    if review is None or review.extras() is not None:
        st.rerun()
    elif threads.alive(review.path):
        plain.note("info", "正在核对每个数字、找整句的空话，稍等一下就好。")
    else:
        plain.note("bad", told.read(review.path).error or "这一步没有做完就停下了（程序可能关过），点“再审一次”。")
        if st.button("再审一次", key="extras-again"):
            work.again(home(), review)
            st.rerun()

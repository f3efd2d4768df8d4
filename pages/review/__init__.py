"""审稿: a document and what the five gates say of it, decided on one by one."""

import streamlit as st

from base.errors import InputError
from evals.review import folder
from pages.review import form, look, waiting, work
from pages.shared import plain
from pages.shared.place import own


def page() -> None:
    """The review named in the address, else the form for a new one."""
    look.apply()
    name = st.query_params.get("doc", "")
    review = folder.find(own(), name) if name else None
    if review is None:
        if name:
            plain.note("warn", f"没有找到编号为“{name}”的审稿，可能已被删除；下面可以另审一份。")
        form.show()
        return
    try:
        if work.state(review) == "done":
            from pages.review import shown  # the checks and what shows their findings: not for the form

            shown.show(review)
        else:
            waiting.show(review)
    except InputError as error:  # below the way back to the form, which comes first
        plain.note("bad", str(error))

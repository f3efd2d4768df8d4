"""Parts of a page that are drawn again by themselves: only for who is still admitted, because then nobody asks who this is."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from pages.shared.person import still_in

P = ParamSpec("P")


def fragment(run_every: float | None = None) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """As `st.fragment`; where the sign-in is not valid any more the whole page is drawn, which says so."""

    def decorate(draw: Callable[P, None]) -> Callable[P, None]:
        @wraps(draw)
        def drawn(*args: P.args, **named: P.kwargs) -> None:
            if not still_in():
                st.rerun()
            draw(*args, **named)

        return st.fragment(drawn, run_every=run_every)

    return decorate

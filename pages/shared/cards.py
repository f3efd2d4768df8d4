"""Small pieces of text that stand in lists: a passage of the library with where it comes from."""

from html import escape

import streamlit as st


def source(label: str, text: str) -> None:
    """A passage, and above it the document it stands in."""
    st.html(f'<div class="bz-source"><b>{escape(label)}</b><p>{escape(text)}</p></div>')

"""What only the outline and the draft look like."""

import streamlit as st

_CSS = """
.st-key-outline-sections [data-testid="stColumn"] button {padding: .12rem .35rem; min-height: 0;}
.st-key-outline-sections [class*="st-key-section-"] button {justify-content: flex-start; text-align: left; padding: .12rem .5rem;}
.st-key-outline-sections [class*="st-key-section-"] button > div {justify-content: flex-start;}
.st-key-outline-sections [data-testid="stCaptionContainer"] {margin: -.5rem 0 0 .5rem;}
.st-key-outline-sections [data-testid="stCaptionContainer"] p {color: var(--bz-quiet); margin: 0;}
.st-key-outline-sections, .st-key-outline-sections [data-testid="stVerticalBlock"] {gap: .3rem;}
.st-key-outline-sections [data-testid="stHorizontalBlock"] {gap: .3rem; flex-wrap: nowrap;}
.st-key-outline-choice [data-testid="stCaptionContainer"] *, .st-key-outline-sections [data-testid="stCaptionContainer"] * {
  color: var(--bz-quiet); opacity: 1;
}
.st-key-todo-list [data-testid="stVerticalBlock"] {gap: .1rem;}
.st-key-todo-list button > div {justify-content: flex-start;}
.st-key-todo-list button p {text-align: left; white-space: nowrap; overflow: hidden; text-overflow: ellipsis;}
.st-key-todo-list button {width: 100%; justify-content: flex-start;}
"""


def apply() -> None:
    """Put the style sheet into the page."""
    st.html(f"<style>{_CSS}</style>")

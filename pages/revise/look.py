"""What only this page looks like."""

import streamlit as st

_CSS = """
.bz-sides {table-layout: fixed; border-collapse: collapse; width: 100%; line-height: 1.7;}
.bz-sides th {position: sticky; top: 0; background: var(--bz-head); text-align: left; font-size: .9rem;}
.bz-sides th, .bz-sides td {border: 1px solid var(--bz-line); padding: .25rem .6rem; vertical-align: top; overflow-wrap: anywhere;}
.bz-sides td {white-space: pre-wrap;}
.bz-sides .kinds {width: 5.5em; font-size: .84rem; color: var(--bz-quiet);}
.bz-sides .none {background: var(--bz-head);}
.bz-was, .bz-sides del {background: var(--bz-bad-mark); text-decoration: line-through; color: inherit;}
.bz-now-is, .bz-sides ins {background: var(--bz-good-mark); text-decoration: underline; color: inherit;}
.bz-sides del::before {content: "〔－";} .bz-sides ins::before {content: "〔＋";}
.bz-sides del::after, .bz-sides ins::after {content: "〕";}
.bz-sides :is(del, ins)::before, .bz-sides :is(del, ins)::after {display: inline-block; text-decoration: none;}
.bz-sides .move {border-bottom: 2px dotted var(--bz-accent);}
.bz-change {line-height: 1.55; overflow-wrap: anywhere;}
.bz-change small {color: var(--bz-quiet); font-size: .84rem; margin-right: .8em;}
.bz-change b {font-weight: 600; margin-right: .6em;}
"""


def apply() -> None:
    """Put the style sheet into the page."""
    st.html(f"<style>{_CSS}</style>")

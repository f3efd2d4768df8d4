"""The looks of the pages. Only words of our own stand here: this is the one place that writes CSS.

Some of Streamlit's own English cannot be set through its API (the uploader's button and limit, hints under inputs, the tag that says a
script is running); it is replaced or hidden here, and the rest in `chinese`.
"""

import streamlit as st
from streamlit import config

SERIF = 'FangSong, "仿宋", STFangsong, "Noto Serif CJK SC", "Source Han Serif SC", serif'

# Streamlit follows the system's choice of light or dark, and so do these; nothing else names a colour
_COLOURS = """
:root {
  --bz-accent: #1f5f8b; --bz-quiet: #5f6368; --bz-line: #d9dde1; --bz-head: #f0f2f4; --bz-paper: #fff; --bz-number: #8a1f14;
  --bz-info: #eef4f9; --bz-good: #edf6ee; --bz-warn: #fdf5e2; --bz-bad: #fbecea;
  --bz-good-edge: #3c7d45; --bz-warn-edge: #c08a1e; --bz-bad-edge: #b03a2e;
  --bz-info-mark: #dfeaf3; --bz-good-mark: #dff0e1; --bz-warn-mark: #fbe9b7; --bz-bad-mark: #f6cdc8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bz-accent: #7db8e0; --bz-quiet: #a8adb3; --bz-line: #43484d; --bz-head: #2a2d30; --bz-paper: #1f2123; --bz-number: #f0a79d;
    --bz-info: #1c2b38; --bz-good: #1d2f21; --bz-warn: #362c14; --bz-bad: #3a211e;
    --bz-good-edge: #6fb57a; --bz-warn-edge: #d3a443; --bz-bad-edge: #e07a6d;
    --bz-info-mark: #24435c; --bz-good-mark: #24482b; --bz-warn-mark: #5a4716; --bz-bad-mark: #6b2b24;
  }
}
"""
_CSS = """
.stMainBlockContainer {padding: 4.4rem 1.6rem 1.5rem; max-width: 1500px;}
[data-testid="stVerticalBlock"] {gap: .55rem;}
[data-testid="stStatusWidget"], [data-testid="InputInstructions"], [data-testid="stElementToolbar"] {display: none;}
[data-testid="stFileUploaderDropzone"] {padding: .35rem .6rem; min-height: 0;}
[data-testid="stFileUploaderDropzone"] button p {font-size: 0;}
[data-testid="stFileUploaderDropzone"] button p::after {content: "选择文件"; font-size: .9rem;}
[data-testid="stFileUploaderDropzoneInstructions"] * {font-size: 0;}
[data-testid="stTooltipErrorContent"], [data-testid="stTooltipErrorContent"] * {font-size: 0;}
[data-testid="stTooltipErrorContent"]::after {content: "这个文件太大，或不是可用的类型，没有收下，请另选。"; font-size: .9rem;}
[data-testid="stFileUploaderDropzoneInstructions"]::after {
  content: "或拖到这里，每个不超过 LIMIT MB"; font-size: .82rem; color: var(--bz-quiet);
}
[data-testid="stCaptionContainer"] {color: var(--bz-quiet); opacity: 1;}
[data-testid="stCaptionContainer"] p {color: inherit;}
.stButton button[kind="tertiary"] {min-height: 0; padding: .1rem 0; color: var(--bz-accent); text-align: left;}
.bz-heading {font-weight: 700; font-size: 1.08rem; border-left: 4px solid var(--bz-accent); padding-left: .5rem;}
.bz-heading span {font-weight: 400; font-size: .88rem; color: var(--bz-quiet); margin-left: .8rem;}
.bz-remark {font-size: .88rem; color: var(--bz-quiet);}
.st-key-bz-person {position: fixed; top: .65rem; right: 1.2rem; z-index: 999999; width: auto; gap: .8rem;}
.bz-note {padding: .45rem .7rem; border-radius: 4px; border-left: 4px solid; line-height: 1.55; overflow-wrap: anywhere;}
.bz-note.bz-info {background: var(--bz-info); border-color: var(--bz-accent);}
.bz-note.bz-good {background: var(--bz-good); border-color: var(--bz-good-edge);}
.bz-note.bz-warn {background: var(--bz-warn); border-color: var(--bz-warn-edge);}
.bz-note.bz-bad {background: var(--bz-bad); border-color: var(--bz-bad-edge);}
.bz-scroll {overflow: auto;}
.bz-table {border-collapse: collapse; width: 100%; font-size: .9rem; line-height: 1.5;}
.bz-table th {position: sticky; top: 0; background: var(--bz-head); text-align: left; font-weight: 600; white-space: nowrap;}
.bz-table th, .bz-table td {border: 1px solid var(--bz-line); padding: .22rem .5rem; vertical-align: top; overflow-wrap: anywhere;}
.bz-table td.bz-tight {white-space: nowrap; overflow-wrap: normal;}
.bz-pairs {display: grid; grid-template-columns: 5.2em 1fr; gap: .15rem .7rem; margin: 0; padding: 0 !important; line-height: 1.6;}
.bz-pairs dt {color: var(--bz-quiet); font-weight: 400;}
.bz-pairs dd {margin: 0; overflow-wrap: anywhere;}
.bz-pairs ol {margin: 0; padding-left: 1.3em;}
.bz-pairs li {font-size: inherit; margin: 0;}
.bz-sheet {border: 1px solid var(--bz-line); background: var(--bz-paper); padding: .9rem 1.6rem;}
.bz-sheet {font-family: SERIF; font-size: 1.06rem; line-height: 1.8;}
.bz-sheet p {margin: 0; text-indent: 2em; white-space: pre-wrap; overflow-wrap: anywhere; min-height: 1.8em;}
.bz-sheet p.bz-title {text-indent: 0; text-align: center; font-weight: 700; font-size: 1.25rem;}
.bz-sheet mark {color: inherit; padding: 0 1px; border-radius: 2px;}
.bz-sheet mark[data-n]::after {content: attr(data-n); font: .68rem sans-serif; color: var(--bz-number);}
.bz-sheet mark[data-n]::after {vertical-align: super; margin-left: 1px;}
.bz-source {border-left: 3px solid var(--bz-line); padding-left: .6rem; line-height: 1.55; font-size: .92rem; overflow-wrap: anywhere;}
.bz-source p {margin: 0;}
[data-testid="stDateInput"] [data-placeholder] {font-size: 0;}
[data-testid="stDateInput"] [data-placeholder]::after {font-size: .93rem; content: "日";}
[data-testid="stDateInput"] [data-placeholder][data-type="year"]::after {content: "年";}
[data-testid="stDateInput"] [data-placeholder][data-type="month"]::after {content: "月";}
@media (min-width: 800px) {
  [data-testid="stColumn"]:has(.st-key-write-aside) {
    position: sticky; top: 4.2rem; align-self: flex-start; max-height: calc(100vh - 5rem); overflow: auto;
  }
}
.bz-bar {display: grid; grid-template-columns: 7em 1fr 11em; gap: .7rem; align-items: center; font-size: .9rem; line-height: 1.9;}
.bz-bar b {font-weight: 400; overflow-wrap: anywhere; line-height: 1.3;}
.bz-bar div {position: relative; height: .85rem; background: var(--bz-head); border-radius: 2px;}
.bz-bar .bz-filled {position: absolute; top: 0; bottom: 0; background: var(--bz-accent); opacity: .55; border-radius: 2px;}
.bz-bar .bz-middle {position: absolute; top: -.2rem; bottom: -.2rem; width: 3px; background: var(--bz-number);}
.bz-paper {border: 1px solid var(--bz-line); background: #fff; color: #000; width: 100%; aspect-ratio: 210 / 297;}
.bz-paper {container-type: inline-size; position: relative; overflow: hidden;}
.bz-paper p {margin: 0; overflow: hidden; white-space: pre-wrap;}
[data-variant="segmented_control"][data-selected="true"] p {color: var(--bz-accent);}
mark.bz-info {background: var(--bz-info-mark);}
mark.bz-good {background: var(--bz-good-mark);}
mark.bz-warn {background: var(--bz-warn-mark);} mark.bz-bad {background: var(--bz-bad-mark);}
"""


def apply() -> None:
    """Put the style sheet into the page."""
    st.html(f"<style>{_COLOURS}{_CSS.replace('SERIF', SERIF).replace('LIMIT', str(config.get_option('server.maxUploadSize')))}</style>")

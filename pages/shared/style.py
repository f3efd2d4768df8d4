"""The looks of the pages. Only words of our own stand here: this is the one place that writes CSS.

Some of Streamlit's own English cannot be set through its API (the uploader's button and limit, hints under inputs, the tag that says a
script is running, the dialog after a lost connection, the only dialog there is); it is replaced or hidden here.
"""

import streamlit as st
from streamlit import config

SERIF = 'FangSong, "仿宋", STFangsong, "Noto Serif CJK SC", "Source Han Serif SC", serif'

_CSS = """
.stMainBlockContainer {padding: 4.4rem 1.6rem 1.5rem; max-width: 1500px;}
[data-testid="stVerticalBlock"] {gap: .55rem;}
[data-testid="stStatusWidget"], [data-testid="InputInstructions"], [data-testid="stElementToolbar"] {display: none;}
[data-testid="stSkipToContent"] {font-size: 0;}
[data-testid="stSkipToContent"]::after {content: "跳到正文"; font-size: .9rem;}
section[role="dialog"] h2, section[role="dialog"] div, section[role="dialog"] div * {font-size: 0;}
section[role="dialog"] h2::after {content: "连接断了"; font-size: 1.3rem;}
section[role="dialog"] > div::after {content: "笔杆子可能已经关闭，请重新启动，再刷新本页。写好的稿子都在。"; font-size: 1rem;}
[data-testid="stFileUploaderDropzone"] {padding: .35rem .6rem; min-height: 0;}
[data-testid="stFileUploaderDropzone"] button p {font-size: 0;}
[data-testid="stFileUploaderDropzone"] button p::after {content: "选择文件"; font-size: .9rem;}
[data-testid="stFileUploaderDropzoneInstructions"] * {font-size: 0;}
[data-testid="stTooltipErrorContent"], [data-testid="stTooltipErrorContent"] * {font-size: 0;}
[data-testid="stTooltipErrorContent"]::after {content: "这个文件太大，或不是可用的类型，没有收下，请另选。"; font-size: .9rem;}
[data-testid="stFileUploaderDropzoneInstructions"]::after {content: "或拖到这里，每个不超过 LIMIT MB"; font-size: .82rem; color: #666;}
.stButton button[kind="tertiary"] {min-height: 0; padding: .1rem 0; color: #1f5f8b; text-align: left;}
.bz-heading {font-weight: 700; font-size: 1.08rem; border-left: 4px solid #1f5f8b; padding-left: .5rem;}
.bz-heading span {font-weight: 400; font-size: .88rem; color: #666; margin-left: .8rem;}
.bz-note {padding: .45rem .7rem; border-radius: 4px; border-left: 4px solid; line-height: 1.55; overflow-wrap: anywhere;}
.bz-note.bz-info {background: #eef4f9; border-color: #1f5f8b;}
.bz-note.bz-good {background: #edf6ee; border-color: #3c7d45;}
.bz-note.bz-warn {background: #fdf5e2; border-color: #c08a1e;}
.bz-note.bz-bad {background: #fbecea; border-color: #b03a2e;}
.bz-scroll {overflow: auto;}
.bz-table {border-collapse: collapse; width: 100%; font-size: .9rem; line-height: 1.5;}
.bz-table th {position: sticky; top: 0; background: #f0f2f4; text-align: left; font-weight: 600; white-space: nowrap;}
.bz-table th, .bz-table td {border: 1px solid #d9dde1; padding: .22rem .5rem; vertical-align: top; overflow-wrap: anywhere;}
.bz-table td.bz-tight {white-space: nowrap; overflow-wrap: normal;}
.bz-pairs {display: grid; grid-template-columns: 5.2em 1fr; gap: .15rem .7rem; margin: 0; padding: 0 !important; line-height: 1.6;}
.bz-pairs dt {color: #666; font-weight: 400;}
.bz-pairs dd {margin: 0; overflow-wrap: anywhere;}
.bz-pairs ol {margin: 0; padding-left: 1.3em;}
.bz-pairs li {font-size: inherit; margin: 0;}
.bz-sheet {border: 1px solid #d9dde1; background: #fff; padding: .9rem 1.6rem; font-family: SERIF; font-size: 1.06rem; line-height: 1.8;}
.bz-sheet p {margin: 0; text-indent: 2em; white-space: pre-wrap; overflow-wrap: anywhere; min-height: 1.8em;}
.bz-sheet p.bz-title {text-indent: 0; text-align: center; font-weight: 700; font-size: 1.25rem;}
.bz-sheet mark {color: inherit; padding: 0 1px; border-radius: 2px;}
.bz-sheet mark[data-n]::after {content: attr(data-n); font: .68rem sans-serif; vertical-align: super; color: #8a1f14; margin-left: 1px;}
mark.bz-info {background: #dfeaf3;}
mark.bz-good {background: #dff0e1;}
mark.bz-warn {background: #fbe9b7;} mark.bz-bad {background: #f6cdc8;}
"""


def apply() -> None:
    """Put the style sheet into the page, and say that the page is in Chinese (browsers offer to translate, readers choose a voice)."""
    st.html('<script>document.documentElement.lang = "zh-CN"</script>', unsafe_allow_javascript=True)
    st.html(f"<style>{_CSS.replace('SERIF', SERIF).replace('LIMIT', str(config.get_option('server.maxUploadSize')))}</style>")

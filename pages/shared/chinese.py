"""Streamlit's own English, said in Chinese: button tips, names for screen readers, the two dialogs. There is no setting for them.

A script in the page replaces exactly these words where they stand alone on a button, in a tip, a dialog or a list; in texts it leaves
them as they are.
"""

import json

import streamlit as st

_WORDS = {
    "Page not found": "没有这一页",
    "The page that you have requested does not seem to exist. Running the app's main page.": "没有这个地址，已打开首页。",
    "Connection error": "连接断了",
    "Streamlit server is not responding. Are you connected to the internet?": (
        "笔杆子可能已经关闭，请重新启动，再刷新本页。写好的稿子都在。"
    ),
    "Close": "关闭",
    "Open": "展开",
    "Cancel": "取消",
    "Main menu": "菜单",
    "Logo": "笔杆子",
    "Navigate to home page": "回到首页",
    "file upload": "上传文件",
    "App pages": "各页",
    "Skip to main content": "跳到正文",
    "Show password": "显示口令",
    "Hide password": "隐藏口令",
    "Show password text": "显示口令",
    "Hide password text": "隐藏口令",
    "Upload": "选择文件",
    "Browse files": "选择文件",
    "Choose an option": "请选择",
    "Choose options": "请选择",
    "No results": "没有符合的",
    "No options to select": "没有可选的",
    "No options to select.": "没有可选的",
    "Select all": "全选",
    "Clear all": "全部清除",
    "Clear value": "清除",
    "Clear selection": "取消选择",
    "Choose date": "选择日期",
    "Choose date range": "选择起止日期",
    "Calendar": "日历",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.": "用方向键选日期，回车确定，Esc 关闭。",
    "Increment": "增加",
    "Decrement": "减少",
    "Fullscreen": "全屏",
    "Close fullscreen": "退出全屏",
    "Search": "查找",
    "Add row": "加一行",
    "Delete row(s)": "删去所选行",
    "Show/hide columns": "选择显示的列",
    "Download as CSV": "下载 CSV",
    "Download as PNG": "下载图片",
    "Show data": "看数据",
    "Show chart": "看图",
    "Copy": "复制",
    "Copy to clipboard": "复制",
    "Edit": "修改",
    "Next month": "下个月",
    "Previous month": "上个月",
    "Help": "说明",
    "Add files": "再选文件",
    "add icon": "添加",
    "upload icon": "上传",
    "Reset": "复原",
    "Failed to generate file for download": "没有取到文件，请再点一次。",
}

_STARTS = {"year, ": "年，", "month, ": "月，", "day, ": "日，", "Help for ": "说明：", "Remove ": "移去 "}  # the widget's label follows

# Rerunning the app puts the same script in again; one observer a page is enough
_SCRIPT = """
document.documentElement.lang = "zh-CN";
if (!window.biganziWords) {
  const words = window.biganziWords = WORDS;
  const places = 'button, [role="dialog"], [role="tooltip"], [role="listbox"], [role="menu"], [data-testid="stSkipToContent"],'
    + ' [data-testid="stDownloadButton"]';
  const starts = Object.entries(STARTS);
  const say = (text) => {
    if (Object.hasOwn(words, text.trim())) return words[text.trim()];
    const found = starts.find(([english]) => text.startsWith(english));
    return found ? found[1] + text.slice(found[0].length) : null;
  };
  const translate = (root) => {
    for (const e of [root, ...root.querySelectorAll("*")]) {
      for (const name of ["aria-label", "title", "placeholder", "alt"]) {
        const chinese = e.hasAttribute(name) && say(e.getAttribute(name));
        if (chinese) e.setAttribute(name, chinese);
      }
      for (const n of e.childNodes) {
        const chinese = n.nodeType === 3 && say(n.data);
        if (chinese && e.closest(places)) n.data = chinese;
      }
    }
  };
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const n of change.type === "childList" ? change.addedNodes : [change.target]) {
        const e = n.nodeType === 1 ? n : n.parentElement;
        if (e) translate(e);
      }
    }
  }).observe(document.documentElement, {
    childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["aria-label", "title", "placeholder", "alt"],
  });
  translate(document.body);
}
"""


def speak() -> None:
    """Put the script into the page, and say that the page is in Chinese (browsers offer to translate, readers choose a voice)."""
    script = _SCRIPT.replace("WORDS", json.dumps(_WORDS, ensure_ascii=False)).replace("STARTS", json.dumps(_STARTS, ensure_ascii=False))
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)

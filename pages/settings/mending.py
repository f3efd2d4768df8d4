"""A settings.toml that cannot be read: shown with its fault, to be mended here."""

import hashlib
from pathlib import Path

import streamlit as st

from drafting import settings_text
from pages.settings import saving
from pages.shared import plain
from pages.shared.place import home

_DONE = "设置已改好，现在起作用了。"


def needed() -> bool:
    """Is there a fault? Then it has been shown, with the text to mend."""
    before = settings_text.text_of(home())
    wrong = settings_text.fault(home(), before)
    if wrong:
        plain.note("bad", f"{wrong}\n改好以前，模型、登录等设置都不起作用。可以在下面直接改，旧的会另存一份。")
        _form(before)
    return bool(wrong)


def _form(before: str) -> None:
    shown, hidden = settings_text.covered(before)
    with st.form("settings-mending", border=False):
        key = f"settings-text-{hashlib.sha256(before.encode()).hexdigest()[:12]}"
        text = st.text_area("settings.toml 的内容", shown, height=380, key=key)
        if hidden:
            plain.remark("口令、密钥不显示，写作 ●1● 的样子，留着就是不改。")
        if not st.form_submit_button("检查并保存", type="primary", key="settings-mend"):
            return

    def mend() -> Path | None:
        return settings_text.replace(home(), settings_text.uncovered(text, hidden), before)

    saving.save(mend, _DONE)

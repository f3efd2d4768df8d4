"""Fonts by the name they go by: 仿宋_GB2312, 方正仿宋_GBK and FangSong are all 仿宋."""

import re

from drafting.docx.layouts import Layout

_HAN = re.compile("[\u3007\u3400-\u9fff]")


def has_han(text: str) -> bool:
    return bool(_HAN.search(text))


def font_key(name: str, look: Layout) -> str:
    """The key of the layout's fonts that `name` is one of; `name` itself for any other."""
    named = next((key for key in look.fonts if key in name), "")
    known = {known.lower(): key for key, font in look.fonts.items() for known in font.instead}  # the last of two wins: SimSun is 宋体
    return named or known.get(name.lower(), name)

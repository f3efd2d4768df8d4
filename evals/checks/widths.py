"""A text typed or pasted with half-width marks, read as if they were the wide ones."""

import re

_HAN = "\u3007\u3400-\u9fff"
_BESIDE = rf"(?<=[{_HAN}”’》）〕%％)])[,;:?!]|[,;:?!](?=[{_HAN}“‘《（])"
_NARROW = re.compile(_BESIDE)
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}


def widened(text: str) -> str:
    """`text` with the half-width marks beside Chinese made wide: of the same length, so offsets hold in both."""
    return _NARROW.sub(lambda mark: _WIDE[mark[0]], text)

"""What stands in brackets, letters and signs: a reader sees them, a listener does not."""

import re
from collections.abc import Iterator

from evals.checks.readability.view import HAN, View
from evals.finding import Finding

_BRACKETS = re.compile(rf"(?<=[{HAN}\d”》%])（(?P<inside>[^（）\n]{{4,80}})）")
_STAGE = re.compile(r"掌声|鼓掌|停顿|起立|默哀|笑声|脱稿|展开讲|略|齐声|全场|图|播放|\d{4}年|[一二三四五六七八九十]|汇报人|讲话人")
_LETTERS = re.compile(r"(?<![A-Za-z0-9./@&-])[A-Za-z][A-Za-z&-]{1,14}(?![A-Za-z0-9./@-])")
_KNOWN = "GDP AI APP App app WiFi WIFI Wi-Fi KTV VR AR LED CT IT PM PC DNA NBA CBA SUV VIP OK PK CEO PPT USB ETC GPS 5G"
_SIGNS = {
    "㎡": "平方米", "‰": "千分之", "℃": "摄氏度", "km²": "平方公里", "m²": "平方米", "m³": "立方米", "≥": "不低于", "≤": "不超过",
    "±": "上下",
    "km": "公里", "kg": "公斤", "mm": "毫米", "cm": "厘米", "MW": "兆瓦", "kV": "千伏", "kW": "千瓦", "＞": "大于", "＜": "小于",
}  # fmt: skip
_SIGN = re.compile(r"(?<=\d)(?:km²|m²|m³|km|kg|mm|cm|MW|kV|kW)(?![A-Za-z²³])|[㎡‰℃≥≤±]|[＞＜](?=\d)")


def findings(view: View) -> Iterator[Finding]:
    """Asides in brackets; letters, each word once; signs for what is said in words."""
    for match in _BRACKETS.finditer(view.text):
        if view.is_said(match.start()) and not _STAGE.search(match["inside"]):
            yield view.finding("aside-in-speech", *match.span())
    told = {*_KNOWN.split(), *_SIGNS}
    for match in _LETTERS.finditer(view.text):
        if match[0] not in told and view.is_said(match.start()):
            told.add(match[0])
            yield view.finding("letters-in-speech", *match.span())
    for match in _SIGN.finditer(view.text):
        if view.is_said(match.start()):
            yield view.finding("sign-in-speech", *match.span(), said=_SIGNS[match[0]])

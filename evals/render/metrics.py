"""What was measured of a text, in words."""

from collections.abc import Mapping
from typing import Any

_SHARES = (("padding_share", "空话占比"), ("copied_share", "与文库重合"))
_COUNTS = (("substance_chars", "实质内容", "字"), ("lead_in_chars", "进入正题前", "字"), ("suppressed", "已注明忽略", "处"))


def said_metrics(metrics: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Names and values of what a person wants to know: 字数, 宣读, 空话占比 …; only what was measured."""
    said = []
    if "zi" in metrics:
        said.append(("字数", f"{metrics['zi']}"))
    if minutes := metrics.get("minutes"):
        said.append(("宣读约", f"{minutes[0]:g}—{minutes[1]:g} 分钟"))
    said += [(name, f"{metrics[key]:.0%}") for key, name in _SHARES if isinstance(metrics.get(key), int | float)]
    said += [(name, f"{metrics[key]} {unit}") for key, name, unit in _COUNTS if metrics.get(key)]
    return said

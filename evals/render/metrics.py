"""What was measured of a text, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

_SHARES = (("padding_share", "空话占比"), ("copied_share", "与文库重合"))
_COUNTS = (("substance_chars", "实质内容", "字"), ("lead_in_chars", "进入正题前", "字"), ("suppressed", "已注明忽略", "处"))


def said_metrics(metrics: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Names and values of what a person wants to know: 字数, 宣读, 空话占比 …; only what was measured."""
    said = []
    if "zi" in metrics:
        said.append(("字数", f"{metrics['zi']}"))
    if minutes := metrics.get("minutes"):
        said.append(("宣读约", _lasting(*minutes)))
    said += [(name, f"{metrics[key]:.0%}") for key, name in _SHARES if isinstance(metrics.get(key), int | float)]
    if peers := metrics.get("padding_peers"):
        said.append(("空话与同类比", _beside(peers["genre"], peers["count"], **peers["padding_share"])))
    said += [(name, f"{metrics[key]} {unit}") for key, name, unit in _COUNTS if metrics.get(key)]
    return said


def _lasting(least: float, most: float) -> str:
    return f"{least / 60:.1f}—{most / 60:.1f} 小时" if least >= 90 else f"{least:g}—{most:g} 分钟"


def _beside(genre: str, count: int, quartiles: Sequence[float], below: float) -> str:
    return f"文库里 {count} 份{genre}的中位数 {quartiles[1]:.0%}，本稿多于其中 {below:.0%}"

"""The growth figures as a Markdown table and as a small SVG drawing."""

import math
from collections.abc import Sequence
from typing import Any

Figures = dict[str, Any]

_HEAD = "| 段落 | | 建索引（处理器秒） | 检索 p50 / p95（处理器毫秒） | 内存（MB） | 磁盘（MB） | 近邻召回 |"
_WIDTH, _HEIGHT, _MARGIN = 640, 300, 48
_LINES = (("ours_search", "笔杆子（字词加语义，含原文）", "#b02418"), ("chroma_search", "Chroma 默认设置（只比向量）", "#2458a6"),
          ("bm25s", "bm25s（只比字词）", "#3a7d34"))  # fmt: skip


def table(rows: Sequence[Figures]) -> str:
    """One line a size and contender."""
    lines = [_HEAD, "| --: | --- | --: | --: | --: | --: | --: |"]
    for row in rows:
        size = row["ours_index"]["passages"]
        ours = row["ours_index"] | row["ours_search"] | {"seconds": row["ours_index"]["seconds"], "disk": row["ours_index"]["disk"]}
        lines += [_line(f"{size:,}", "笔杆子", ours), _line("", "Chroma", row["chroma_index"] | row["chroma_search"])]
        lines.append(_line("", "bm25s", row["bm25s"]))
    return "\n".join(lines) + "\n"


def _line(size: str, name: str, figures: Figures) -> str:
    recall = f"{figures['recall']:.3f}" if "recall" in figures else "—"
    speed = f"{figures['p50'] * 1000:.1f} / {figures['p95'] * 1000:.1f}"
    return f"| {size} | {name} | {figures['seconds']:.1f} | {speed} | {figures['memory']:.0f} | {figures['disk']:.0f} | {recall} |"


def drawing(rows: Sequence[Figures]) -> str:
    """The 95th percentile of a search over the number of passages, both on logarithmic scales."""
    sizes = [row["ours_index"]["passages"] for row in rows]
    highest = max(row[name]["p95"] * 1000 for row in rows for name, _, _ in _LINES)
    across, up = _scale(min(sizes), max(sizes), _MARGIN, _WIDTH - 20), _scale(0.1, highest, _HEIGHT - _MARGIN, 60)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="12">']
    parts += [f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>']
    parts += [_text(across(size), _HEIGHT - _MARGIN + 18, f"{size:,}", "middle") for size in sizes]
    ticks = [10.0**power for power in range(-1, math.ceil(math.log10(highest)) + 1) if 10.0**power <= highest]
    parts += [_text(_MARGIN - 6, up(tick) + 4, f"{tick:g}", "end") + _grid(up(tick)) for tick in ticks]
    for number, (name, label, colour) in enumerate(_LINES):
        points = " ".join(f"{across(size):.1f},{up(row[name]['p95'] * 1000):.1f}" for size, row in zip(sizes, rows))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(_text(_MARGIN + number * 205, 22, f"■ {label}", "start", colour))
    parts.append(_text(_WIDTH / 2, _HEIGHT - 10, "段落数；纵轴：一次检索的处理器毫秒（95% 不超过）", "middle"))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _scale(low: float, high: float, start: float, end: float) -> Any:
    span = math.log(high / low) or 1.0
    return lambda value: start + (end - start) * math.log(max(value, low) / low) / span


def _grid(y: float) -> str:
    return f'<line x1="{_MARGIN}" x2="{_WIDTH - 20}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>'


def _text(x: float, y: float, said: str, anchor: str, colour: str = "#333") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{said}</text>'

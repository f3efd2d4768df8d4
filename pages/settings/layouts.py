"""The layouts a draft can be exported in, as they will look, and where each measure comes from."""

from html import escape

import streamlit as st

from drafting.docx.layouts import Layout, StyleName, layout, layout_names
from pages.shared import plain

_SAMPLE: tuple[tuple[StyleName, str], ...] = (
    ("title", "在全县安全生产工作会议上的讲话"),
    ("salutation", "同志们："),
    ("body", "今天会议的任务，是把汛期后反弹的隐患排查清楚，把责任落到每一家企业。"),
    ("heading1", "一、把夜间值守落到人头"),
    ("heading2", "（一）危化品企业"),
    ("body", "全县危化品企业十一家，每家夜间值守不少于两人，县应急局每周抽查一次，结果在县政府网站公布。"),
)
_FACE = {"小标宋": "SimSun, 'Noto Serif CJK SC', serif", "仿宋": "FangSong, STFangsong, 'Noto Serif CJK SC', serif"}
_FACE |= {"楷体": "KaiTi, STKaiti, 'AR PL UKai CN', serif", "黑体": "SimHei, 'Noto Sans CJK SC', sans-serif"}
_STYLES: tuple[tuple[str, StyleName], ...] = (("标题", "title"), ("一级标题", "heading1"), ("二级标题", "heading2"), ("正文", "body"))
_MM = 360 / 127  # points of 1/72 inch a millimetre


def show() -> None:
    """Every layout: a page of it, and its measures."""
    plain.remark("任务书里选版式。字体本机没有时，这里用相近的代替显示；Word 文件里写的是规定的字体名。")
    for column, name in zip(st.columns(len(layout_names()), gap="large"), layout_names()):
        with column:
            chosen = layout(name)
            plain.heading(chosen.name)
            paper, measures = st.columns([3, 2])
            with paper:
                st.html(_paper(chosen))
            with measures:
                plain.pairs(_measures(chosen))


def _measures(chosen: Layout) -> list[tuple[str, str]]:
    page = chosen.page
    said = [(words, f"{chosen.style(name).size}{chosen.font(chosen.style(name))}") for words, name in _STYLES]
    return [
        *said,
        ("行距", f"{chosen.style('body').line:g} 磅"),
        ("页边", f"上 {page.top:g}、下 {page.bottom:g}、左 {page.left:g}、右 {page.right:g} 毫米"),
        ("页码", "单页在右、双页在左" if chosen.page_number.place == "outside" else "居中"),
    ]


def _paper(chosen: Layout) -> str:
    """A page drawn to scale: all lengths are shares of the paper's width."""
    page = chosen.page
    box = f"left:{_share(page.left, chosen)};right:{_share(page.right, chosen)};top:{_share(page.top, chosen)}"
    lines = "".join(_line(chosen, name, text) for name, text in _SAMPLE)
    said = escape(f"{chosen.name}的样子")
    return f'<div class="bz-paper" role="img" aria-label="{said}"><div style="position:absolute;{box}">{lines}</div></div>'


def _line(chosen: Layout, name: StyleName, text: str) -> str:
    style = chosen.style(name)
    size, line = (_share(points / _MM, chosen) for points in (style.points, style.line))
    weight, align = "bold " if style.bold else "", style.align.replace("both", "justify")
    look = f"font:{weight}{size}/{line} {_FACE.get(style.font, 'serif')};text-align:{align};text-indent:{style.first_line:g}em"
    if name == "title":
        look += f";margin-bottom:{_share(chosen.after_header * chosen.page.pitch / _MM, chosen)}"
    return f'<p style="{escape(look)}">{escape(text)}</p>'


def _share(millimetres: float, chosen: Layout) -> str:
    return f"{100 * millimetres / chosen.page.width:.3f}cqw"

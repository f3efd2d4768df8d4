"""The notice as one page that fetches nothing: to be read on a screen or printed."""

from evals.bulletin.bulletin import Bulletin
from evals.bulletin.notice import Block, Heading, Table, Words, blocks
from evals.render.html.markup import Html, tag

_CSS = (
    "body{font:16px/1.8 FangSong,STFangsong,'Noto Serif CJK SC',serif;max-width:900px;margin:2em auto;padding:0 1em}"
    "h1{font-size:26px;text-align:center}h2{font:700 18px/1.8 SimHei,'Noto Sans CJK SC',sans-serif}p{text-indent:2em;margin:.3em 0}"
    "table{border-collapse:collapse;width:100%;font-size:14px;line-height:1.5;margin:.6em 0 1em}"
    "caption{font:700 15px/1.8 SimHei,'Noto Sans CJK SC',sans-serif;text-align:left}"
    "th,td{border:1px solid #777;padding:.2em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
    "th{background:#f0f2f4}.n{text-align:center;white-space:nowrap;font-variant-numeric:tabular-nums}"
    "tr{break-inside:avoid}@page{size:A4;margin:25mm 22mm}@media print{body{margin:0;max-width:none;padding:0}}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"  # nothing is ever fetched


def render(notice: Bulletin) -> str:
    """The whole page."""
    meta = (tag("meta", charset="utf-8"), tag("meta", http_equiv="Content-Security-Policy", content=_POLICY))
    head = tag("head", *meta, tag("title", notice.title), tag("style", Html(_CSS)))
    body = tag("body", tag("h1", notice.title), *map(_block, blocks(notice)))
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='zh-CN')}\n"


def _block(block: Block) -> Html:
    match block:
        case Heading(words):
            return tag("h2", words)
        case Words(words):
            return tag("p", words)
        case Table():
            return _table(block)


def _table(table: Table) -> Html:
    return tag(
        "table",
        tag("caption", table.name),
        _row(table, "th", table.headers),
        *(_row(table, "td", row) for row in table.rows),
    )


def _row(table: Table, cell: str, words: tuple[str, ...]) -> Html:
    return tag("tr", *(tag(cell, said, class_="n" if i in table.numbers else "") for i, said in enumerate(words)))

"""The notice for a terminal: tables in columns by cells."""

import unicodedata
from collections.abc import Iterator

from evals.bulletin.bulletin import Bulletin
from evals.bulletin.notice import Heading, Table, Words, blocks

_GAP = "  "


def render(notice: Bulletin) -> str:
    """The whole notice, lines joined by newlines."""
    return "\n".join([notice.title, *(line for block in blocks(notice) for line in _lines(block))])


def _lines(block: Heading | Words | Table) -> Iterator[str]:
    if isinstance(block, Table):
        yield from ("", block.name)
        yield from _entries(block) if block.long else _columns(block)
    else:
        yield from ("", block.words) if isinstance(block, Heading) else (block.words,)


def _columns(table: Table) -> Iterator[str]:
    rows = [table.headers, *table.rows]
    widths = [max(_width(row[i]) for row in rows) for i in range(len(table.headers))]
    for row in rows:
        cells = (_padded(cell, widths[i], right=i in table.numbers) for i, cell in enumerate(row))
        yield _GAP.join(cells).rstrip()


def _entries(table: Table) -> Iterator[str]:
    """Rows of long words, one below the other."""
    for number, kind, *rest in table.rows:
        yield f"{number}. {kind}　{rest[0]}"
        yield from (f"   {header}：{cell}" for header, cell in zip(table.headers[3:], rest[1:]))


def _padded(cell: str, width: int, *, right: bool) -> str:
    room = " " * (width - _width(cell))
    return room + cell if right else cell + room


def _width(text: str) -> int:
    """Cells that `text` takes: what is Chinese takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)

"""Tables inside a report: read as a ledger file would be, each value with its place in the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pydantic import ValidationError

from corpus.documents import Mend
from corpus.mends import apply, original_span
from corpus.zh import Span
from drafting.ledger.crossed import crossed_rows, find_crossed
from drafting.ledger.fact import Fact
from drafting.ledger.grid import Grid, Spot
from drafting.ledger.headers import find_header
from drafting.ledger.reading import settled
from drafting.ledger.table import Found, Raw, raw_rows

_RULE = re.compile(r"[\s|:—-]*-{2,}[\s|:—-]*")
_MODIFIERS = {"左右": "约", "以上": "超过", "以下": "不到"}
_MODIFIED = re.compile(rf"(?P<value>.+?)(?P<word>{'|'.join(_MODIFIERS)})")
_TARGET = re.compile("目标|计划|预期|任务")
_TITLE = 40  # characters of a line above a table that may be its title, or say its unit
_TITLES = 2


@dataclass(frozen=True)
class Embedded:
    """What a table says, and the stretch of the text it takes up."""

    span: Span
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class _Line:
    """A line of the running text and where it begins."""

    start: int
    text: str

    @property
    def is_row(self) -> bool:
        return " | " in self.text or self.text.lstrip().startswith("|")

    @property
    def cells(self) -> Iterator[Span]:
        """The cells without the space around them, in the running text."""
        at = self.start
        parts = self.text.split("|")
        outer = self.text.lstrip().startswith("|")
        for i, part in enumerate(parts):
            if not outer or 0 < i < len(parts) - 1:
                begin = at + len(part) - len(part.lstrip())
                yield Span(begin, max(begin, at + len(part.rstrip())))
            at += len(part) + 1


def tables(text: str, mends: Sequence[Mend], source: str) -> list[Embedded]:
    """The tables of `text` that can be read; `mends` are those that make a line of each row of a table."""
    running = apply(text, mends)
    lines = list(_lines(running))
    found = []
    for first, end in _blocks(lines):
        rows = [line for line in lines[first:end] if not _RULE.fullmatch(line.text)]
        above = [line.text.strip() for line in lines[max(0, first - _TITLES) : first] if 0 < len(line.text.strip()) <= _TITLE]
        span = original_span(mends, rows[0].start, rows[-1].start + len(rows[-1].text))
        facts = _facts(running, rows, above)
        moved = tuple(_placed(f, original_span(mends, *cell), running[line.start : line.end], source) for f, cell, line in facts)
        if moved:
            found.append(Embedded(span, moved))
    return found


def _facts(running: str, rows: list[_Line], above: list[str]) -> Iterator[tuple[Fact, Span, Span]]:
    """Each fact with its cell and its line in the running text."""
    cells = [list(line.cells) for line in rows]
    width = max(map(len, cells))
    texts = [[running[c.start : c.end].strip("* ") for c in row] + [""] * (width - len(row)) for row in cells]
    grid = Grid("", [[title] + [""] * (width - 1) for title in above] + texts)
    for raw in _read(grid).rows:
        row, column = _moved_up(raw.spot, len(above))
        try:
            fact = settled(_without_modifier(raw))
        except ValidationError:
            continue  # a cell of words: the report is no ledger, and the rest of its table is good
        yield fact, cells[row][column], Span(rows[row].start, rows[row].start + len(rows[row].text))


def _without_modifier(raw: Raw) -> Raw:
    """5.5%左右 is 约 5.5%."""
    match = _MODIFIED.fullmatch(str(raw.cells["value"]))
    cells = {"value": match["value"], "modifier": _MODIFIERS[match["word"]]} if match else {}
    return replace(raw, cells=raw.cells | cells)


def _read(grid: Grid) -> Found:
    if find_header(grid.rows):
        return raw_rows(grid)
    crossed = find_crossed(grid)
    return crossed_rows(grid, crossed) if crossed else Found([], [], [], [])


def _moved_up(spot: Spot, by: int) -> Spot:
    return spot[0] - by, spot[1]


def _placed(fact: Fact, cell: Span, line: str, source: str) -> Fact:
    note = fact.note or ("可能是要求或目标，不是实际数" if _TARGET.search(fact.period + fact.name) else "")
    own = {"start": cell.start, "end": cell.end, "quote": line.strip(), "source": fact.source or source, "note": note}
    return fact.model_copy(update=own)


def _lines(running: str) -> Iterator[_Line]:
    at = 0
    for line in running.split("\n"):
        yield _Line(at, line)
        at += len(line) + 1


def _blocks(lines: list[_Line]) -> Iterator[tuple[int, int]]:
    """Runs of two table rows or more, as half-open ranges of `lines`."""
    first = None
    for i, line in enumerate([*lines, _Line(0, "")]):
        if line.is_row and first is None:
            first = i
        elif not line.is_row and first is not None:
            if i - first > 1:
                yield first, i
            first = None

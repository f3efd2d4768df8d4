"""The totals of tables: 合计 is the sum of its column. Tables stand with | or tabs between the cells, or, out of a docx, a cell a line."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

from corpus.numerals import normal_width
from corpus.zh import Span, trimmed
from evals.checks.figure.slips import Slip, plain

_TOTAL = re.compile(r"(?:全[省市州县区旗镇乡村])?[合总共] ?计(?:[（(][^（）()]{1,6}[）)])?")
_NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|[0-9]{1,3}(?: [0-9]{3})+")
_NOTHING = re.compile(r"[-—–/／无]{0,2}")
_SUBTOTAL = re.compile(r"小计|其中|含|累计|[合总共] ?计|平均")  # rows that hold others, or hold none
_NO_SUM = re.compile(r"[率比均价占%％]|[排位名]次|排名|序号|编号|年份|增[长幅速]|标准|得分|指数|浓度|最|电话|余额")
_ROUNDED = re.compile(r"元|亩|公顷|吨|公里|千米|资金|投资|面积|金额|产[值量]")  # integers here may be rounded values
_RULE = re.compile(r"[\s|:\-—+]+")
_WIDEST, _TALLEST = 20, 200  # cells of a row and rows of a table
_FEWEST = 2  # rows that make a sum
_SHOWN = 6  # rows up to which a message writes the sum out
_LABELS = 2  # cells at the left in which a row's name may stand, after a number

Row = tuple[Span, ...]


def check(text: str) -> Iterator[Slip]:
    """A slip for each total that its column does not make."""
    if "计" not in text:
        return
    for table in (*_parted(text), *_of_lines(text)):
        yield from _totals(text, table)


def _parted(text: str) -> Iterator[list[Row]]:
    """Lines in a row with the same number of cells."""
    lines = [_cells(text, Span(*m.span())) for m in re.finditer(r"[^\n]+", text)]
    for width, rows in groupby(lines, key=len):
        if width > 1:
            yield [row for row in rows if not all(_RULE.fullmatch(cell.of(text)) for cell in row)]


def _cells(text: str, line: Span) -> Row:
    mark = "|" if "|" in line.of(text) else "\t"
    start, found = line.start, []
    for piece in line.of(text).split(mark):
        found.append(trimmed(text, start, start + len(piece)))
        start += len(piece) + 1
    outer = (mark == "|" and text[line.start] == "|", mark == "|" and line.of(text).rstrip().endswith("|"))
    return tuple(found[outer[0] : len(found) - outer[1]])


def _of_lines(text: str) -> Iterator[list[Row]]:
    """A docx table whose last row is 合计 and numbers: that tells how many cells a row has."""
    lines = [Span(*m.span()) for m in re.finditer(r"[^\n]+", text)]
    totals = [at for at, line in enumerate(lines) if _TOTAL.fullmatch(line.of(text).strip())]
    for before, at in pairwise((-1, *totals)):
        below = lines[at + 1 : at + 1 + _WIDEST]
        width = 1 + next((i for i, cell in enumerate(below) if _value(text, cell) is None), len(below))
        blocks = _blocks(text, lines[max(before + 1, at - width * _TALLEST) : at], width) if width > 1 else []
        if blocks:
            yield [*blocks, tuple(lines[at : at + width])]


def _blocks(text: str, above: Sequence[Span], width: int) -> list[Row]:
    """The rows at the end of `above`, each a name and its numbers, under a row of names; nothing where they are not so."""
    rows: list[Row] = []
    for start in range(len(above) - width, -1, -width):
        row = tuple(above[start : start + width])
        numbers = [_value(text, cell) is not None for cell in row]
        if numbers[0] or (any(numbers[1:]) and not all(numbers[1:])):
            return []
        rows.insert(0, row)
        if not any(numbers):
            return rows
    return []


def _totals(text: str, table: Sequence[Row]) -> Iterator[Slip]:
    head, *rows = table or ((),)
    totals: list[Row] = []
    parts: list[Row] = []
    for row in rows:
        (totals if _is_total(text, row) else parts).append(row)
    if len(totals) != 1 or len(parts) < _FEWEST or totals[0] not in (rows[0], rows[-1]):
        return
    if any(_SUBTOTAL.search(cell.of(text)) for row in parts for cell in row[:_LABELS]):
        return
    for column in range(1, len(head)):
        yield from _column(text, head[column].of(text), [row[column] for row in parts], totals[0][column])


def _is_total(text: str, row: Row) -> bool:
    return any(_TOTAL.fullmatch(cell.of(text)) for cell in row[:_LABELS])


def _column(text: str, name: str, cells: Sequence[Span], total: Span) -> Iterator[Slip]:
    values, said = [_value(text, cell) for cell in cells], _value(text, total)
    known = [value for value in values if value is not None]
    if not said or len(known) < len(values) or _NO_SUM.search(name):
        return
    summed = sum(known, Decimal(0))
    if abs(summed - said) > _slack(name, [*known, said]):
        shown = "＋".join(plain(value) for value in known) if len(known) <= _SHOWN else "各行相加"
        yield Slip("arithmetic-wrong", *total, {"sum": f"{shown}＝{plain(summed)}"})


def _slack(name: str, values: Sequence[Decimal]) -> Decimal:
    """What rounding of each value may make; things that are counted are not rounded."""
    decimals = max(max(0, -int(value.as_tuple().exponent)) for value in values)
    if not decimals and not _ROUNDED.search(name):
        return Decimal(0)
    return Decimal(len(values)) / 2 * Decimal(1).scaleb(-decimals)


def _value(text: str, cell: Span) -> Decimal | None:
    """The number of a cell; an empty one is 0, None is no number."""
    written = normal_width(cell.of(text)).strip()
    if _NOTHING.fullmatch(written):
        return Decimal(0)
    return Decimal(written.replace(",", "").replace(" ", "")) if _NUMBER.fullmatch(written) else None

"""What a reader makes of a file, and how tables become lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.documents import Mend
from corpus.mends import apply

TABLE = "表格成行"
BETWEEN_CELLS = " | "
_LONGEST_CELL = 200  # characters; a table with longer ones lays out text rather than figures
_FIGURE = re.compile(r"[-+－＋]?\d[\d,，.]*\s*[%％‰]?")
_MOST_LINES = 3  # paragraphs of a cell that still is one


@dataclass(frozen=True)
class Reading:
    """What stands in a file."""

    text: str  # the canonical text
    mends: tuple[Mend, ...] = ()  # what belongs to the format: rows of tables, lines and margins of pages
    meta: dict[str, str] = field(default_factory=dict)
    beside: str = ""  # headers, footers and text boxes, a paragraph a line
    notes: tuple["Note", ...] = ()  # what went wrong though the file could be read

    @property
    def running(self) -> str:
        """The text as a person reads it, with the mends of the format carried out."""
        return apply(self.text, self.mends)


@dataclass(frozen=True)
class Note:
    """A fault of a file that could be read all the same, in Chinese: what, and what to do; `lost`: that part could not be read."""

    what: str
    advice: str
    lost: bool = True

    def refusal(self, name: str) -> str:
        """The sentence for one who needs the whole text."""
        return f"{name} {self.what}，{self.advice}。"

    def remark(self, name: str) -> str:
        """The sentence for one who takes what there is."""
        done = "这部分没有收录，其余已收录" if self.lost else "已逐行识别并收录"
        return f"{name} {self.what}，{done}，{self.advice}。"


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its paragraphs; `columns` it spans; `above`: covered by the one above, whose text it repeats."""

    lines: tuple[str, ...]
    columns: int = 1
    above: bool = False


@dataclass(frozen=True)
class Table:
    """A table in the order it is read; `header` where the file says so."""

    rows: tuple[tuple[Cell, ...], ...]
    header: bool = False

    @property
    def lines(self) -> Iterator[str]:
        """Its paragraphs as the canonical text has them: covered cells are not in it."""
        return (line for row in self.rows for cell in row if not cell.above for line in cell.lines)


def composed(blocks: Iterable[str | Table]) -> tuple[str, tuple[Mend, ...]]:
    """The canonical text of paragraphs and tables, and the mends that make a line of each table row."""
    lines, mends = list[str](), list[Mend]()
    at = 0
    for block in blocks:
        own = [block] if isinstance(block, str) else list(block.lines)
        if isinstance(block, Table):
            mends += _row_mends(block, at)
        lines += own
        at += sum(len(line) + 1 for line in own)
    return "\n".join(lines), tuple(mends)


def _row_mends(table: Table, at: int) -> Iterator[Mend]:
    """The mends for `table`, whose text begins at `at`. Its cells stay lines where it lays out running text."""
    if max(map(len, table.rows), default=0) < 2 or any(_is_text(cell) for row in table.rows for cell in row):
        return
    rule = "\n" + BETWEEN_CELLS.join(["---"] * sum(cell.columns for cell in table.rows[0])) if _has_header(table) else ""
    for row in table.rows:
        if all(cell.above for cell in row):
            continue
        yield from _joints(row, at, rule)
        at += sum(len(line) + 1 for cell in row if not cell.above for line in cell.lines)
        rule = ""


def _joints(row: Sequence[Cell], at: int, rule: str) -> Iterator[Mend]:
    """The mends between the paragraphs of `row`, which begins at `at`; `rule` is what stands below it."""
    begin, joint = at, ""
    for i, cell in enumerate(row):
        joint += BETWEEN_CELLS if i else ""
        if cell.above:
            joint += _said(cell)
        for j, line in enumerate(() if cell.above else cell.lines):
            joint += " " if j else ""
            if at > begin:
                yield Mend(at - 1, at, "\n", joint, TABLE)
            elif joint:
                yield Mend(at, at, "", joint, TABLE)
            at, joint = at + len(line) + 1, ""
        joint += BETWEEN_CELLS * (cell.columns - 1)
    if joint + rule:
        yield Mend(at - 1, at - 1, "", joint + rule, TABLE)


def _said(cell: Cell) -> str:
    return " ".join(cell.lines)


def _is_text(cell: Cell) -> bool:
    return len(cell.lines) > _MOST_LINES or sum(map(len, cell.lines)) > _LONGEST_CELL


def _has_header(table: Table) -> bool:
    """Whether the first row names the columns: the file says so, or only the rows below it hold bare figures."""
    if len(table.rows) < 2:
        return False
    figures = [any(_FIGURE.fullmatch(_said(cell).strip()) for cell in row) for row in table.rows]
    return table.header or (not figures[0] and any(figures[1:]))

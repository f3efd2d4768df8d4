"""Help texts in columns as a terminal shows them: a Chinese character takes two cells, and a line may end after any of them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

import click

_MOST = 30  # cells of the first column; a longer term has a line of its own
_GAP = 2
_PIECES = re.compile(r"[\x21-\x7e]+[，。、；：！？）”》】]*|.[，。、；：！？）”》】]*", re.DOTALL)  # no line begins with a closing mark


def width(text: str) -> int:
    """Cells that `text` takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrap(text: str, cells: int) -> Iterator[str]:
    """`text` in lines of at most so many cells, where a single word does not take more."""
    line = ""
    for piece in _PIECES.findall(text):
        if line and width(line + piece) > cells:
            yield line.rstrip()
            line = ""
        line += piece.lstrip() if not line else piece
    if line:
        yield line.rstrip()


class Columns(click.HelpFormatter):
    """click's formatter, but for columns and lines by cells."""

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _MOST, col_spacing: int = _GAP) -> None:
        """Terms and what they mean, beside each other."""
        rows = list(rows)
        first = min(max((width(term) for term, _ in rows), default=0), col_max) + col_spacing
        for term, meaning in rows:
            lines = list(wrap(meaning, max(self.width - first - self.current_indent, 20)))
            fits = width(term) + col_spacing <= first
            head = term + " " * (first - width(term)) + (lines.pop(0) if lines else "") if fits else term
            for line in (head, *(" " * first + line for line in lines)):
                self.write(f"{'':>{self.current_indent}}{line.rstrip()}\n")

    def write_text(self, text: str) -> None:
        """A paragraph, indented."""
        for line in wrap(text, max(self.width - self.current_indent, 20)):
            self.write(f"{'':>{self.current_indent}}{line}\n")


class Context(click.Context):
    """A context whose help is written in such columns."""

    formatter_class = Columns

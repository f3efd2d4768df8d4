"""Parts that added up to their whole and no longer do, once one of them has a new value."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from corpus.figures import Figure
from evals.checks.figure.division import parts_of
from evals.checks.figure.place import Place, places
from evals.checks.figure.slips import as_written
from evals.checks.figure.sums import sentences

New = Mapping[int, Decimal]  # offset of a figure → its new value


def unbalanced(text: str, new: New) -> Iterator[tuple[int, int, str]]:
    """Start, end and one Chinese sentence for each list of parts whose sum was its whole and is not any more."""
    for run in sentences(text, places(text)):
        for i in range(1, len(run)):
            whole, parts = run[i - 1], parts_of(text, run, i)
            if len(parts) > 1 and _sum(parts, {}) == whole.read.figure.low and _sum(parts, new) != _now(whole.read.figure, new):
                yield parts[0].read.start, parts[-1].read.end, _said(whole.read.figure, parts, new)


def _said(whole: Figure, parts: list[Place], new: New) -> str:
    terms = "＋".join(as_written(_now(p.read.figure, new), p.read.figure) for p in parts)
    total, due = as_written(_sum(parts, new), whole), as_written(_now(whole, new), whole)
    return f"分项{terms}＝{total}，与“{whole.text}”改后的{due}不等，请核对各分项。"


def _sum(parts: list[Place], new: New) -> Decimal:
    return sum((_now(p.read.figure, new) for p in parts), Decimal(0))


def _now(figure: Figure, new: New) -> Decimal:
    return new.get(figure.start, figure.low)

"""Headings of one row of which one is built otherwise than all the others."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from corpus.zh import Span, heading_text, paragraphs
from evals.checks.numbering.markers import Marker
from evals.checks.numbering.slips import Slip

_FEWEST = 4  # headings that show a form
_FEWEST_LINKED = 3  # that show it by the 的 before the word they all end in
_LONGEST_LINKED = 20  # characters of such a heading
_LONGEST = 40  # characters of a heading
_Form = Callable[[str], str]
_FORMS: tuple[_Form, ...] = (lambda head: head[:2], lambda head: head[-2:])  # 坚持…, …工程


def slips(text: str, markers: Sequence[Marker]) -> Iterator[Slip]:
    """The one heading of a row that does not begin, or end, with the word of all the others."""
    lines = {line.start: line for line in paragraphs(text)}
    for row in _rows([m for m in markers if m.start in lines]):
        heads = [_head(text, lines[m.start]) for m in row]
        if len(row) < _FEWEST_LINKED or not all(heads):
            continue
        yield from _unlinked(row, heads)
        if len(row) < _FEWEST:
            continue
        for form in _FORMS:
            yield from _odd_one(row, heads, form)


def _odd_one(row: Sequence[Marker], heads: Sequence[str], form: _Form) -> Iterator[Slip]:
    shown = [form(head) for head in heads]
    common = max(shown, key=shown.count)
    odd = [i for i, one in enumerate(shown) if one != common]
    if len(odd) == 1:
        yield Slip("heading-out-of-form", row[odd[0]].start, row[odd[0]].end, {"common": common, "head": heads[odd[0]]})


def _unlinked(row: Sequence[Marker], heads: Sequence[str]) -> Iterator[Slip]:
    """The one that lacks the 的 of all the others: 解决……的问题, 解决工作不规范问题."""
    ends = {head[-2:] for head in heads}
    odd = [i for i, head in enumerate(heads) if head[-3] != "的"]
    if len(ends) == 1 and len(odd) == 1 and max(map(len, heads)) <= _LONGEST_LINKED:
        at = odd[0]
        values = {"common": f"的{heads[at][-2:]}", "head": heads[at]}
        yield Slip("heading-out-of-form", row[at].start, row[at].end, values, severity="warning")


def _rows(markers: Sequence[Marker]) -> Iterator[list[Marker]]:
    """Markers of one style one after the other, without what stands between them."""
    for style in dict.fromkeys(m.style for m in markers if m.style != "条"):
        own = [m for m in markers if m.style == style]
        row = own[:1]
        for one, two in pairwise(own):
            if two.n != one.n + 1:
                yield row
                row = []
            row.append(two)
        yield row


def _head(text: str, line: Span) -> str:
    """The heading of a line: its words up to the first full stop; '' when they are no heading."""
    head = heading_text(line.of(text)[: _LONGEST + 10]).split("。")[0]
    return head if 4 <= len(head) <= _LONGEST and "；" not in head else ""

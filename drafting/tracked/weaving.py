"""The document of the old version with all that makes it the new one as tracked changes."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from corpus.zh import heading_level
from drafting.compare import Comparison
from drafting.compare.model import Run
from drafting.tracked import copies, looks
from drafting.tracked.gaps import Gap, Items, Mark, Token, Words, gaps
from drafting.tracked.moving import Moves
from drafting.tracked.pairing import Pairing, RowsChanged, Stretch
from drafting.tracked.pen import Pen
from drafting.tracked.shape import Block, Side, Table
from drafting.tracked.spots import BetweenBlocks, InLine, Spot, before_element, start_of
from drafting.tracked.tokens import Kept, kept_tokens
from drafting.tracked.xml import child, made


class Weaver:
    """Weaves `new` into the document of `old`. With `formats` the look of what is kept is tracked, and what is put in keeps its own;
    without, it looks like its neighbours."""

    def __init__(self, old: Side, new: Side, comparison: Comparison, pen: Pen, *, formats: bool) -> None:
        self._old, self._new, self._pen, self._formats = old, new, pen, formats
        self._moves = Moves(comparison)
        kept = self._moves.stayed(comparison.runs)
        pairing = Pairing(old, new, kept)
        body = next(iter(old.document.iter("{*}body")))
        pairing.pair(old.blocks, new.blocks, body)
        self._rows, self._stretches = pairing.rows, pairing.stretches
        self._kept = kept_tokens(old, new, kept, pairing.stretches)
        self._moves.only_between(old, new, pairing.stretches, kept)

    def weave(self) -> None:
        """Everything is found before anything is changed: what was found is cut out already, and stays what it is."""
        found = [list(self._gaps(*pair)) for pair in zip(self._stretches, self._kept)]
        changed = [pair for kept in self._kept for k in kept if not k.is_mark for pair in self._new_looks(k.run)] if self._formats else []
        for stretch, between in zip(self._stretches, found):
            for gap in between:
                self._change(gap, stretch)
        for run, like in changed:
            looks.change_run(run, like, self._pen.element)
        for kept in (k.run for tokens in self._kept for k in tokens if k.is_mark):
            self._change_paragraph(kept)
        for rows in self._rows:
            self._change_rows(rows)
        self._moves.mark_ranges(self._pen)

    def _gaps(self, stretch: Stretch, kept: Sequence[Kept]) -> Iterator[Gap]:
        for gap in gaps(Items(self._old, stretch.old, self._moves.gone), Items(self._new, stretch.new, self._moves.come), kept):
            self._old.runs.cut(gap.old_end)
            yield gap

    def _change(self, gap: Gap, stretch: Stretch) -> None:
        tables = [t for t in gap.come if isinstance(t, Table)]
        leading = next((i for i, t in enumerate(gap.come) if not isinstance(t, Table)), len(gap.come)) if tables else 0
        if leading:  # they follow the mark before the gap; what is taken out may begin within a paragraph
            self._put_in(self._block_spot(gap.old, stretch), gap.come[:leading], gap)
        if gap.come[leading:]:
            spot = self._block_spot(gap.old_end, stretch) if gap.after_all else self._spot(gap.old_end)
            self._put_in(spot, gap.come[leading:], gap)
        for token in gap.gone:
            self._take_out(token)
        self._take_out_beside(gap)

    def _spot(self, offset: int) -> InLine:
        """The place before what stands at `offset`, or before the mark there."""
        line = self._old.runs.line_at(offset)
        if offset == line.start:
            return start_of(line.paragraphs[0])
        if offset == line.end:
            return InLine(line.paragraphs[-1])
        return before_element(self._element(offset))

    def _element(self, offset: int) -> Any:
        """The run or formula that gives the character at `offset`."""
        atom = next((a for a in self._old.atoms if a.start <= offset < a.end), None)
        piece = self._old.piece(offset)
        assert piece is not None  # `offset` is no mark
        return atom.element if atom else piece.run

    def _block_spot(self, offset: int, stretch: Stretch) -> BetweenBlocks:
        """The place between blocks at `offset`, where a paragraph or table begins or the stretch ends."""
        blocks = (self._block_start(block) for block in stretch.old)
        return BetweenBlocks(stretch.container, next((e for start, e in blocks if start >= offset), stretch.before))

    def _block_start(self, block: Block) -> tuple[int, Any]:
        if isinstance(block, Table):
            return self._old.span(block).start, block.element
        line = self._old.runs.lines[block]
        return line.start, line.paragraphs[0]

    # Changing

    def _take_out(self, token: Token) -> None:
        if isinstance(token, Table):
            for row in token.rows:
                copies.mark_row(row.element, "del", self._pen)
            return
        kind = "moveFrom" if token.block else "del"
        if isinstance(token, Words):
            self._moves.left(token.block, copies.wrap(list(token.elements), kind, self._pen))
        else:
            paragraph = self._old.runs.lines[token.line].paragraphs[-1]
            looks.marked_paragraph(paragraph, self._pen.element(paragraph, kind))
            self._moves.left(token.block, [paragraph])

    def _take_out_beside(self, gap: Gap) -> None:
        """What else stands in paragraphs that are taken out whole (pictures, notes, fields) goes with them."""
        for token in gap.gone:
            if isinstance(token, Mark) and gap.old <= self._old.runs.lines[token.line].start:
                for paragraph in self._old.runs.lines[token.line].paragraphs:
                    copies.wrap(copies.whole_fields(copies.rest_of(paragraph)), "del", self._pen)

    def _put_in(self, spot: Spot, tokens: Sequence[Token], gap: Gap) -> None:
        for token in tokens:
            if isinstance(token, Table):
                spot.put_block(copies.inserted_table(token.element, self._pen))
                continue
            kind = "moveTo" if token.block else "ins"
            if isinstance(token, Words):
                self._moves.arrived(token.block, [self._put_words(spot, token, kind, gap)])
            else:
                paragraph = self._new_paragraph(token.line, gap)
                looks.marked_paragraph(paragraph, self._pen.element(paragraph, kind))
                spot.end_paragraph(paragraph)
                self._moves.arrived(token.block, [paragraph])

    def _put_words(self, spot: Spot, words: Words, kind: str, gap: Gap) -> Any:
        wrapper = self._pen.element(self._old.document, kind)
        like = None if self._formats else self._neighbour(gap)
        for element in words.elements:
            is_run = element.tag == self._new.runs.tag("r")
            wrapper.append(copies.copied_run(element) if self._formats or not is_run else copies.run_like(element, like))
        spot.put(wrapper)
        return wrapper

    def _neighbour(self, gap: Gap) -> Any:
        """A run beside the gap whose look new words take; the mark's where there is none."""
        line = self._old.runs.line_at(gap.old_end)
        if line.start == line.end or gap.old_end > len(self._old.text):
            return None
        at = gap.old - 1 if line.start < gap.old <= line.end else min(gap.old_end, line.end - 1)
        piece = self._old.piece(at)
        return piece.run if piece else None

    def _new_paragraph(self, line: int, gap: Gap) -> Any:
        like = self._new.runs.lines[line].paragraphs[-1] if self._formats else self._like_for(self._said(self._new, line), gap)
        return copies.empty_paragraph(like)

    def _like_for(self, said: str, gap: Gap) -> Any:
        """The old paragraph at the gap or before it, whichever is a heading as the new one is."""
        number = self._old.line_number(min(gap.old_end, len(self._old.text)))
        near = [n for n in (number, number - 1, number + 1) if 0 <= n < len(self._old.runs.lines)]
        like = next((n for n in near if heading_level(self._said(self._old, n)) == heading_level(said)), near[0])
        return self._old.runs.lines[like].paragraphs[-1]

    def _said(self, side: Side, line: int) -> str:
        found = side.runs.lines[line]
        return side.text[found.start : found.end]

    def _change_paragraph(self, mark: Run) -> None:
        if not self._formats:
            return
        old = self._old.runs.line_at(mark.old).paragraphs[-1]
        new = self._new.runs.line_at(mark.new).paragraphs[-1]
        if looks.paragraph_look(old) != looks.paragraph_look(new) and not looks.has_change(old, "pPrChange"):
            looks.change_paragraph(old, new, self._pen.element)
        if looks.mark_look(old) != looks.mark_look(new) and not _mark_is_changed(old):
            like, group = child(new, "pPr"), child(old, "pPr")
            if group is None:
                group = made(old, "pPr")
                old.insert(0, group)
            looks.change_run(group, made(old, "pPr") if like is None else like, self._pen.element)

    def _new_looks(self, run: Run) -> Iterator[tuple[Any, Any]]:
        """The runs of the old version that look otherwise in the new one, each with one that looks so."""
        for start, end in _same_givers(self._old, self._new, run):
            one, other = self._old.piece(start), self._new.piece(start - run.old + run.new)
            if one is None or other is None or one.run.tag != self._old.runs.tag("r"):
                continue
            if looks.run_look(one.run) != looks.run_look(other.run) and not looks.has_change(one.run, "rPrChange"):
                yield from ((found, other.run) for found in self._old.runs.between(start, end))

    def _change_rows(self, rows: RowsChanged) -> None:
        for row in rows.gone:
            copies.mark_row(row.element, "del", self._pen)
        for row, before in rows.come:
            copy = copies.inserted_row(row.element, self._pen)
            if before is None:
                _append_row(rows.table, copy)
            else:
                before.addprevious(copy)


def _append_row(table: Table, row: Any) -> None:
    last = [e for e in table.rows[-1].element.getparent() if e.tag == row.tag][-1]
    last.addnext(row)


def _mark_is_changed(paragraph: Any) -> bool:
    group = child(paragraph, "pPr")
    return group is not None and looks.has_change(group, "rPrChange")


def _same_givers(old: Side, new: Side, run: Run) -> Iterator[tuple[int, int]]:
    """A kept run in parts that one element gives on either side."""
    edges = {run.old, run.old_end}
    edges |= {p.start for p in old.runs.within(run.old, run.old_end)}
    edges |= {p.start - run.new + run.old for p in new.runs.within(run.new, run.new_end)}
    return pairwise(sorted(e for e in edges if run.old <= e <= run.old_end))

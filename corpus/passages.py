"""Passages: a document cut along its own structure into runs of whole sentences.

Three steps, each linear in the length of the text. `_atoms` reads the lines and gives the pieces that stay whole
(a paragraph, an article, a sentence of an overlong paragraph) with the headings they stand under; `_pack` puts
neighbouring atoms together; `split` makes passages of the packs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from corpus.documents import Document, Passage
from corpus.zh import Span, heading_level, is_article, paragraphs, sentences, trimmed

SPLITTER_VERSION = "1"  # raise it when the same text would be cut differently: the index is then built anew

TARGET = 360  # characters a passage should have
LIMIT = 450  # no atom is added beyond this
_WHOLE = 600  # a paragraph up to this is not cut
_WHOLE_ARTICLE = 900
_SHORT = 150  # a section shorter than this shares a passage with the next
_MONSTER = 4 * LIMIT  # only a sentence longer than this is cut
_LONGEST_HEADING = 50
_MOST_LEADING = 3  # heading lines in a row

_MARKDOWN = re.compile(r"(#{1,6})\s+")
_DIVISIONS = (re.compile(r"第[一二三四五六七八九十百零〇]{1,5}" + unit + r"(?:\s|$)") for unit in ("编", "(?:章|部分|篇)", "节"))
_RANKED = tuple(enumerate(_DIVISIONS, 7))  # 1 to 6 are Markdown's
_NUMBERED_FROM = 9  # + heading_level: 10 for 一、 to 13 for （1）
_SENTENCE_END = re.compile(r"[。！？!?；;]")
_SOFT_ENDS = "；;，,、"
_ATTACHMENT = re.compile(r"附件\d{0,2}[：:]?$|附[：:]?$")


@dataclass(frozen=True)
class _Atom:
    """A piece that stays whole. One that `leads` (a heading, a short line without an end) wants company after it."""

    start: int
    end: int
    path: tuple[str, ...]
    leads: bool = False

    @property
    def size(self) -> int:
        return self.end - self.start


def split(document: Document) -> tuple[Passage, ...]:
    """The passages of `document`: every character that is not white space stands in exactly one of them."""
    packs = _pack(list(_atoms(document.text)))
    return tuple(_passage(document, i, pack) for i, pack in enumerate(packs))


def _passage(document: Document, index: int, pack: Sequence[_Atom]) -> Passage:
    start, end = pack[0].start, pack[-1].end
    return Passage(f"{document.id}#{index}", document.id, index, start, end, document.text[start:end], _shared_path(pack))


def _shared_path(pack: Sequence[_Atom]) -> tuple[str, ...]:
    """The headings that all of `pack` stands under, whatever title or heading lines it begins with."""
    paths = [atom.path for atom in pack if not atom.leads] or [pack[-1].path]
    return tuple(step[0] for step in takewhile(lambda step: len(set(step)) == 1, zip(*paths)))


@dataclass
class _Outline:
    """The headings above the line being read, outermost first."""

    open: list[tuple[int, str]] = field(default_factory=list)

    def enter(self, rank: int, heading: str) -> None:
        while self.open and self.open[-1][0] >= rank:
            self.open.pop()
        self.open.append((rank, heading))

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(heading for _, heading in self.open)


def _atoms(text: str) -> Iterator[_Atom]:
    """The atoms of `text` in order. An article takes in the lines below it up to the next article or heading."""
    outline, article = _Outline(), list[Span]()
    for span in paragraphs(text):
        line = text[span.start : min(span.end, span.start + 2 * _LONGEST_HEADING)]
        rank = _rank(line)
        if article and not is_article(line) and (rank == 0 or rank > _NUMBERED_FROM + 1) and not _ATTACHMENT.match(line):
            article.append(span)
            continue
        yield from _article(text, article, outline.path)
        article = [span] if is_article(line) else []
        if article:
            continue
        heading = _heading(line) if rank else ""
        if heading:
            outline.enter(rank, heading)
        elif _ATTACHMENT.match(line):
            outline.open.clear()
        leads = len(line) <= _LONGEST_HEADING and not _SENTENCE_END.search(line.removesuffix("。") if heading else line[-2:])
        yield from _paragraph(text, span, outline.path, leads)
    yield from _article(text, article, outline.path)


def _article(text: str, lines: Sequence[Span], path: tuple[str, ...]) -> Iterator[_Atom]:
    if lines and lines[-1].end - lines[0].start <= _WHOLE_ARTICLE:
        yield _Atom(lines[0].start, lines[-1].end, path)
    else:
        for line in lines:
            yield from _paragraph(text, line, path, leads=False)


def _paragraph(text: str, span: Span, path: tuple[str, ...], leads: bool) -> Iterator[_Atom]:
    if span.end - span.start <= _WHOLE:
        yield _Atom(span.start, span.end, path, leads)
        return
    for sentence in sentences(span.of(text)):
        yield from (_Atom(start, end, path) for start, end in _cut(text, span.start + sentence.start, span.start + sentence.end))


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence whole, or a monstrous one (a table on one line, no marks at all) at commas where it has any."""
    while end - start > _MONSTER:
        at = max(text.rfind(mark, start + LIMIT // 2, start + LIMIT) for mark in _SOFT_ENDS)
        cut = at + 1 if at > 0 else start + LIMIT
        piece = trimmed(text, start, cut)
        if piece.start < piece.end:
            yield piece
        start = trimmed(text, cut, end).start
    yield Span(start, end)


def _rank(line: str) -> int:
    """How deep a heading `line` is by its form, 1 the outermost; 0 when it is none."""
    if match := _MARKDOWN.match(line):
        return _rank(line[match.end() :]) or len(match[1])
    for rank, division in _RANKED:
        if division.match(line):
            return rank
    level = heading_level(line)
    return _NUMBERED_FROM + level if level else 0


def _heading(line: str) -> str:
    """The heading that `line` is or begins with (一、加强领导。各乡镇…); '' for an item of a list (（一）未经许可的；)."""
    bare = _MARKDOWN.sub("", line, count=1)
    end = _SENTENCE_END.search(bare)
    heading = bare[: end.start()] if end else bare
    return heading if len(heading) <= _LONGEST_HEADING and not (end and end[0] in "；;") and not heading.endswith(("：", ":")) else ""


@dataclass
class _Pack:
    """Atoms that will be a passage. `share` is the size at which the section divides evenly."""

    atoms: list[_Atom]
    share: float
    only_leads: bool = True

    def add(self, atom: _Atom) -> None:
        self.atoms.append(atom)
        self.only_leads = self.only_leads and atom.leads

    def closes_before(self, atom: _Atom, left: int) -> bool:
        """Whether this is full, or complete, before `atom`, from which `left` characters are left in its section."""
        size = self.atoms[-1].end - self.atoms[0].start
        opens = atom.path != self.atoms[-1].path
        if self.only_leads:
            return size > LIMIT
        if not opens and left < _SHORT // 2 and size + left <= _WHOLE:  # no remnants
            return False
        if size + atom.size > LIMIT:
            return True
        if opens:
            return size >= _SHORT
        return size + atom.size / 2 > self.share


def _pack(atoms: Sequence[_Atom]) -> list[list[_Atom]]:
    """Neighbouring atoms put together: inside a section in even shares, across sections only where one is short."""
    packs: list[list[_Atom]] = []
    pack = _Pack([], 0.0)
    for atom, left in zip(atoms, _left_in_section(atoms)):
        opens = not pack.atoms or atom.path != pack.atoms[-1].path
        if pack.atoms and pack.closes_before(atom, left):
            kept = len(pack.atoms) - _leading_on(pack.atoms)
            packs.append(pack.atoms[:kept])
            pack, opens = _Pack(pack.atoms[kept:], 0.0), True
        if opens:
            whole = left + (atom.start - pack.atoms[0].start if pack.atoms else 0)
            pack.share = whole / max(1, round(whole / TARGET))
        pack.add(atom)
    if packs and pack.atoms and pack.atoms[-1].end - pack.atoms[0].start < _SHORT // 2:
        packs[-1] += pack.atoms
    elif pack.atoms:
        packs.append(pack.atoms)
    return packs


def _leading_on(pack: Sequence[_Atom]) -> int:
    """How many atoms at the end of `pack` are better off with what follows: a heading or two, not the cells of a table."""
    trailing = list(takewhile(lambda atom: atom.leads, reversed(pack)))
    return len(trailing) if len(trailing) <= _MOST_LEADING and len(trailing) < len(pack) else 0


def _left_in_section(atoms: Sequence[_Atom]) -> list[int]:
    """For each atom the characters from its start to the end of its section."""
    left: list[int] = []
    end = 0
    for i in range(len(atoms) - 1, -1, -1):
        if i + 1 == len(atoms) or atoms[i].path != atoms[i + 1].path:
            end = atoms[i].end
        left.append(end - atoms[i].start)
    return left[::-1]

"""Two versions as one Word document: that of the old one, with all that makes it the new one as tracked changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.readers import formats
from corpus.readers.formats import OOXML
from corpus.readers.raw import Raw
from drafting.compare import Comparison, compare
from drafting.compare.model import Run
from drafting.docx.parts import Parts
from drafting.docx.plain import plain_docx
from drafting.tracked.deciding import accept_all
from drafting.tracked.pen import Pen, Stamp
from drafting.tracked.shape import Side
from drafting.tracked.styles import adopt
from drafting.tracked.weaving import Weaver


@dataclass(frozen=True)
class Tracked:
    """The bytes of a docx in which rejecting all changes of the author gives the old version, and accepting all the new one."""

    data: bytes
    comparison: Comparison


def tracked(old: Raw, new: Raw, stamp: Stamp) -> Tracked:
    """What makes `new` of `old` as tracked changes in a copy of `old`, or in a plain docx where `old` is none.

    Versions that have revisions of others are compared as if these were accepted; those in `old` stay in the copy. FileError for what
    cannot be read. Equal input gives equal bytes.
    """
    parts, other = _opened(old), _opened(new)
    accept_all(other.document)
    both = old.suffix in OOXML and new.suffix in OOXML
    if both:
        adopt(other, parts)
    here, there = Side(parts.document), Side(other.document)
    comparison = compare(here.text, there.text)
    Weaver(here, there, comparison, Pen(parts.document, stamp), formats=both).weave()
    return Tracked(parts.pack(), comparison)


def edited(raw: Raw, edits: Sequence[tuple[int, int, str]], stamp: Stamp) -> Parts:
    """A copy of `raw` (a plain docx where it is none) with edits of its canonical text tracked: `[start, end)` becomes the words.

    The edits are in order and do not overlap; new words look like those beside them.
    """
    parts = _opened(raw)
    here = Side(parts.document)
    there = Side(_plain(raw, _after(here.text, edits)).document)
    comparison = Comparison(here.text, there.text, (), tuple(_kept(len(here.text), edits)))
    Weaver(here, there, comparison, Pen(parts.document, stamp), formats=False).weave()
    return parts


def _after(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    for start, end, words in reversed(edits):
        text = text[:start] + words + text[end:]
    return text


def _kept(length: int, edits: Sequence[tuple[int, int, str]]) -> Iterator[Run]:
    """The runs between the edits of a text of this length."""
    at = shift = 0
    for start, end, words in [*edits, (length, length, "")]:
        if start > at:
            yield Run(at, at + shift, start - at)
        at, shift = end, shift + len(words) - (end - start)


def _opened(raw: Raw) -> Parts:
    if raw.suffix in OOXML:
        return Parts(raw)
    return _plain(raw, formats.read(raw).text)


def _plain(raw: Raw, text: str) -> Parts:
    return Parts(Raw(f"{raw.stem}.docx", plain_docx(text)))

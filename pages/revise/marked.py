"""A document in which others tracked changes, and what was decided on each of them."""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from base.errors import FileError, InputError
from corpus.documents import own_text
from corpus.readers import formats
from corpus.readers.formats import OOXML
from corpus.readers.raw import Raw, read_raw
from drafting.tracked import Note, RevisedDocument, Revision
from pages.revise.kept import MARKED, Kept, keep
from pages.revise.sides import Side
from pages.shared import uploads
from pages.shared.uploads import Upload

PLACE = "file"
_one_at_a_time = threading.Lock()  # what is decided is read and written again


def receive(own: Path, upload: Upload, draft: str = "", parent: int = 0) -> Kept:
    """Keep a document with changes of others; `parent` is the revision of `draft` that was newest then. FileError where it has none."""
    with uploads.kept([upload]) as (path,):
        raw = Raw(upload.name, read_raw(path).data)
    if raw.suffix not in OOXML:
        raise FileError(f"{upload.name} 不是 Word 文档（docx），修订只在 docx 里有，请用 Word 或 WPS 另存为 docx 再传。")
    document = RevisedDocument(raw)
    if not document.revisions and not document.notes:
        raise FileError(f"{upload.name} 里没有修订和批注，请改在“各版”里存为新的一版，再到“对照”里看差别。")
    return keep(own / MARKED, Path(upload.name).stem, {PLACE: upload}, draft=draft, parent=parent, decisions={}, saved=0)


@dataclass(frozen=True)
class Marked:
    """The document as it came, its revisions and comments, and the decisions by number: accepted (True) or rejected."""

    kept: Kept
    raw: Raw
    revisions: tuple[Revision, ...]
    notes: tuple[Note, ...]
    lines: tuple[str, ...]  # of the text with all changes in it
    decisions: Mapping[int, bool]
    draft: str
    parent: int
    saved: int  # the revision that the result was saved as

    @classmethod
    def of(cls, kept: Kept) -> "Marked":
        """Read it, with what is decided by now."""
        path, state = kept.file(PLACE), kept.state()
        raw = Raw(path.name, read_raw(path).data)
        document = RevisedDocument(raw)
        decisions = {int(n): bool(accept) for n, accept in state["decisions"].items()}
        lines = tuple(formats.read(raw).text.split("\n"))
        return cls(kept, raw, document.revisions, document.notes, lines, decisions, state["draft"], state["parent"], state["saved"])

    @property
    def open(self) -> int:
        """How many are not decided."""
        return len(self.revisions) - len(self.decisions)

    def around(self, revision: Revision) -> str:
        """The paragraph a change stands in; '' outside of the text."""
        return self.lines[revision.paragraph - 1] if 0 < revision.paragraph <= len(self.lines) else ""

    def decide(self, numbers: Iterable[int], accept: bool | None) -> None:
        """Accept or reject these; None takes a decision back. InputError, and nothing is changed, where another tab decided meanwhile."""
        chosen = list(numbers)
        with _one_at_a_time:
            known = {int(n): bool(yes) for n, yes in self.kept.state()["decisions"].items()}
            if late := [n for n in chosen if known.get(n) != self.decisions.get(n)]:
                raise InputError(f"第{'、'.join(map(str, late))}处刚在另一个页面决定过，这里的没有存上，请看过现在的列表再定。")
            for number in chosen:
                known.pop(number, None)
                if accept is not None:
                    known[number] = accept
            self.kept.change(decisions=known)

    def result(self) -> bytes:
        """The document with the decisions carried out; what is not decided is still tracked."""
        document = RevisedDocument(self.raw)
        for accept in (True, False):
            document.decide([r for r in document.revisions if self.decisions.get(r.number) is accept], accept=accept)
        return document.pack()

    def before(self) -> Side:
        """As it was before all changes."""
        document = RevisedDocument(self.raw)
        document.decide(document.revisions, accept=False)
        return _side("修订前", Raw(self.raw.name, document.pack()))

    def after(self) -> Side:
        """As it now is; what is not decided counts as accepted."""
        return _side("取舍后", Raw(self.raw.name, self.result()))


def _side(name: str, raw: Raw) -> Side:
    return Side(name, raw, own_text(formats.read(raw).text))

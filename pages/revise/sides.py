"""One of two versions that are compared: its words, its file, and what it answers."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from corpus.documents import own_text
from corpus.readers import canonical_text
from corpus.readers.raw import Raw, read_raw
from drafting.history.entry import Entry
from drafting.history.history import History


@dataclass(frozen=True)
class Side:
    """A version by the name a person knows it by; `brief` is JSON, '' for none."""

    name: str
    raw: Raw
    text: str
    brief: str = ""

    @property
    def digest(self) -> str:
        """The same for the same words, file and brief."""
        whole = hashlib.sha256(self.raw.data)
        for part in (self.name, self.text, self.brief):
            whole.update(hashlib.sha256(part.encode()).digest())
        return whole.hexdigest()


def of_revision(history: History, entry: Entry) -> Side:
    """A revision of the history."""
    said, text, docx = entry.said, history.text(entry), history.docx(entry)
    name = f"{said.draft}-第{said.revision}版"
    raw = Raw(f"{name}.docx", docx) if docx else Raw(f"{name}.txt", text.encode())
    return Side(f"第{said.revision}版（{said.by.name}）", raw, text, history.brief(entry))


def of_file(path: Path, name: str) -> Side:
    """A file on the disk."""
    raw = read_raw(path)
    return Side(name, Raw(path.name, raw.data), own_text(canonical_text(path)))

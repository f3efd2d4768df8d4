"""Metadata in a grid: what a person has changed in its cells, as corrections."""

from collections.abc import Mapping, Sequence
from typing import Any

from corpus.corrections import EDITABLE
from corpus.documents import Document
from corpus.doubts import is_doubtful
from corpus.fields import NAMES, STANDINGS, Change, change_of
from corpus.marks import LEVELS as SECRECY
from corpus.metadata import DOUBTFUL
from corpus.organs import LEVELS
from corpus.titles import KINDS

PICKED = "选"
HINTS = "提示"
FIELDS = ("title", "kind", "issuer", "region", "date", "number", "secrecy", "standing")
NOTHING = {"kind": "不详", "secrecy": "无"}  # as a choice: an empty one would be shown as a strange word
CHOICES = {"secrecy": (NOTHING["secrecy"], *SECRECY), "standing": tuple(STANDINGS.values())}
_LATER = {"superseded": "被替代", "repealed": "已废止"}


def cell(document: Document, field: str) -> str:
    """A field as it stands in the grid."""
    if field == "date":
        return document.date.isoformat() if document.date else ""
    value = str(getattr(document, field)) or NOTHING.get(field, "")
    return {"level": LEVELS, "standing": STANDINGS}.get(field, {}).get(value, value)


def hints(document: Document, copies: int) -> str:
    """What a person should know first: no longer in force, not sure, as another one."""
    said = [_LATER[document.standing]] if document.standing else []
    if is_doubtful(document):
        low = [NAMES[name] for name, share in document.sure.items() if share < DOUBTFUL and name in NAMES]
        said.append(f"没有把握：{'、'.join(low)}")
    if copies > 1:
        said.append(f"同文 {copies} 份")
    return "；".join(said)


def kinds(documents: Sequence[Document]) -> list[str]:
    """The 文种 to choose from: those that are there first."""
    there = sorted({d.kind for d in documents if d.kind})
    return [NOTHING["kind"], *there, *(kind for kind in KINDS if kind not in there)]


def picked(rows: Sequence[Document], edits: Mapping[Any, Mapping[str, Any]]) -> list[Document]:
    """The documents whose rows a person has ticked."""
    return [rows[int(n)] for n, cells in sorted(edits.items(), key=lambda item: int(item[0])) if cells.get(PICKED) and int(n) < len(rows)]


def corrections(rows: Sequence[Document], edits: Mapping[Any, Mapping[str, Any]]) -> dict[str, list[Change]]:
    """What the edited cells of the grid correct, by document id. InputError names a value that cannot be."""
    found: dict[str, list[Change]] = {}
    for n, cells in edits.items():
        document = rows[int(n)]
        if said := changed(document, cells):
            found[document.id] = [correction(name, value) for name, value in said.items()]
    return found


def changed(document: Document, cells: Mapping[str, Any]) -> dict[str, str]:
    """The fields whose cells say something else now."""
    said = {name: str(value or "").strip() for name, value in cells.items() if name in EDITABLE}
    return {name: value for name, value in said.items() if value != cell(document, name)}


def correction(field: str, value: str) -> Change:
    """What is to be corrected when the cell of `field` says `value`; InputError when it cannot be."""
    return change_of(f"{field}={'' if value == NOTHING.get(field) else value}")

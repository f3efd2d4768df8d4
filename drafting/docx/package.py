"""The docx as a package: what python-docx's template carries along is left out, and nothing in it depends on the clock."""

import io
import zipfile
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE as RT

if TYPE_CHECKING:
    from docx.document import Document

_KEPT = (RT.STYLES, RT.SETTINGS, RT.THEME, RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES)
_EPOCH = (1980, 1, 1, 0, 0, 0)


def strip_template(document: "Document") -> None:
    """Drop the template's thumbnail, list numbering, font table, second style sheet and application properties."""
    package = document.part.package
    assert package is not None  # a document that was just made has one
    for rels in (package.rels, document.part.rels):
        for name in [name for name, rel in rels.items() if rel.reltype not in _KEPT]:
            del rels[name]


def pack(document: "Document") -> bytes:
    """The bytes of the docx, equal for equal content."""
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0  # not that of the machine
            new.writestr(entry, old.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()

"""A docx of someone else's as its parts: what is not replaced is written back byte for byte."""

import io
import posixpath
import zipfile
from typing import Any

from lxml import etree

from corpus.readers.docx import main_part
from corpus.readers.package import Package
from corpus.readers.raw import Raw
from drafting.docx.macros import without_macros
from drafting.docx.serializing import serialized

_EPOCH = (1980, 1, 1, 0, 0, 0)
_TYPES = "[Content_Types].xml"
_ROOT_RELATIONS = "_rels/.rels"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


class Parts:
    """The parts of the docx `raw`, its macros left out. `main` names the one with the text, `document` is its root, to be changed in place.

    FileError for what is no Word document or is damaged, as when it is read.
    """

    def __init__(self, raw: Raw) -> None:
        self._package = Package(raw)
        self.main, self.document = main_part(self._package)
        with zipfile.ZipFile(io.BytesIO(raw.data)) as old:
            self._entries = {entry.filename: entry for entry in old.infolist()}
            self._data = without_macros({name: old.read(entry) for name, entry in self._entries.items()})
        self.had_macros = len(self._data) < len(self._entries)

    def put(self, name: str, data: bytes) -> None:
        """Replace the part `name`, or add it; see `add` for one that has to be found from the text."""
        self._data[name] = data

    def related(self, kind: str) -> tuple[str, Any] | None:
        """Name and root of the part that the text points to by a relationship of `kind` (`comments`, `styles` …); None without one."""
        return next(iter(self._package.parts(kind, self.main)), None)

    def all_related(self, kind: str) -> list[tuple[str, Any]]:
        """Name and root of every part that the text points to by a relationship of `kind`."""
        return self._package.parts(kind, self.main)

    def add(self, kind: str, content_type: str, root: Any) -> str:
        """Add a part beside the text that it points to by a relationship of `kind`; the id of that relationship."""
        folder = posixpath.dirname(self.main)
        names = (posixpath.join(folder, f"{kind}{n or ''}.xml") for n in range(len(self._data) + 1))
        name = next(name for name in names if name not in self._data)
        self._declare(f"/{name}", content_type)
        self.put(name, serialized(root))
        return self._relate(kind, posixpath.basename(name))

    def pack(self) -> bytes:
        """The bytes of the docx: its parts in their old order, the new ones last."""
        packed = io.BytesIO()
        self._data[self.main] = serialized(self.document)
        with zipfile.ZipFile(packed, "w") as new:
            for name, data in self._data.items():
                new.writestr(_entry(name, self._entries.get(name)), data)
        return packed.getvalue()

    def _relate(self, kind: str, target: str) -> str:
        folder, base = posixpath.split(self.main)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        root = etree.fromstring(self._data[name]) if name in self._data else etree.Element(f"{{{_RELATIONS}}}Relationships")
        taken = {relation.get("Id") for relation in root}
        free = next(i for n in range(1, len(taken) + 2) if (i := f"rIdBgz{n}") not in taken)
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=free, Type=f"{self._kinds()}/{kind}", Target=target)
        self.put(name, serialized(root))
        return free

    def _kinds(self) -> str:
        """What the kinds of relationships begin with: another name in Strict Open XML than in the usual kind."""
        types = (str(relation.get("Type")) for relation in etree.fromstring(self._data[_ROOT_RELATIONS]))
        return next(t for t in types if t.endswith("/officeDocument")).rpartition("/")[0]

    def _declare(self, part: str, content_type: str) -> None:
        root = etree.fromstring(self._data[_TYPES])
        etree.SubElement(root, root.tag.replace("}Types", "}Override"), PartName=part, ContentType=content_type)
        self.put(_TYPES, serialized(root))


def free_of_macros(raw: Raw) -> bytes:
    """The docx `raw` without its macros; byte for byte as it is where it has none."""
    parts = Parts(raw)
    return parts.pack() if parts.had_macros else raw.data


def _entry(name: str, old: zipfile.ZipInfo | None) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, old.date_time if old else _EPOCH)
    entry.compress_type = old.compress_type if old else zipfile.ZIP_DEFLATED
    entry.create_system = old.create_system if old else 0  # not that of the machine
    entry.external_attr = old.external_attr if old else 0
    return entry

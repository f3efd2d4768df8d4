"""Programs inside a Word document. They are never run here, and no document that is written holds those of the one it was made from."""

import posixpath
from collections.abc import Iterator, Mapping

from lxml import etree

from drafting.docx.serializing import serialized

_TYPES = "[Content_Types].xml"
_PROGRAMS = ("vbaProject", "wordVbaData", "vbaProjectSignature", "vbaProjectSignatureAgile", "vbaProjectSignatureV3")  # relationships
_SIGNS = (b"vbaProject", b"wordVbaData", b"macroEnabled")
_WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
_PROGRAM = "application/vnd.ms-office.vbaProject"
_WITHOUT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def without_macros(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """`parts` of a package, by name, without its programs and all that points to them."""
    relations = [name for name in parts if name.endswith(".rels")]
    if not any(sign in parts[name] for name in (_TYPES, *relations) if name in parts for sign in _SIGNS):
        return dict(parts)
    programs = {target for name in relations for target in _programs(name, parts[name])}
    kept = {name: data for name, data in parts.items() if name not in programs and not _of(name, programs)}
    kept |= {name: _pruned(data) for name, data in kept.items() if name.endswith(".rels")}
    return kept | {_TYPES: _declared(kept[_TYPES], programs)}


def _programs(name: str, data: bytes) -> Iterator[str]:
    """The parts with programs that the relationships `name` point to."""
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in etree.fromstring(data):
        if _is_program(relation):
            yield posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")


def _of(name: str, programs: set[str]) -> bool:
    """Is it the list of relationships of one of `programs`?"""
    folder, base = posixpath.split(name)
    return posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels")) in programs and base.endswith(".rels")


def _is_program(relation: "etree._Element") -> bool:
    return str(relation.get("Type", "")).rpartition("/")[2] in _PROGRAMS


def _pruned(data: bytes) -> bytes:
    root = etree.fromstring(data)
    for relation in [r for r in root if _is_program(r)]:
        root.remove(relation)
    return serialized(root)


def _declared(data: bytes, programs: set[str]) -> bytes:
    """The types of the parts that are left; the document itself is an ordinary one now."""
    root = etree.fromstring(data)
    for one in list(root):
        if str(one.get("PartName", "")).lstrip("/") in programs or one.get("ContentType") == _PROGRAM:
            root.remove(one)
        elif one.get("ContentType") == _WITH_MACROS:
            one.set("ContentType", _WITHOUT)
    return serialized(root)

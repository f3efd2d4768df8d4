"""Styles of two documents: the same style often has another id, so ids of the new one become those of the old one by name."""

from collections.abc import Iterable, Iterator
from typing import Any

from corpus.readers.wordml import name
from drafting.docx.parts import Parts
from drafting.tracked.xml import attribute, child, drop, set_attribute

_KIND = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}


def definitions(parts: Iterable[Any]) -> dict[str, Any]:
    """The styles of a document by name."""
    return {_name(style): style for root in parts for style in root if name(style) == "style"}


def used(document: Any, parts: Iterable[Any]) -> list[str]:
    """The names of the styles that a text uses, the default ones too."""
    styles = [style for root in parts for style in root if name(style) == "style"]
    ids = {attribute(e, "val") for e in document.iter() if name(e) in _KIND}
    return [_name(s) for s in styles if attribute(s, "styleId") in ids or (attribute(s, "default") == "1" and _says(s))]


def adopt(new: Parts, old: Parts) -> None:
    """Let the text of `new` name its styles and numberings as `old` does; what `old` has not is left out."""
    here, there = _by_kind(old), _by_kind(new)
    ids = {(kind, id_): here.get((kind, said)) for (kind, said), id_ in there.items()}
    known = _numberings(old)
    for element in [e for e in new.document.iter() if name(e) in _KIND or name(e) == "numPr"]:
        if name(element) == "numPr":
            number = child(element, "numId")
            if number is not None and attribute(number, "val") not in known:
                drop(element)
        elif style := ids.get((_KIND[name(element)], attribute(element, "val"))):
            set_attribute(element, "val", style)
        else:
            drop(element)


def _by_kind(parts: Parts) -> dict[tuple[str, str], str]:
    """The id of each style by kind and name."""
    found = parts.related("styles")
    return {(attribute(s, "type"), _name(s)): attribute(s, "styleId") for s in _styles(found)}


def _styles(found: tuple[str, Any] | None) -> Iterator[Any]:
    return (s for s in (found[1] if found else ()) if name(s) == "style")


def _numberings(parts: Parts) -> frozenset[str]:
    found = parts.related("numbering")
    return frozenset(["0", *(attribute(e, "numId") for e in (found[1] if found else ()) if name(e) == "num")])


def _name(style: Any) -> str:
    said = child(style, "name")
    return attribute(style, "styleId") if said is None else attribute(said, "val")


def _says(style: Any) -> bool:
    return any(name(e) in ("pPr", "rPr") for e in style)

"""The few words of XML that tracked changes are written in; names are compared without namespace, as the reader does."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from lxml import etree

from corpus.readers.wordml import children, name

# What holds runs of a paragraph without being one
WRAPPERS = frozenset(("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "dir", "bdo"))
# What holds paragraphs and tables without being one
HOLDERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "AlternateContent", "Fallback"))
_PROPERTIES = frozenset(("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData"))


def made(like: Any, kind: str, **attributes: str) -> Any:
    """A new `w:KIND` in the namespace of the element `like`."""
    space = etree.QName(like).namespace
    return like.makeelement(etree.QName(space, kind), {etree.QName(space, key): value for key, value in attributes.items()})


def attribute(element: Any, key: str) -> str:
    """The value of an attribute by its local name; '' without one."""
    return next((str(value) for full, value in element.attrib.items() if etree.QName(full).localname == key), "")


def set_attribute(element: Any, key: str, value: str) -> None:
    """Set an attribute by its local name, where the element has it."""
    for full in element.attrib:
        if etree.QName(full).localname == key:
            element.set(full, value)


def child(element: Any, kind: str) -> Any:
    """The first child of this local name, or None."""
    return next(iter(children(element, kind)), None)


def properties(element: Any, kind: str) -> Any:
    """The properties `kind` (`pPr`, `rPr`, `trPr`) of a paragraph, run or row, made where there are none."""
    found = child(element, kind)
    if found is None:
        found = made(element, kind)
        before = child(element, "tblPrEx")
        element.insert(0 if before is None else 1, found)
    return found


def content(element: Any) -> Iterator[Any]:
    """The children of a paragraph or wrapper that are no properties."""
    return (inner for inner in element if name(inner) not in _PROPERTIES)


def shell(element: Any) -> Any:
    """A copy of a wrapper or run without its content."""
    copy = element.makeelement(element.tag, dict(element.attrib))
    copy.extend(deepcopy(inner) for inner in element if name(inner) in _PROPERTIES)
    return copy


def drop(element: Any) -> None:
    """Take `element` out of the tree."""
    if (parent := element.getparent()) is not None:
        parent.remove(element)


def unwrap(element: Any) -> None:
    """Put the children of `element` in its place."""
    parent = element.getparent()
    at = parent.index(element)
    parent[at : at + 1] = list(element)


def paragraph_of(element: Any) -> Any:
    """The `w:p` around `element`, or itself."""
    return element if name(element) == "p" else next(a for a in element.iterancestors() if name(a) == "p")


def rename(element: Any, kind: str) -> None:
    element.tag = etree.QName(etree.QName(element).namespace, kind)

"""The part of a docx that holds its comments: those of others stay, ours come after them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree

from drafting.docx.oxml import clean
from drafting.docx.parts import Parts
from drafting.docx.serializing import serialized

AUTHOR, INITIALS = "笔杆子", "笔"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SIZE = 18  # half points: the document's own body text would be far too large for a margin


def add_comments(parts: Parts, comments: Sequence[Sequence[str]], when: dt.datetime) -> int:
    """Add a comment for each of `comments`, its paragraphs; the number of the first, from which the others follow on."""
    found = parts.related("comments")
    name, root = found or ("", _new_part(parts.document))
    first = _free_number(root, parts.document)
    root.extend(_comment(root, number, said, when) for number, said in enumerate(comments, first))
    if found:
        parts.put(name, serialized(root))
    elif comments:
        parts.add("comments", _CONTENT_TYPE, root)
    return first


def _new_part(document: Any) -> Any:
    namespace = etree.QName(document).namespace
    return etree.Element(etree.QName(namespace, "comments"), nsmap={"w": namespace})


def _free_number(root: Any, document: Any) -> int:
    """A number above those of all comments, also of those that have lost their text."""
    marks = document.iter("{*}commentRangeStart", "{*}commentReference")
    return 1 + max(_numbers([*root, *marks]), default=-1)


def _numbers(elements: Iterable[Any]) -> Iterable[int]:
    said = (value for element in elements for key, value in element.attrib.items() if etree.QName(key).localname == "id")
    return (int(value) for value in said if value.isdecimal())


def _comment(root: Any, number: int, said: Sequence[str], when: dt.datetime) -> Any:
    known = {"id": str(number), "author": AUTHOR, "initials": INITIALS, "date": f"{when:%Y-%m-%dT%H:%M:%S}Z"}
    made = _element(root, "comment", **known)
    made.extend(_paragraph(root, words) for words in said)
    return made


def _paragraph(root: Any, words: str) -> Any:
    """A paragraph that does not look like the document's own: small, flush, one line after the other."""
    text = _element(root, "t")
    text.text = clean(words.replace("\n", " "))
    text.set(_SPACE, "preserve")
    spacing = _element(root, "spacing", before="0", after="0", line="240", lineRule="auto")
    indent = _element(root, "ind", left="0", right="0", firstLine="0", firstLineChars="0")
    properties = _element(root, "pPr", spacing, indent, _element(root, "jc", val="left"))
    look = _element(root, "rPr", *(_element(root, tag, val=str(_SIZE)) for tag in ("sz", "szCs")))
    return _element(root, "p", properties, _element(root, "r", look, text))


def _element(root: Any, tag: str, *children: Any, **attributes: str) -> Any:
    """`w:TAG` in the namespace of `root`."""
    namespace = etree.QName(root).namespace
    made = root.makeelement(etree.QName(namespace, tag), {etree.QName(namespace, k): v for k, v in attributes.items()})
    made.extend(children)
    return made

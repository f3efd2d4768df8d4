"""Page numbers put into a docx: new footers in the place of those that hold nothing but a number, or nothing at all."""

from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn

from corpus.readers.wordml import children
from drafting.docx.layouts import Layout
from drafting.docx.oxml import element, paragraph_properties, run_properties
from drafting.docx.parts import Parts
from drafting.docx.serializing import serialized
from drafting.layout_check.pages import page_look, portrait, says_more
from drafting.layout_check.properties import put
from drafting.tracked.xml import attribute, child, made

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_SETTINGS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"


def put_page_numbers(parts: Parts, look: Layout) -> None:
    """— 1 — as the layout has it, where the footers are free for it and have it otherwise now."""
    page = page_look(parts)
    right = page is not None and page.numbered and page.dashed and page.placed == look.page_number.place
    if page is None or right or any(says_more(footer) for _, footer in parts.all_related("footer")):
        return
    outside = look.page_number.place == "outside"
    sides = {"default": "right" if outside else "center", "even": "left" if outside else "center"}
    ids = {kind: parts.add("footer", _TYPE, _footer(look, side)) for kind, side in sides.items()}
    for section in portrait(parts.document):
        _refer(section, ids)
    _apart(parts)


def _footer(look: Layout, side: str) -> Any:
    """A footer with the number at `side`."""
    style = look.style("page_number")
    properties = paragraph_properties(style)
    child(properties, "jc").set(qn("w:val"), side)
    paragraph = element("p", properties)
    instruction = element("instrText")
    instruction.text = " PAGE "
    begin, parted, end = (element("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    for content in (_text("— "), begin, instruction, parted, _text("1"), end, _text(" —")):
        paragraph.append(element("r", run_properties(look, style), content))
    return element("ftr", paragraph)


def _text(words: str) -> Any:
    made_text = element("t")
    made_text.text = words
    made_text.set(qn("xml:space"), "preserve")
    return made_text


def _refer(section: Any, ids: dict[str, str]) -> None:
    """Point to the new footers. Headers stay what they were on even pages too."""
    for old in children(section, "footerReference"):
        if attribute(old, "type") in ids:
            section.remove(old)
    for kind, identity in reversed(ids.items()):
        reference = made(section, "footerReference", type=kind)
        reference.set(qn("r:id"), identity)
        section.insert(0, reference)
    headers = {attribute(header, "type"): header for header in children(section, "headerReference")}
    if "default" in headers and "even" not in headers:
        even = deepcopy(headers["default"])
        even.set(qn("w:type"), "even")
        section.insert(0, even)


def _apart(parts: Parts) -> None:
    """Odd and even pages have footers of their own."""
    settings = parts.related("settings")
    if settings is None:
        parts.add("settings", _SETTINGS_TYPE, element("settings", element("evenAndOddHeaders")))
        return
    name, root = settings
    put(root, "evenAndOddHeaders").attrib.clear()
    parts.put(name, serialized(root))

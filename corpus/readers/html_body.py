"""Which part of a page is its text: the smallest element that holds nearly all of its running sentences."""

import re
from typing import Any

_NEVER = frozenset((
    "script", "style", "noscript", "template", "iframe", "nav", "button", "select", "option", "textarea", "svg", "math", "canvas",
    "object", "embed", "video", "audio", "map", "head", "dialog", "menu", "datalist",
))  # fmt: skip
_ROLES = frozenset(("navigation", "search", "banner", "contentinfo", "complementary", "dialog", "alert"))
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_MARKS = re.compile("[。；！？]")
_MOST = 0.85  # of the running text is in the part
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_PARAGRAPHS = frozenset(("tr", "td", "tbody", "p", "li", "ul", "ol", "table"))
_SHORTEST = 12  # characters of a text without a sentence that still counts
_LEAST = 20  # characters of a page that has a text at all


def main_part(root: Any) -> Any:
    """The element of `root` that holds its text, freed of what is never text; None when there is no text."""
    body = root.find("body") if root.tag == "html" else root
    if body is None:
        return None
    _strip(body)
    weights, everything = _weights(body)
    whole = weights.get(body, 0)
    if everything < _LEAST:
        return None
    part = body
    while (child := _heaviest(part, weights, _MOST * whole)) is not None:
        part = child
    return part


def _heaviest(part: Any, weights: dict[Any, int], least: float) -> Any:
    """The child of `part` that holds `least` of the running text or more and is no single paragraph; None when there is none."""
    child = next((one for one in part if weights.get(one, 0) >= least > 0), None)
    return child if child is not None and (child.tag not in _PARAGRAPHS or _holds_blocks(child)) else None


def is_never_text(element: Any) -> bool:
    """Whether `element` is code, a control, navigation or hidden."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _NEVER:
        return True
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true" or _HIDDEN.search(element.get("style") or "")
    return bool(hidden) or (element.get("role") or "").lower() in _ROLES


def is_block(element: Any) -> bool:
    """Whether `element` begins a line."""
    return element.tag in _BLOCKS


def _strip(body: Any) -> None:
    for element in [one for one in body.iter() if one is not body and is_never_text(one)]:
        if element.getparent() is not None:
            element.drop_tree()


def _weights(body: Any) -> tuple[dict[Any, int], int]:
    """For each element how much running text it holds: characters outside links of the blocks that read like sentences.

    And how many characters outside links there are, sentences or not.
    """
    weights: dict[Any, int] = {}
    everything = 0
    for element in body.iter():
        own = _own(element) if is_block(element) or element is body else ""
        everything += len(own)
        size = len(own) if _MARKS.search(own) or len(own) >= 4 * _SHORTEST else 0
        at = element
        while size and at is not None:
            weights[at] = weights.get(at, 0) + size
            at = at.getparent() if at is not body else None
    return weights, everything


def _own(element: Any) -> str:
    """The text of `element` outside links and outside the blocks in it."""
    parts, stack = [element.text or ""], [(child, True) for child in reversed(element)]
    while stack:
        node, enter = stack.pop()
        if not enter:
            parts.append(node.tail or "")
            continue
        stack.append((node, False))
        if node.tag != "a" and not is_block(node):
            parts.append(node.text or "")
            stack += [(child, True) for child in reversed(node)]
    return "".join(parts).strip()


def _holds_blocks(element: Any) -> bool:
    return any(
        is_block(child) and child.tag in ("p", "div", "section", "article", "table") for child in element.iter() if child is not element
    )

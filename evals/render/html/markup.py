"""HTML put together from pieces. Whatever is not `Html` already is text and is escaped: nothing from a document is ever interpreted."""

from collections.abc import Iterable
from html import escape

_VOID = frozenset(("input", "meta"))  # elements that hold nothing and are not closed


class Html(str):
    """Text that is HTML; only `tag`, `join` and what the program itself wrote make it."""

    __slots__ = ()


def tag(name: str, /, *children: "str | Html", **attributes: "str | int | bool") -> Html:
    """`<name …>children</name>`; `class_` is `class`, `data_gate` is `data-gate`; an attribute that is False or '' is left out."""
    said = "".join(_attribute(key, value) for key, value in attributes.items() if value is not False and value != "")
    return Html(f"<{name}{said}>" if name in _VOID else f"<{name}{said}>{join(children)}</{name}>")


def join(children: Iterable["str | Html"]) -> Html:
    """The pieces one after the other."""
    return Html("".join(child if isinstance(child, Html) else escape(child) for child in children))


def _attribute(key: str, value: "str | int | bool") -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'

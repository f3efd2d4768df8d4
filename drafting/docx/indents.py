"""Indents that depend on the words: hanging attachment names, the signature centred over the date. In characters."""

import re
from dataclasses import dataclass

_ATTACHMENT = re.compile(r"(附件[：:]\s*)?(\d{1,2}[.．]\s*)?")


@dataclass(frozen=True)
class Indent:
    """In characters of the paragraph's own size; a negative `first` hangs."""

    first: float = 0.0
    left: float = 0.0
    right: float = 0.0


def ems(text: str) -> float:
    """The width of `text` in Chinese characters: what is ASCII takes half of one."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def attachment_indents(names: list[str], left: float) -> list[Indent]:
    """One for each attachment line: later names begin under the first name, and so does what runs over."""
    found, label = [], 0.0
    for name in names:
        match = _ATTACHMENT.match(name)
        assert match is not None  # every part of the pattern is optional
        head, number = ems(match[1] or ""), ems(match[2] or "")
        start = left if head else left + label
        label = head or label
        found.append(Indent(first=-(head + number), left=start + head + number))
    return found


def closing_indents(signed: dict[int, str], dated: dict[int, str], right: float) -> dict[int, Indent]:
    """Date `right` characters from the edge, each signature centred over it; further in where a signature is so long that it must."""
    if not signed or not dated:
        return {}
    date = max(ems(text) for text in dated.values())
    room = max(right, (max(ems(text) for text in signed.values()) - date) / 2)
    over = {i: Indent(right=room + (date - ems(text)) / 2) for i, text in signed.items()}
    return over | {i: Indent(right=room) for i in dated}

"""Placeholders for what is personal, and back: 〖代证1〗 for an identity number.

Numbered in the order of the texts, so the same question gives the same placeholders whatever was asked before.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from drafting.masking.names import listed_names, owners
from drafting.masking.values import KIND_NAMES, Kind, Value, values_in

_OPEN, _CLOSE = "〖【〔［[（({｛<＜《〈「『⟦", "〗】〕］])）}｝>＞》〉」』⟧"
_NAMES: Mapping[str, str] = {str(kind): name for kind, name in KIND_NAMES.items()}
_KINDS = "".join(_NAMES)
_DIGIT, _GAP = "[0-9０-９]", "[ 　]?"
# As a model may give it back: in other brackets, in none, with full-width digits or a space. 替代证1个 is none.
PLACEHOLDER = (
    rf"(?:[{re.escape(_OPEN)}]{_GAP}|(?<![替取现当时历近古年交世]))代{_GAP}([{_KINDS}]){_GAP}({_DIGIT}{{1,4}})(?!{_DIGIT})"
    rf"(?:{_GAP}[{re.escape(_CLOSE)}])?"
)
LONGEST = 12  # characters of the longest placeholder
_PLACEHOLDER = re.compile(PLACEHOLDER)
_LOOKALIKE = re.compile(rf"代{_GAP}[{_KINDS}](?={_GAP}{_DIGIT})")  # hidden too, or it would be restored as one of ours


class Mask:
    """What hides the personal data of some texts that are sent together, and finds it again in the answer."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Looks for it in `texts`."""
        found = dict(pair for text in texts for pair in _found(text))
        self._hidden: dict[str, str] = {}
        counts = dict.fromkeys(KIND_NAMES, 0)
        for value, kind in found.items():
            counts[kind] += 1
            self._hidden[value] = f"〖代{kind}{counts[kind]}〗"
        self._known = {_key(*match): value for value, hidden in self._hidden.items() for match in _PLACEHOLDER.findall(hidden)}
        longest_first = sorted(self._hidden, key=len, reverse=True)
        self._values = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def __bool__(self) -> bool:
        """Is there anything to hide?"""
        return bool(self._hidden)

    @property
    def values(self) -> tuple[str, ...]:
        """The personal data that is hidden."""
        return tuple(value for value, hidden in self._hidden.items() if hidden[2] != "文")

    def hide(self, text: str) -> str:
        """`text` with a placeholder wherever one of the values stands."""
        return self._values.sub(lambda match: self._hidden[match[0]], text)

    def restore(self, text: str) -> str:
        """`text` with the values in their places; a placeholder that stands for nothing becomes 〔待核：…〕."""
        return _PLACEHOLDER.sub(self._meant, text)

    def _meant(self, match: re.Match[str]) -> str:
        kind, number = _key(match[1], match[2])
        return self._known.get((kind, number), f"〔待核：{_NAMES[kind]}〕")


def masked_text(text: str) -> str:
    """`text` with placeholders, for a service whose answer has no words."""
    return Mask([text]).hide(text)


def _found(text: str) -> Iterator[tuple[str, Kind]]:
    """Value and kind, in the order of the text."""
    values = list(values_in(text))
    named = {*listed_names(text), *owners(text, iter(values))} - _own_words()
    values += [Value(m.start(), m.end(), "名") for name in sorted(named) for m in re.finditer(re.escape(name), text)]
    values += [Value(m.start(), m.end(), "文") for m in _LOOKALIKE.finditer(text)]
    for value in sorted(values, key=lambda v: (v.start, -v.end)):
        yield text[value.start : value.end], value.kind


def _own_words() -> set[str]:
    """What stands in every placeholder can be hidden by none."""
    return {f"代{kind}" for kind in KIND_NAMES}


def _key(kind: str, number: str) -> tuple[str, int]:
    return kind, int(number)

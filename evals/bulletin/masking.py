"""Personal data in what is quoted: numbers and listed names are covered, character for character, so that offsets stay."""

from itertools import chain

from drafting.masking import values_in
from drafting.masking.names import listed_names, owners

_DIGIT, _NAME = "*", "某"


def covered(text: str) -> str:
    """`text` with identity numbers, telephones, cards, mail addresses, plates and the names beside them covered."""
    values = list(values_in(text))
    found = list(text)
    for value in values:
        found[value.start : value.end] = _DIGIT * (value.end - value.start)
    masked = "".join(found)
    for name in sorted({*chain(listed_names(text), owners(text, iter(values)))}, key=lambda n: (-len(n), n)):
        masked = masked.replace(name, _NAME * len(name))
    return masked

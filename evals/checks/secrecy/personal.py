"""Personal data in a text for the public: identity numbers, mobile phones, bank cards."""

from collections.abc import Iterator

from drafting.masking.values import Value, is_identity_number, mobiles, values_in
from evals.checks.secrecy.view import View
from evals.finding import Edit, Finding

_NAMES = {"电": "手机号码", "卡": "银行卡号"}
_KEPT = {"证": (6, 4), "电": (3, 4), "卡": (4, 4)}  # characters that stay at the beginning and the end


def findings(view: View) -> Iterator[Finding]:
    """Only where everybody reads it; a number that the brief gives as the contact is meant to be there."""
    if not view.is_public and not view.is_announced:
        return
    text = view.case.text
    mobile = {m.span() for m in mobiles(text)}
    for value in values_in(text):
        words = text[value.start : value.end]
        if words in view.case.context.contact:
            continue
        if value.kind == "证" and is_identity_number(words):
            yield view.finding("identity-number-in-public-text", value.start, value.end, edit=_starred(text, value))
        elif view.is_public and (value.kind == "卡" or (value.start, value.end) in mobile):  # a notice may name whom to call
            yield view.finding(
                "personal-number-in-public-text", value.start, value.end, edit=_starred(text, value), what=_NAMES[value.kind]
            )


def _starred(text: str, value: Value) -> Edit:
    """The number with its middle taken out."""
    words = text[value.start : value.end]
    head, tail = _KEPT[value.kind]
    return Edit(value.start, value.end, f"{words[:head]}{'*' * (len(words) - head - tail)}{words[-tail:]}")

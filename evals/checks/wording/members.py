"""The members of a public formulation where they are listed: all of them, these, and in this order."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from evals.checks.wording.formulations import Members, file
from evals.checks.wording.view import View
from evals.finding import Finding

_JOINT = r"[、和与及以”“]{1,4}"
_ITEM = r"[㐀-鿿]{2,12}?"
_LEADS = re.compile(f"(?<![㐀-鿿])[㐀-鿿]{{2,12}}{_JOINT}$")  # a stranger before the first member
_MIXED = re.compile("[和与及][^、]*、")
_NEAR = 30  # characters round a list in which its name may stand


class _Listed(NamedTuple):
    start: int
    end: int
    items: tuple[str, ...]
    plain: bool  # one list: 和 joins its last member only


def findings(view: View) -> Iterator[Finding]:
    """In the order of the formulations."""
    for members in file().members:
        if sum(member in view.text for member in members.all) >= _fewest(members):
            for listed in _lists(members, view.text):
                if (wrong := _wrong(members, listed, view.text)) and view.is_ours(listed.start, listed.end, quoted=True):
                    yield view.finding(
                        "formulation-members", listed.start, listed.end, name=members.name, wrong=wrong, right="、".join(members.all)
                    )


def _fewest(members: Members) -> int:
    """So many of the members make a list that is meant to be theirs."""
    return max(2, len(members.all) - 1)


def _lists(members: Members, text: str) -> Iterator[_Listed]:
    """Runs of members, with at most one stranger each, joined by nothing but 、 and the like."""
    for match in _run(members).finditer(text):
        leads = _LEADS.search(text[max(0, match.start() - _NEAR) : match.start()])
        start = match.start() - (len(leads[0]) if leads else 0)
        said = text[start : match.end()]
        items = tuple(_bare(members, item) for item in re.split(_JOINT, said) if item)
        if sum(item in members.all for item in items) >= _fewest(members):
            yield _Listed(start, match.end(), items, not _MIXED.search(said))


def _bare(members: Members, item: str) -> str:
    """A member without the words that lead to it (深刻把握创新) or follow it."""
    return next((member for member in members.all if item.startswith(member) or item.endswith(member)), item)


def _wrong(members: Members, listed: _Listed, text: str) -> str:
    """What is wrong with the list, in Chinese; '' when nothing is."""
    is_named = members.name in text[max(0, listed.start - _NEAR) : listed.end + _NEAR]
    if members.named and not is_named:
        return ""
    known = [item for item in listed.items if item in members.all]
    missing = [item for item in members.all if item not in known]
    strangers = [item for item in listed.items if item not in members.all]
    if len(missing) == 1 and len(strangers) == 1 and (is_named or _alike(strangers[0], missing[0])):
        return f"“{strangers[0]}”应当是“{missing[0]}”"
    if len(missing) == 1 and not strangers and is_named:
        return f"缺少“{missing[0]}”"
    if listed.plain and not missing and not strangers and known != list(members.all):
        return "次序不对"
    return ""


def _alike(said: str, meant: str) -> bool:
    """Of one build (责任意识 for 看齐意识), so that the one stands in the other's place."""
    return len(said) == len(meant) and sum(a == b for a, b in zip(said, meant)) * 2 >= len(meant)


@cache
def _run(members: Members) -> re.Pattern[str]:
    one = "|".join(sorted(members.all, key=lambda m: (-len(m), m)))
    more = f"{_JOINT}(?:{one})|{_JOINT}{_ITEM}{_JOINT}(?:{one})"
    return re.compile(f"(?:{one})(?:{more})+(?:{_JOINT}{_ITEM}(?=[，。；、）”等的\n]|$))?")

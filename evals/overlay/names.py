"""People of the office's own list: called by another title, or by a name that is one character off."""

import re
from collections.abc import Iterator, Sequence

from corpus.office_rules import Officer
from corpus.proper_names import Person, people
from evals.finding import Evidence, Finding
from evals.overlay.page import Page
from evals.rules import common_rules

_BETWEEN = re.compile("[、，,；;／/ ]+")
_DEPUTY = ("副", "代")
_FORMERLY = re.compile(r"(?:原|前|时任|曾任|拟任)[^，。；！？\n]{0,12}$")
# Posts that nobody is called by who does not hold them; a 组长 or 主任 of some committee anybody may be besides
_POSTS = ("省长", "市长", "县长", "区长", "镇长", "乡长", "州长", "旗长", "部长", "厅长", "局长")


def findings(page: Page, officers: Sequence[Officer]) -> Iterator[Finding]:
    """In order of place. Who held an office before is not judged."""
    if not officers:
        return
    titles = _titles(officers)
    for person in people(page.text, titles):
        if page.is_ours(person.start, person.end, quoted=True) and not _FORMERLY.search(page.text[: person.start][-16:]):
            yield from _judged(page, person, titles)


def _titles(officers: Sequence[Officer]) -> dict[str, tuple[str, ...]]:
    """Every title of each name; two people may share one."""
    titles: dict[str, tuple[str, ...]] = {}
    for officer in officers:
        titles[officer.name] = (*titles.get(officer.name, ()), *filter(None, _BETWEEN.split(officer.title)))
    return titles


def _judged(page: Page, person: Person, titles: dict[str, tuple[str, ...]]) -> Iterator[Finding]:
    if person.name in titles:
        if _contradicts(person.title, titles[person.name]):
            yield _finding(page, "office-title-differs", person.start, person.end, person.name, "、".join(titles[person.name]))
        return
    meant = [name for name, held in titles.items() if _one_off(person.name, name) and _holds(person.title, held)]
    if len(meant) == 1:
        yield _finding(page, "office-name-differs", person.name_start, person.name_end, meant[0], person.title)


def _finding(page: Page, rule: str, start: int, end: int, name: str, title: str) -> Finding:
    found = common_rules()[rule]
    return found.finding(page.text, start, end, evidence=(Evidence("rule", found.id, f"{name}：{title}"),), name=name, title=title)


def _holds(title: str, held: Sequence[str]) -> bool:
    """Is `title` one of those held? 县长 is not 副县长."""
    return any(own.endswith(title) and not own.removesuffix(title).endswith(_DEPUTY) for own in held)


def _contradicts(title: str, held: Sequence[str]) -> bool:
    post = title.lstrip("".join(_DEPUTY))
    return not _holds(title, held) and (post in _POSTS or any(own.endswith(post) for own in held))


def _one_off(said: str, name: str) -> bool:
    """Of one length, of one surname or one given name, and one character apart."""
    return len(said) == len(name) >= 3 and sum(a != b for a, b in zip(said, name)) == 1

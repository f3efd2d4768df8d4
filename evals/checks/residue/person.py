"""Leaders of another place or time: an office of ours with a name that is not in the list of people."""

import re
from collections.abc import Iterator

from corpus.proper_names import Person as Named
from corpus.proper_names import people
from drafting.brief import Person
from evals.checks.residue.view import View
from evals.finding import Finding

_FOREIGN_ORG = re.compile(
    r"(?:局|委|办|厅|部|院|校|站|所|队|会|司|团|行|处|室|馆|社|中心|集团|公司|企业|银行|支部|村|社区|街道|镇|乡|县|市|区|省|国|的|某|原|前任?|时任|曾任|副|代|老|名誉)$"
)
_NOT_NOW = re.compile(r"(?:1[89]\d\d|20[01]\d)年|原任|时任|当年|民国|清代|历任|没当过|不是|改任|调任|离任|退休|第一任|首任")
_INTRODUCED_WITHIN = 5000  # characters
_BEFORE_OFFICE = "由让请在经和与据对被向受"  # 会议由县委书记石俊峰主持
_OFFICE_LEVELS = "省市县区镇乡旗州"


def findings(view: View) -> Iterator[Finding]:
    """Only offices that the list of people fills are judged: 王局长 where our 局长 is somebody else."""
    listed = view.case.context.people
    strangers: set[str] = set()
    for named in people(view.text, [p.name for p in listed]):
        if named.title[0] in "副代" or view.quoted(named.start, named.end) or _NOT_NOW.search(view.sentence_text(named.start)):
            continue
        holders = _holders(view, named, listed)
        if holders and not any(_same(named, p) for p in listed) and (not named.surname_only or _stands_free(view, named, strangers)):
            strangers.add(named.name)
            yield view.finding("other-person", named.start, named.end, holder="、".join(p.name for p in holders), title=named.title)


def _holders(view: View, named: Named, listed: tuple[Person, ...]) -> list[Person]:
    """Who holds, by the list, the office this person is given; nobody when it is an office of somebody else."""
    office = _office(view, named)
    if office is None:
        return []
    return [p for p in listed if named.title in p.title and (not office or office in p.title or not _level(p.title))]


def _office(view: View, named: Named) -> str | None:
    """The level word before the title (县 in 县委书记), '' when it stands bare, None when the office belongs to others."""
    before = view.text[max(0, named.start - 12) : named.start]
    title_first = named.start < named.name_start
    if title_first and (match := re.search(rf"([{_OFFICE_LEVELS}])委?$", before)):
        return match[1] if _is_ours(view, before[: match.start()]) else None
    if _FOREIGN_ORG.search(before):
        return None
    return named.title[0] if title_first and named.title[0] in _OFFICE_LEVELS else ""


def _is_ours(view: View, head: str) -> bool:
    """县委书记 with no place or with our own place before it."""
    return not re.search(r"[㐀-鿿]$", head) or head[-1] in _BEFORE_OFFICE or (view.own is not None and head.endswith(view.own.stem))


def _level(title: str) -> str:
    return next((c for c in title if c in _OFFICE_LEVELS), "")


def _same(named: Named, person: Person) -> bool:
    """The same person, or one whose surname is all that is said."""
    return person.name == named.name or (named.surname_only and person.name.startswith(named.name))


def _stands_free(view: View, named: Named, strangers: set[str]) -> bool:
    """谢局长 says whose 局长 only by standing free: somebody of that surname and of another body may have been introduced before."""
    if any(name.startswith(named.name) for name in strangers):
        return True
    introduced = r"(?:局|委|厅|公司|村|社区|协会|集团|学校|医院)[㐀-鿿]{0,8}" + named.name + "[㐀-鿿]{1,2}"
    return not re.search(introduced, view.text[max(0, named.start - _INTRODUCED_WITHIN) : named.start])

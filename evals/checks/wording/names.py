"""One person or one document called by two names in one text: 副县长梁克俭 and 副县长梁克检, 《……办法》 and 《……方法》."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from corpus.proper_names import Person, people
from corpus.zh import book_titles
from evals.checks.wording.view import View
from evals.finding import Finding

_SHORTEST_NAME = 3  # characters of a person's name: of two, one is half
_SHORTEST_TITLE = 10  # characters of a document's name, 《》 and all, without the name of the state
_STATE = "中华人民共和国"
_MOST = 200  # different names that are held against each other
# Another document of the same row
_COUNTED = re.compile(r"[\d０-９〇一二三四五六七八九十上中下新旧老省市县区镇乡州国甲乙丙丁东南西北前后]")
_FORMER = re.compile(r"(?:时任|原|原任|曾任|前任|历任)[㐀-鿿]{0,6}$")
_DEPUTY = "副"


class _Named(NamedTuple):
    start: int
    end: int
    name: str
    title: str = ""


def findings(view: View) -> Iterator[Finding]:
    """Each name that differs by one character from another one of the same text, and a deputy who is once called without his 副."""
    persons = [_Named(p.name_start, p.name_end, p.name, p.title) for p in people(view.text) if _is_whole(p)]
    for title in dict.fromkeys(p.title for p in persons):
        yield from _differing(view, [p for p in persons if p.title == title])
    yield from _promoted(view, persons)
    documents = [_Named(*span, span.of(view.text)) for span in book_titles(view.text)]
    yield from _differing(view, [d for d in documents if len(d.name.replace(_STATE, "")) >= _SHORTEST_TITLE])


def _is_whole(person: Person) -> bool:
    return person.certain and len(person.name) >= _SHORTEST_NAME and person.title != "同志"


def _differing(view: View, named: Sequence[_Named]) -> Iterator[Finding]:
    """The rarer of two names that differ by one character, at its last place; two that stand again and again are two."""
    counts = Counter(n.name for n in named)
    for one, two in combinations(list(counts)[:_MOST], 2):
        if min(counts[one], counts[two]) == 1 and _is_slip(one, two):
            wrong, right = (one, two) if counts[one] < counts[two] else (two, one)
            place = [n for n in named if n.name == wrong][-1]
            yield view.finding("named-two-ways", place.start, place.end, other=right)


def _is_slip(one: str, two: str) -> bool:
    """Does one character stand for another, or is one left out?"""
    if one[0] != two[0]:
        return False
    if len(one) == len(two):
        pairs = [(a, b) for a, b in zip(one, two) if a != b]
        return len(pairs) == 1 and not all(map(_COUNTED.match, pairs[0]))
    short, long = sorted((one, two), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long)) if a != b), len(short))
    return len(long) == len(short) + 1 >= _SHORTEST_TITLE and short[at:] == long[at + 1 :] and not _COUNTED.match(long[at])


def _promoted(view: View, persons: Sequence[_Named]) -> Iterator[Finding]:
    """县长周明远 beside 副县长周明远: told at the rarer one."""
    counts = Counter((p.name, p.title) for p in persons)
    for person in persons:
        deputy = (person.name, f"{_DEPUTY}{person.title}")
        if counts.get(deputy) and not any(_is_former(view, p) for p in persons if p.name == person.name):
            rarer = person.title if counts[person.name, person.title] <= counts[deputy] else deputy[1]
            place = next(p for p in persons if (p.name, p.title) == (person.name, rarer))
            other = deputy[1] if rarer == person.title else person.title
            yield view.finding("named-two-ways", place.start, place.end, other=f"{other}{person.name}")
            return


def _is_former(view: View, person: _Named) -> bool:
    return bool(_FORMER.search(view.text[max(0, person.start - 16) : person.start]))

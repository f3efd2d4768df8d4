"""When an equal value in the material vouches for a figure."""

import re

from corpus.figures import Figure
from corpus.figures.context import core
from evals.checks.figure.material import Support
from evals.checks.figure.place import Place, covered, pairs

_ROUNDED = 0.3  # a rounded or rough value must share some words with its source
_CHEAP = 0.15  # 三个 and 3项 agree by chance too often
_LINKED = {1: 0.2, 2: 0.15}  # for the guard, by significant digits: 35亿元 agrees by chance, 1,284件 hardly
_DISTINCT = 0.04
_NAMED = 0.5  # of a row's name stand with a small value, …
_MEANT = 0.34  # … or so much of what the clause calls it is in the name
_OWN_SUBJECT = 3  # characters from which a clause names something of its own
_NOUN = re.compile(r"[多余]?的?([㐀-鿿]{2,4})")


def vouches(place: Place, support: Support, likeness: float, how: str, strict: bool) -> bool:
    """Is `support`, so alike and with a value that agrees in the way `how`, about what `place` says?"""
    if likeness < _needed(place.read.figure, support.figure, how):
        return False
    if place.read.figure.soft and not place.read.figure.is_range and support.place is not None and not same_noun(place, support):
        return False
    return not strict or _is_meant(place, support, likeness)


def is_named(place: Place, support: Support, likeness: float) -> bool:
    """Do the words say that the figure is this one? What a table of figures calls given must be no equal value of another matter."""
    if place.read.figure.kind != "quantity":
        return True
    if _digits(place.read.figure) <= 2 and not same_noun(place, support) and _own(place, support) < _NAMED:
        return False
    return _is_meant(place, support, likeness)


def _needed(said: Figure, known: Figure, how: str) -> float:
    """How alike two places must be: more where agreement is cheap."""
    if said.soft:
        return 0.0 if said.is_range or said.text == known.text else _CHEAP
    return _ROUNDED if how not in ("", "折算") else 0.0


def _is_meant(place: Place, support: Support, likeness: float) -> bool:
    """For the guard: do the words of its own clause say that the figure is this one?"""
    figure, own = place.read.figure, _own(place, support)
    if figure.soft and not same_noun(place, support):
        return False
    if len(core(place.read.left)) >= _OWN_SUBJECT and max(own, likeness) < _DISTINCT:
        return False
    if support.fact is not None and support.place is None and _digits(figure) <= 2:
        return _names_the_row(place, support)
    return max(likeness, own, _around(place, support)) >= _LINKED.get(_digits(figure), _DISTINCT)


def _own(place: Place, support: Support) -> float:
    """How far the clause of the figure names the row, or stands around the value in its source."""
    if support.place is None:
        return covered(support.name, place.words)
    return max(covered(support.name, place.words), covered(place.words, support.place.words | support.place.far))


def _around(place: Place, support: Support) -> float:
    return covered(support.name, place.words | place.far)


def _names_the_row(place: Place, support: Support) -> bool:
    """A small value agrees by chance: 重大危险源企业11家 is not the row 危化品企业 11家, 11家企业 may be."""
    read = place.read
    called = (read.subject, read.right, read.right[:4], read.right[:2])
    meant = max(covered(pairs(words), support.name) if len(words) > 1 else 0.0 for words in called)
    if meant >= _MEANT or _own(place, support) >= _NAMED:
        return True
    return len(core(read.left)) < _OWN_SUBJECT and same_noun(place, support) and _around(place, support) >= _NAMED


def same_noun(place: Place, support: Support) -> bool:
    """数十个乡镇 is not 11家企业: what is counted in so many words is counted there too."""
    noun = _NOUN.match(place.read.right)
    if not noun:
        return True
    if support.place is None:
        return covered(pairs(noun[1][:2]), support.name) > 0
    there = f"{support.place.read.left[-12:]}，{support.place.read.right}"
    return any(pair in there for pair in pairs(noun[1]))


def _digits(figure: Figure) -> int:
    """Digits of the value as written: 3 of 86.4 and of 640, 2 of 35亿 (a round number is as distinct as its figures)."""
    return max(1, sum(c.isdigit() or c in "一二三四五六七八九" for c in figure.text))

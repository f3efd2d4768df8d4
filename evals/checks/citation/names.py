"""Names: people with their offices, places, enterprises that neither the brief nor a source knows."""

import re
from collections.abc import Iterator

from corpus.bare_names import bare_names
from corpus.proper_names import Person as Named
from corpus.proper_names import enterprises, people, places
from corpus.zh import book_titles
from drafting.brief import Person
from evals.case import Case
from evals.checks.citation.material import Material
from evals.finding import Evidence, Finding, Ground
from evals.rules import family_rules

_STATESMEN = frozenset(("习近平", "毛泽东", "邓小平", "江泽民", "胡锦涛", "周恩来", "焦裕禄", "雷锋"))
_CALLED = ("毛主席", "周总理")
# 市 and 县 that begin the next word: 紧扣|市委, 办好|县直
_NEXT_WORD = re.compile(r"委|直|政|人大|级|本|内|外|域|属|办|纪|两|[县市区乡镇]")


def judge(case: Case, material: Material) -> Iterator[Finding | Ground]:
    """People wherever there is material; places and enterprises for the guard only."""
    if not (case.strict or case.has_material):
        return
    yield from _people(case, material)
    if case.strict:
        yield from _bare(case, material)
        yield from _places(case, material)
        yield from _enterprises(case, material)


def _people(case: Case, material: Material) -> Iterator[Finding | Ground]:
    listed = {p.name: p for p in case.context.people}
    for named in people(case.text, (*listed, *_STATESMEN)):
        if (not named.certain and not case.strict) or named.name in _STATESMEN or case.text[: named.end].endswith(_CALLED):
            continue
        yield from _person(case, material, named, listed)


def _bare(case: Case, material: Material) -> Iterator[Finding | Ground]:
    """Names without a title: 李卫东多次要求, 联系人：王小明."""
    rule = family_rules("citation")["person-not-found"]
    for start, end in bare_names(case.text):
        name = case.text[start:end]
        if name in _STATESMEN:
            continue
        if evidence := material.words(name):
            yield Ground(start, end, evidence)
        else:
            yield rule.finding(case.text, start, end, name=name)


def _person(case: Case, material: Material, named: Named, listed: dict[str, Person]) -> Iterator[Finding | Ground]:
    rules = family_rules("citation")
    if other := _other_title(case, material, named, listed.get(named.name)):
        yield rules["person-title-differs"].finding(case.text, named.start, named.end, name=named.name, title=other)
    elif evidence := _who(material, named, listed):
        yield Ground(named.start, named.end, evidence)
    else:
        start, end = (named.start, named.end) if named.surname_only else (named.name_start, named.name_end)
        yield rules["person-not-found"].finding(case.text, start, end, name=case.text[named.start : named.end])


def _other_title(case: Case, material: Material, named: Named, person: Person | None) -> str:
    """The title the brief gives this person when it is another one, and no source bears the text out."""
    if person is None or not person.title or named.title == "同志" or named.title in person.title:
        return ""
    return "" if material.words(case.text[named.start : named.end]) else person.title


def _who(material: Material, named: Named, listed: dict[str, Person]) -> Evidence | None:
    if named.surname_only:
        for person in listed.values():
            if person.name.startswith(named.name) and named.title.removeprefix("副") in person.title:
                return Evidence("brief", "brief", f"{person.title}{person.name}")
        return material.words(named.name + named.title)
    return material.words(named.name)


def _places(case: Case, material: Material) -> Iterator[Finding | Ground]:
    rule = family_rules("citation")["place-not-found"]
    titles = book_titles(case.text)
    for place in places(case.text):
        if (
            place.rank == 4
            or any(t.overlaps(place.start, place.end) for t in titles)
            or (place.rank > 1 and _NEXT_WORD.match(case.text, place.end))
        ):
            continue
        if evidence := material.words(place.stem):
            yield Ground(place.start, place.end, evidence)
        else:
            yield rule.finding(case.text, place.start, place.end)


def _enterprises(case: Case, material: Material) -> Iterator[Finding | Ground]:
    rule = family_rules("citation")["organisation-not-found"]
    for enterprise in enterprises(case.text):
        if evidence := material.words(enterprise.brand):
            yield Ground(enterprise.start, enterprise.end, evidence)
        else:
            yield rule.finding(case.text, enterprise.start, enterprise.end)

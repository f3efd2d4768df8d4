"""《》 names against the library: one that is a character off a document there, and one that is no longer in force."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Protocol, runtime_checkable

from corpus.documents import Document
from corpus.names import names_of, normal_name
from corpus.zh import Span, book_titles
from evals.checks.wording.view import View
from evals.finding import Edit, Evidence, Finding
from evals.rules import family_rules

_SHORTEST = 6  # characters: 工作方案 is one step from 行动方案
_LONG = 14  # from here on two characters may be wrong
_OF_A_KIND = re.compile(r"(?:法|法典|条例|办法|规定|细则|意见|方案|通知|决定|规划|纲要|规则|规程|准则|标准|措施|计划)(?:\([^()]*\))?$")
_TELLS_APART = re.compile(r"[\d一二三四五六七八九十百省市县区州镇乡]|暂行|试行|修订|修正")
_PLACE = re.compile(r"[㐀-鿿]{2,4}(?:自治区|自治州|省|市|县|区|州|镇|乡)")
_TOLD = re.compile(
    r"(?:原|废止|失效|修订|修改|取代|代替|同时|历史|曾)[^，。；]{0,8}$|^[^，。；]{0,12}(?:同时废止|已废止|废止|修订|修改|失效)"
)


@runtime_checkable
class _Catalogue(Protocol):
    """A library that can say which documents it holds."""

    @property
    def papers(self) -> Sequence[Document]: ...


def findings(view: View) -> Iterator[Finding]:
    """In order of place. A name the library does not know at all is the citation checks' concern."""
    if not isinstance(view.case.archive, _Catalogue):
        return
    for span in book_titles(view.text):
        name = normal_name(span.of(view.text))
        if len(name) >= _SHORTEST and _OF_A_KIND.search(name):
            yield from _judged(view, span, name, view.case.archive.papers)


def _judged(view: View, span: Span, name: str, papers: Sequence[Document]) -> Iterator[Finding]:
    bearing = [paper for paper in papers if name in _names(paper.title)]
    if bearing:
        if all(paper.standing for paper in bearing) and not _is_told(view.text, span):
            yield _finding(view, "document-superseded", span, bearing[0], "")
        return
    near = {normal_name(paper.title): paper for paper in papers if _is_slip(name, paper.title)}
    if len(near) == 1:
        (paper,) = near.values()
        yield _finding(view, "document-name-differs", span, paper, f"《{_said(name, paper.title)}》")


def _finding(view: View, rule: str, span: Span, paper: Document, right: str) -> Finding:
    evidence = (Evidence("passage", paper.id, paper.title),)
    edit = Edit(*span, right) if right else None
    return family_rules("wording")[rule].finding(view.text, *span, evidence=evidence, edit=edit, score=0.8, right=right, label=paper.label)


def _is_told(text: str, span: Span) -> bool:
    """Does the text itself say that it is a former one?"""
    return bool(_TOLD.search(text[max(0, span.start - 12) : span.start]) or _TOLD.search(text[span.end : span.end + 16]))


def _is_slip(name: str, title: str) -> bool:
    """Is `name` the title with a wrong, missing or additional character, and not the name of another document of its kind?"""
    return any(_is_off(name, known) for known in _names(title) if len(known) >= _SHORTEST)


def _is_off(name: str, known: str) -> bool:
    from rapidfuzz.distance import OSA

    allowed = 2 if min(len(name), len(known)) >= _LONG else 1
    if abs(len(name) - len(known)) > allowed or not 0 < OSA.distance(name, known, score_cutoff=allowed) <= allowed:
        return False
    return _TELLS_APART.findall(name) == _TELLS_APART.findall(known) and _place(name) == _place(known)


def _place(name: str) -> str:
    """The place it is of: 青禾县河道管理办法 and 松亭县河道管理办法 are two documents."""
    place = _PLACE.match(name)
    return place[0] if place else ""


def _said(name: str, title: str) -> str:
    """The way to say the title that is nearest to `name`."""
    return min(sorted(_names(title)), key=lambda known: abs(len(known) - len(name)))


@lru_cache(maxsize=20_000)
def _names(title: str) -> frozenset[str]:
    return frozenset(names_of(title, ""))

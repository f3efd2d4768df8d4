"""《…》 and 发文字号: does any source, the brief or the library know this document?"""

import re
from collections.abc import Iterator

from corpus.proper_names import DocumentNumber, document_numbers
from corpus.zh import book_titles
from evals.case import Case
from evals.checks.citation.material import Material, tight
from evals.finding import Evidence, Finding, Ground, Severity
from evals.rules import family_rules

_INNER = re.compile(r"[《》〈〉]")
_POLICY = re.compile(
    r"(?:通知|意见|办法|方案|规定|条例|细则|纲要|规划|决定|报告|计划|措施|要点|批复|函|令|准则|规则|标准|指南|法)(?:[（(].{1,24}[）)])?$"
)
_LAW = re.compile(r"^(?:中华人民共和国)?[㐀-鿿]{2,16}(?:(?<!办)法|法典)$|^中华人民共和国|^中国共产党|^国务院")
_OWN = re.compile(r"(?:制定|起草|印发|出台|编制|形成|审议通过|拟订|修订|公布|填写|填报|发布)[了的]?(?:本)?$")
_VERSION = re.compile(r"[（(](?:试行|暂行|草案|征求意见稿|修订|修正|[^（()）]{0,6}(?:年|版|本))[^（()）]{0,8}[）)]$")


def judge(case: Case, material: Material) -> Iterator[Finding | Ground]:
    """A ground for every document that is known; a finding for one that is not."""
    rules = family_rules("citation")
    severity: Severity | None = None if case.has_material or case.strict else "suggestion"  # a small library alone proves little
    for span in book_titles(case.text):
        name = span.of(case.text)[1:-1]
        if evidence := _known(name, material):
            yield Ground(*span, evidence)
        elif case.strict or _must_be_known(case.text, span.start, name):
            yield rules["document-not-found"].finding(case.text, *span, severity=severity)
    for number in document_numbers(case.text):
        if evidence := _numbered(number, material):
            yield Ground(number.start, number.end, evidence)
        elif case.strict or not _is_own(case.text, number):
            yield rules["number-not-found"].finding(case.text, number.start, number.end, severity=severity)


def _known(name: str, material: Material) -> Evidence | None:
    return _named(name, material) or material.looked_up(name) or _unversioned(name, material)


def _unversioned(name: str, material: Material) -> Evidence | None:
    """《…办法（试行）》 is the document that a source calls 《…办法》."""
    bare = _VERSION.sub("", name)
    return (_named(bare, material) or material.looked_up(bare)) if bare != name else None


def _named(name: str, material: Material) -> Evidence | None:
    """As a title; a short one must stand in 书名号 there too, for 《规划》 is not any 规划."""
    wanted = _INNER.sub("", tight(name))
    for evidence, text in material.texts():
        bare = _INNER.sub("", text)
        if f"《{wanted}》" in text or (len(wanted) >= 6 and wanted in bare):
            return Evidence(evidence.kind, evidence.ref, name)
    return None


def _must_be_known(text: str, start: int, name: str) -> bool:
    """Outside the guard only policy documents are asked for: not laws of the state, books, or what this text itself issues."""
    return bool(_POLICY.search(name)) and len(name) >= 6 and not _LAW.search(name) and not _OWN.search(text, max(0, start - 6), start)


def _is_own(text: str, number: DocumentNumber) -> bool:
    """The document's own number stands on a line of its own."""
    return text[: number.start].rpartition("\n")[2].strip() == "" and text[number.end :].partition("\n")[0].strip() == ""


def _numbered(number: DocumentNumber, material: Material) -> Evidence | None:
    """The same agency word, year and serial, in whatever brackets; words before the agency word do not count."""
    for evidence, text in material.texts():
        for other in document_numbers(text):
            if (other.year, other.serial) == (number.year, number.serial) and _same_agency(number.agency, other.agency):
                return Evidence(evidence.kind, evidence.ref, text[other.start : other.end])
    return material.looked_up(f"{number.agency}〔{number.year}〕{number.serial}号")


def _same_agency(a: str, b: str) -> bool:
    """Equal, or the shorter ends the longer, whose beginning is then words that lead to it (据此青政办发)."""
    short, long = sorted((a, b), key=len)
    return long.endswith(short) and (a == b or len(short) >= 3)

"""What a document says of itself: title, 文种, 发文机关 and its level, date, 发文字号, 密级, region; and how sure that is.

Sources are the text, the properties of the file and its name. What stands nowhere stays empty.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from corpus.documents import Document
from corpus.marks import secrecy_mark
from corpus.metadata.beside import name_of_file, said_by_name, said_by_properties
from corpus.metadata.close import said_at_close
from corpus.metadata.derived import of_issuer, of_title
from corpus.metadata.front import Front
from corpus.metadata.weighing import DOUBTFUL, Candidate, Verdict, weigh
from corpus.titles import kind_of
from corpus.zh import paragraphs

__all__ = ["DOUBT", "DOUBTFUL", "enrich", "name_of_file"]

DOUBT = "疑："  # begins the keys of `Document.meta` that say why a field is doubted
_TOP = 20  # lines in which the front matter stands
_ENOUGH = 200  # characters to see that a line is no front matter
_READ = ("title", "number", "issuer", "date")


def enrich(document: Document, name: str = "") -> Document:
    """`document` with its empty fields filled, and how sure each of them is.

    `name` is that of its file without the ending, '' when a person did not name it. Fields that are given stay as they are.
    """
    lines = [span.of(document.text) for span in paragraphs(document.text)]
    front = Front([line[:_ENOUGH] for line in lines[:_TOP]], document.title)
    said = [
        *front.candidates(),
        *said_at_close(lines, front.title),
        *said_by_name(name),
        *said_by_properties(document.meta),
    ]
    found = {field: verdict for field in _READ if not getattr(document, field) and (verdict := _verdict(field, said))}
    read = _filled(document, found)
    more = _more(read, found, front.masthead)
    return _filled(read, {field: verdict for field, verdict in more.items() if not getattr(document, field)})


def _verdict(field: str, said: Iterable[Candidate]) -> Verdict | None:
    return weigh([candidate for candidate in said if candidate.field == field])


def _more(read: Document, found: Mapping[str, Verdict], masthead: str) -> dict[str, Verdict]:
    """The fields that follow from others: 文种 of the title, level and region of the issuer; and the mark of secrecy."""
    sure = {field: verdict.sure for field, verdict in found.items()}
    more = of_title(read.title, sure.get("title", 1.0)) | of_issuer(read, sure)
    if "kind" not in more and (kind := kind_of(masthead)):
        more["kind"] = Verdict(kind, 0.9, "")
    if mark := secrecy_mark(read.text):
        more["secrecy"] = Verdict(mark, 0.97, "")
    return more


def _filled(document: Document, found: Mapping[str, Verdict]) -> Document:
    values: dict[str, Any] = {field: verdict.value for field, verdict in found.items()}
    doubts = {DOUBT + field: verdict.doubt for field, verdict in found.items() if verdict.doubt}
    sure = {field: verdict.sure for field, verdict in found.items()}
    return replace(document, **values, sure=document.sure | sure, meta=document.meta | doubts)

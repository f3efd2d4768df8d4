"""The style of many documents of one 文种."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.documents import Document
from corpus.style.measure import Measured, measure, words
from corpus.style.values import Counted, Example, HeadingStyle, Spread, StyleProfile, Wording

FEWEST_DOCUMENTS = 3  # fewer show the habits of a text, not of a house
_MOST = 8  # wordings named of each sort
_EXAMPLES = 4
_SPACE = re.compile(r"\s+")
_CLAUSES = re.compile("[，、,；]")


def profile_of(kind: str, documents: Iterable[Document]) -> StyleProfile | None:
    """The style of `documents` with their texts, each text taken once; None when fewer than `FEWEST_DOCUMENTS` of them hold sentences."""
    given = list(documents)
    different = _different(given)
    pairs = [(document, measured) for document in different if (measured := measure(document)).sentences]
    if len(pairs) < FEWEST_DOCUMENTS:
        return None
    found = [measured for _, measured in pairs]
    dates = sorted(document.date for document, _ in pairs if document.date)
    return StyleProfile(
        kind=kind,
        documents=len(pairs),
        since=dates[0] if dates else None,
        until=dates[-1] if dates else None,
        zi=spread([m.zi for m in found]),
        sentence=spread([n for m in found for n in m.sentences]),
        paragraph=spread([n for m in found for n in m.paragraphs]),
        headings=_headings(found),
        opening=spread([m.opening for m in found if m.opening is not None]),
        closing=spread([m.closing for m in found]),
        addresses=_counted(m.addresses for m in found),
        openings=_counted(m.openings for m in found),
        closings=tuple(c for c in _counted([m.last_sentence] for m in found if m.last_sentence) if c.documents > 1),
        wording=_wording(found),
        examples=_examples(pairs),
        copies=len(given) - len(different),
    )


def _different(documents: Sequence[Document]) -> list[Document]:
    """One document of each text, white space aside: of copies the one that says most of itself."""
    said = sorted(documents, key=lambda d: (not d.title, d.date is None, not d.number, d.id))
    return list({_SPACE.sub("", d.text): d for d in reversed(said)}.values())


def spread(values: Sequence[float]) -> Spread:
    """Tenth, median and ninetieth of `values`, by nearest rank."""
    if not values:
        return Spread()
    ranked = sorted(values)
    tenth, median, ninetieth = (round(ranked[int(share * (len(ranked) - 1) + 0.5)], 4) for share in (0.1, 0.5, 0.9))
    return Spread(tenth, median, ninetieth, len(ranked))


def heading_form(heading: str) -> str:
    """设问, 对仗 (clauses of one length), 动宾短语, or 其他."""
    if heading.endswith(("？", "?")):
        return "设问"
    clauses = [clause for clause in _CLAUSES.split(heading) if clause]
    if len(clauses) > 1 and len({len(clause) for clause in clauses}) == 1:
        return "对仗"
    return "动宾短语" if heading.startswith(words().verbs) else "其他"


def _headings(found: Sequence[Measured]) -> HeadingStyle:
    headings = [heading for m in found for heading in m.headings]
    run_in = [inside for m in found for inside in m.run_in]
    return HeadingStyle(
        a_document=spread([len(m.headings) for m in found if m.headings]),
        length=spread([len(heading) for heading in headings]),
        forms=_counted([heading_form(heading)] for heading in headings),
        numbering=_counted(m.numberings for m in found),
        run_in=_rate(sum(run_in), len(run_in)),
    )


def _wording(found: Sequence[Measured]) -> Wording:
    zi, count = sum(m.zi for m in found), sum(len(m.sentences) for m in found)
    return Wording(
        figures=_rate(100 * sum(m.figures for m in found), zi),
        questions=_rate(sum(m.questions for m in found), count),
        imperatives=_rate(sum(m.imperatives for m in found), count),
        quotations=_rate(1000 * sum(m.quotations for m in found), zi),
        series=_rate(sum(m.has_series for m in found), len(found)),
        own_names=_counted(m.own_names for m in found),
        connectives=_counted(m.connectives for m in found),
    )


def _examples(pairs: Sequence[tuple[Document, Measured]]) -> tuple[Example, ...]:
    """First-level headings, of the newest documents, one a document, none twice."""
    newest = sorted(pairs, key=lambda pair: (pair[0].date is None, -(pair[0].date.toordinal() if pair[0].date else 0), pair[0].id))
    said: dict[str, Example] = {}
    for document, measured in newest:
        if fresh := next((heading for heading in measured.headings if heading not in said), ""):
            said[fresh] = Example(fresh, document.id, document.label)
    return tuple(said.values())[:_EXAMPLES]


def _counted(groups: Iterable[Iterable[str]]) -> tuple[Counted, ...]:
    counts = Counter(text for group in groups for text in dict.fromkeys(group))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Counted(text, n) for text, n in ranked[:_MOST])


def _rate(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0

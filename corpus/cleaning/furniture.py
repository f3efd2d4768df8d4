"""Web residue: lines of buttons, paths and counters, the same inside a line, and lists of links at the end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from corpus.cleaning.rules import Rule, rules
from corpus.dates import read_date
from corpus.documents import Mend
from corpus.mends import cut, united
from corpus.zh import Span, trimmed

WHY = "网页残留"
_LONGEST = 420  # characters of a line of residue
_BETWEEN = " \t\u3000\xa0|｜丨│┃·•/、，,-—–_~&"
_HEAD = 600  # characters in which the line below a web title stands
_TAIL_LINES = 12  # links in a list at the end
_LONGEST_LINK = 80


@dataclass(frozen=True)
class Found:
    """The residue in a text, and what it tells of the document."""

    mends: tuple[Mend, ...]
    meta: dict[str, str]


@dataclass(frozen=True)
class _Line:
    """A line all of residue pieces."""

    span: Span
    certain: bool
    names: frozenset[str]
    said: tuple[tuple[str, str], ...]  # fields of meta


def furniture(text: str) -> Found:
    """The web residue in `text`."""
    lines = _lines(text)
    spans = [Span(start, min(end + 1, len(text))) for start, end in ({line.span for line in lines} | set(_trailers(text)))]
    inside = [span for span in _parts(text) if not any(span.overlaps(*line) for line in spans)]
    mends = tuple(cut(text, start, end, WHY) for start, end in _with_end_before(text, united(sorted([*spans, *inside]))))
    said = [pair for line in lines for pair in line.said]
    return Found(mends, dict(reversed(said)))  # the first that is said counts


def _lines(text: str) -> list[_Line]:
    """The lines that are residue: those with a certain piece, and the lines around them made of pieces."""
    found: dict[Span, _Line] = {}
    for line in sorted((*_certain(text), *_below_title(text)), key=lambda line: line.span):
        found[line.span] = line
        for step in (-1, 1):
            for other in takewhile(lambda near: near is not None and near.span not in found, _neighbours(text, line.span, step)):
                if other:
                    found[other.span] = other
    return [found[span] for span in sorted(found)]


def _certain(text: str) -> Iterator[_Line]:
    seen: set[int] = set()
    for rule in rules().pieces:
        for needle in rule.needles if rule.certain else ():
            at = text.find(needle)
            while at >= 0:
                span = _line_at(text, at)
                if span.start not in seen and (line := _read(text, span)) and line.certain:
                    seen.add(span.start)
                    yield line
                at = text.find(needle, max(span.end, at + 1))


def _below_title(text: str) -> Iterator[_Line]:
    """Lines near the top of two or more kinds of piece (来源：… 发布时间：…): no text has such a line."""
    at, end = 0, min(_HEAD, len(text)) if "来源" in text[:_HEAD] else 0
    while at < end:
        span = _line_at(text, at)
        if (line := _read(text, span)) and {"来源", "发布时间"} <= line.names:
            yield line
        at = span.end + 1


def _neighbours(text: str, span: Span, step: int) -> Iterator[_Line | None]:
    """The lines before (-1) or after (1) `span` as residue, None for one that is not; empty lines are passed over."""
    while (step < 0 and span.start > 0) or (step > 0 and span.end < len(text)):
        span = _line_at(text, span.start - 1 if step < 0 else span.end + 1)
        if trimmed(text, *span).start < trimmed(text, *span).end:
            yield _read(text, span)


def _line_at(text: str, at: int) -> Span:
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return Span(start, end if end >= 0 else len(text))


def _read(text: str, span: Span) -> _Line | None:
    """The line at `span`, when it consists of pieces only."""
    if span.end - span.start > _LONGEST:
        return None
    line, at = span.of(text).strip(_BETWEEN), 0
    names, said, certain = list[str](), list[tuple[str, str]](), False
    while at < len(line):
        rule, end = _longest(line, at)
        if rule is None:
            return None
        names.append(rule.name)
        certain = certain or rule.certain
        said += _said(rule, line, at)
        at = end
        while at < len(line) and line[at] in _BETWEEN:
            at += 1
    return _Line(span, certain, frozenset(names), tuple(said)) if names else None


def _longest(line: str, at: int) -> tuple[Rule | None, int]:
    """The piece that takes most of `line` from `at` on, and where it ends."""
    best, most = None, at
    for rule in rules().pieces:
        match = rule.regex.match(line, at)
        if match and match.end() > most:
            best, most = rule, match.end()
    return best, most


def _said(rule: Rule, line: str, at: int) -> list[tuple[str, str]]:
    match = rule.regex.match(line, at) if rule.meta else None
    value = match["value"] if match else ""
    if not value:
        return []
    day = read_date(value.replace(" ", ""))
    return [(rule.meta, day.isoformat() if day else value)]


def _parts(text: str) -> Iterator[Span]:
    for rule in rules().parts:
        if any(needle in text for needle in rule.needles):
            yield from (Span(*match.span()) for match in rule.regex.finditer(text))


def _trailers(text: str) -> Iterator[Span]:
    """The lines from 相关报道： on, when nothing but a few titles follows."""
    tail = max(0, len(text) - (_TAIL_LINES + 2) * _LONGEST_LINK)
    for rule in rules().trailers:
        if not any(text.find(needle, tail) >= 0 for needle in rule.needles):
            continue
        lines = _lines_from(text, tail)
        for i, line in enumerate(lines):
            if i and rule.regex.fullmatch(line.of(text).strip()) and _are_links(text, lines[i + 1 :]):
                yield Span(line.start, lines[-1].end)
                return


def _lines_from(text: str, at: int) -> list[Span]:
    spans = []
    while at < len(text):
        span = _line_at(text, at)
        if span.of(text).strip():
            spans.append(span)
        at = span.end + 1
    return spans


def _are_links(text: str, lines: Sequence[Span]) -> bool:
    said = [line.of(text).strip() for line in lines]
    return len(said) <= _TAIL_LINES and all(len(line) <= _LONGEST_LINK and "。" not in line and "附件" not in line for line in said)


def _with_end_before(text: str, spans: list[Span]) -> list[Span]:
    """The last lines of a text are left out with the line end before them."""
    if spans and spans[-1].end == len(text) and text[: spans[-1].start].endswith("\n") and not text.endswith("\n"):
        spans[-1] = Span(spans[-1].start - 1, len(text))
    return spans

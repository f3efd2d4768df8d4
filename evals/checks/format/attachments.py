"""附件说明 against the attachments that the text names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.zh import Span
from evals.checks.format.paper import Paper
from evals.finding import Finding

_NOTE = re.compile(r"附\s?件\s?[：:]\s*(?P<first>\S[^\n]*)")
_NUMBERED = re.compile(r"(?P<number>\d{1,2})\s*[.．、]\s*(?=\D)")
_NAMED = re.compile(
    r"(?:见|详见|参见|按|填写|填报|报送|以)附件(?P<number>\d{1,2}|[一二三四五六七八九十])?(?!的?(?:通知|精神|要求精神))|（附件(?P<inside>\d{1,2})?）|[(]附件(?P<half>\d{1,2})?[)]"
)
_ATTACHED = re.compile(r"^附\s?(?:件|表|图)", re.MULTILINE)
_HEAD = re.compile(r"^[ \u3000]*附\s?件\s?(?P<number>\d{1,2}|[一二三四五六七八九十])?[ \u3000]*[：:]?[ \u3000]*$", re.MULTILINE)
_BEYOND = re.compile(r"》(?:[^，。]{0,10})$|文$|号）?$|原$")
_CHINESE = "一二三四五六七八九十"
_MARKED = re.compile(r"[。；，、]$")


@dataclass(frozen=True)
class _Note:
    """The 附件说明: its lines, and the number each begins with (0 for none)."""

    lines: tuple[Span, ...]
    numbers: tuple[int, ...]


def findings(paper: Paper) -> Iterator[Finding]:
    """Attachments that the text names and nobody lists, and names in a form of their own."""
    note = _note(paper)
    named = [(m, _number(m)) for m in _NAMED.finditer(paper.text, *paper.body) if not _BEYOND.search(paper.text[: m.start()][-12:])]
    if note:
        yield from _formed(paper, note)
        yield from _attached(paper, note)
        yield from _unlisted(paper, note, named)
    elif named and paper.signatures and paper.date and not _ATTACHED.search(paper.text):
        yield paper.finding("attachment-not-listed", Span(*named[0][0].span()))


def _number(named: re.Match[str]) -> int:
    said = named["number"] or named["inside"] or named["half"] or ""
    return int(said) if said.isascii() and said.isdecimal() else _CHINESE.find(said) + 1 if said else 0


def _note(paper: Paper) -> _Note | None:
    """The line 附件：… before the signature, and the numbered ones that follow it."""
    for i in range(paper.head + 1, len(paper.lines)):
        match = _NOTE.fullmatch(paper.words(i))
        if match is None:
            continue
        lines = [Span(paper.lines[i].start + match.start("first"), paper.lines[i].end)]
        for line in paper.lines[i + 1 :]:
            if not _NUMBERED.match(line.of(paper.text)):
                break
            lines.append(line)
        numbers = [_NUMBERED.match(line.of(paper.text)) for line in lines]
        return _Note(tuple(lines), tuple(int(n["number"]) if n else 0 for n in numbers))
    return None


def _formed(paper: Paper, note: _Note) -> Iterator[Finding]:
    """GB/T 9704 7.3.4: names without a mark at the end, numbered where there are several."""
    for line in note.lines:
        said = line.of(paper.text)
        if _MARKED.search(said) and "。" not in said[:-1]:
            yield paper.finding("attachment-with-mark", Span(line.end - 1, line.end), "")
    if len(note.lines) > 1 and not note.numbers[0]:
        yield paper.finding("attachment-unnumbered", note.lines[0])


def _attached(paper: Paper, note: _Note) -> Iterator[Finding]:
    """More attachments behind the text than its note lists; fewer may be files of their own."""
    heads = {m["number"] or "1" for m in _HEAD.finditer(paper.text, paper.lines[-1].end)}
    if len(heads) > len(note.lines):
        yield paper.finding(
            "attachments-beyond-list", Span(note.lines[0].start, note.lines[-1].end), listed=len(note.lines), attached=len(heads)
        )


def _unlisted(paper: Paper, note: _Note, named: list[tuple[re.Match[str], int]]) -> Iterator[Finding]:
    listed = set(note.numbers) - {0} or {1}
    for match, number in named:
        if number and number not in listed:
            yield paper.finding("attachment-number-unlisted", Span(*match.span()), number=number, listed=len(listed))

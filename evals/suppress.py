"""忽略说明: a person's word, with its reason, that a finding is to be left out.

In md and txt a comment `<!-- biganzi：忽略 PAD003 理由：… -->`, alone on its line for the next line of text, else for its own;
in docx a Word comment with the same words for what it is anchored on. 忽略全文 holds for the whole document.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from base.errors import InputError
from corpus.remarks import Remark
from corpus.zh import Span, halfwidth
from evals.catalogue import find
from evals.finding import Finding
from evals.rules import common_rules

_ADDRESS = r"(?:biganzi|笔杆子)\s*:"
_ADDRESSED = re.compile(rf"\s*{_ADDRESS}", re.IGNORECASE)
# As it is typed, as an editor makes it wide, and as a Chinese keyboard gives it: 《！——…——》
_INLINE = re.compile(rf"[<《〈]\s*!\s*[-–—]{{1,4}}\s*(?P<words>{_ADDRESS}[^<]{{0,400}}?)\s*[-–—]{{1,4}}\s*[>》〉]", re.IGNORECASE)
_RULE = r"[A-Za-z][A-Za-z0-9-]{2,}"
_WORDS = re.compile(
    rf"\s*{_ADDRESS}\s*忽略(?P<whole>全文|本文)?[\s:]*(?P<rules>(?:{_RULE})(?:[、,;\s]+(?:{_RULE}))*)?(?P<reason>.*)",
    re.IGNORECASE | re.DOTALL,
)
_AROUND = " \t\n　,;:。、()（）：，；"  # what stands round a reason and is no part of it
_LEAST_REASON = 2  # characters


@dataclass(frozen=True)
class Note:
    """One 忽略说明: `place` where it is, `scope` what it is about (None for the whole document), `fault` why it cannot be followed."""

    place: Span
    scope: Span | None
    rules: tuple[str, ...] = ()
    reason: str = ""
    fault: str = ""
    inline: bool = True  # in the text itself, not beside it

    @property
    def holds(self) -> bool:
        return not self.fault and len(self.reason) >= _LEAST_REASON

    def covers(self, found: Finding) -> bool:
        """Is `found` one that this note asks to leave out?"""
        if found.rule not in self.rules:
            return False
        return self.scope is None or (found.end > found.start and self.scope.overlaps(found.start, found.end))


def notes_in(text: str, remarks: Iterable[Remark] = ()) -> tuple[Note, ...]:
    """Every 忽略说明 in `text` and in the `remarks` beside it, in order of place."""
    narrow = halfwidth(text)
    places = [Span(*m.span()) for m in _INLINE.finditer(narrow)]
    bare = blanked(text, places)
    inline = [_note(m["words"], text[slice(*m.span("words"))], p, _scope(bare, p)) for m, p in zip(_INLINE.finditer(narrow), places)]
    beside = [_of_remark(text, remark) for remark in remarks if _ADDRESSED.match(halfwidth(remark.words)) and remark.end <= len(text)]
    return tuple(sorted((*inline, *beside), key=lambda note: note.place))


def blanked(text: str, places: Iterable[Span]) -> str:
    """`text` with the inline notes as blanks, so that no check reads them and all offsets stay."""
    for place in places:
        text = text[: place.start] + re.sub(r"[^\n]", " ", place.of(text)) + text[place.end :]
    return text


def _of_remark(text: str, remark: Remark) -> Note:
    place = Span(remark.start, remark.end)
    scope = place if place.start < place.end else _line(text, place.start)
    return replace(_note(halfwidth(remark.words), remark.words, place, scope), inline=False)


def _note(narrow: str, words: str, place: Span, scope: Span) -> Note:
    """`narrow` is `words` in half width, character for character."""
    match = _WORDS.match(narrow)
    if match is None:
        return Note(place, scope, fault="没有写“忽略”")
    if not match["rules"]:
        return Note(place, scope, fault="没有写明规则编号")
    ids, unknown = _ids(match["rules"])
    reason = words[slice(*match.span("reason"))].strip(_AROUND).removeprefix("理由").strip(_AROUND)
    fault = f"写的规则“{'、'.join(unknown)}”不存在" if unknown else ""
    return Note(place, None if match["whole"] else scope, ids, reason, fault)


def _ids(said: str) -> tuple[tuple[str, ...], list[str]]:
    """Ids of the rules named, and the names of those there are not."""
    ids, unknown = list[str](), list[str]()
    for name in re.findall(_RULE, said):
        try:
            ids.append(find(name).rule.id)
        except InputError:
            unknown.append(name)
    return tuple(ids), unknown


def _scope(bare: str, place: Span) -> Span:
    """The line that holds the note; the next one with text when the note stands alone. `bare` has notes as blanks."""
    own = _line(bare, place.end)
    start = bare.rfind("\n", 0, place.start) + 1
    if bare[start : own.end].strip():
        return Span(start, own.end)
    following = re.compile(r"\S").search(bare, own.end)
    return _line(bare, following.start()) if following else own


def _line(text: str, at: int) -> Span:
    end = text.find("\n", at)
    return Span(text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text))


@dataclass(frozen=True)
class Silenced:
    """What is left of findings after the notes, and how often each note was followed."""

    kept: tuple[Finding, ...]
    followed: Counter[Note]


def silenced(findings: Iterable[Finding], notes: Iterable[Note]) -> Silenced:
    """`findings` without those that a note which holds asks to leave out."""
    holding = [note for note in notes if note.holds]
    kept, followed = list[Finding](), Counter[Note]()
    for found in findings:
        by = next((note for note in holding if note.covers(found)), None)
        if by is None:
            kept.append(found)
        else:
            followed[by] += 1
    return Silenced(tuple(kept), followed)


def faults(text: str, notes: Iterable[Note], followed: Iterable[Note], judged: Iterable[str]) -> Iterator[Finding]:
    """Findings on the notes themselves; that one has no use is said only of rules whose families were `judged`."""
    used, families = set(followed), set(judged)
    rules = common_rules()
    for note in notes:
        named = "、".join(note.rules)
        if note.fault:
            yield rules["suppression-unreadable"].finding(text, *note.place, fault=note.fault)
        elif not note.holds:
            yield rules["suppression-without-reason"].finding(text, *note.place, rules=named)
        elif note not in used and all(find(id_).rule.family in families for id_ in note.rules):
            yield rules["suppression-unused"].finding(text, *note.place, rules=named)


def restored(text: str, found: Finding) -> Finding:
    """`found` on a blanked text as a finding on `text`."""
    return replace(found, text=text[found.start : found.end])

"""A checked text as the page shows it: its findings numbered in order of place, those that say the same of a line as one note."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from evals.finding import Finding
from evals.render import Checked
from evals.render.parts import Part, parts
from evals.render.verdict import verdict


class Numbered(NamedTuple):
    """A finding with the number by which the text and the margin refer to each other."""

    number: int
    finding: Finding


@dataclass(frozen=True)
class Note:
    """What stands in the margin: a finding, or several of one line that say the same of different words."""

    members: tuple[Numbered, ...]

    @property
    def finding(self) -> Finding:
        """The first of them."""
        return self.members[0].finding

    @property
    def message(self) -> str:
        """“5.6%”“8.93亿元”（3 处）在台账中找不到出处: the message with the words of all, counted where some stand there twice."""
        first = self.finding
        words = dict.fromkeys(f"“{m.finding.text}”" for m in self.members)
        said = "".join(words) + (f"（{len(self.members)} 处）" if len(words) < len(self.members) else "")
        return first.message.replace(f"“{first.text}”", said, 1) if len(self.members) > 1 else first.message


@dataclass(frozen=True)
class View:
    """`id` begins the ids of everything that belongs to this text."""

    checked: Checked
    id: str

    @cached_property
    def findings(self) -> tuple[Numbered, ...]:
        return tuple(Numbered(n, f) for n, f in enumerate(self.checked.outcome.findings, 1))

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """The notes in order of place."""
        return tuple(sorted(self._notes(), key=lambda note: note.members[0].number))

    @cached_property
    def parts(self) -> list[Part]:
        return parts(self.checked)

    @property
    def verdict(self) -> str:
        return verdict(self.checked)

    def note_id(self, number: int) -> str:
        """The id of the note that holds this finding."""
        return f"{self.id}-f{self._first[number]}"

    def mark_id(self, number: int) -> str:
        """The id of its place in the text."""
        return f"{self.id}-m{number}"

    def line_id(self, start: int) -> str:
        """The id of the line that begins at `start`."""
        return f"{self.id}-p{start}"

    def _notes(self) -> Iterator[Note]:
        for _, line in groupby(self.findings, key=lambda n: self.checked.text.count("\n", 0, n.finding.start)):
            alike: dict[tuple[str, ...], list[Numbered]] = {}
            for numbered in line:
                alike.setdefault(_pattern(numbered), []).append(numbered)
            yield from (Note(tuple(members)) for members in alike.values())

    @cached_property
    def _first(self) -> dict[int, int]:
        return {m.number: note.members[0].number for note in self.notes for m in note.members}


def _pattern(numbered: Numbered) -> tuple[str, ...]:
    """What findings that say the same have in common; one that rests on something or proposes an edit stands alone."""
    number, finding = numbered
    if finding.evidence or finding.edit or not finding.text or f"“{finding.text}”" not in finding.message:
        return (str(number),)
    return finding.rule, finding.severity, finding.message.replace(f"“{finding.text}”", "“”", 1)

"""From the model's marks to citations: a mark is a hint, only shared words or a grounded figure make it a citation."""

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from drafting.draft import Citation, Source
from drafting.guard import MARK, Checker, Gap, Grounded, Material, Verdict
from drafting.ledger import Fact
from drafting.model.lines import Hinted
from drafting.writer import Task

SHARED_RUN = 6  # characters of a source that a sentence must share word for word
_PART = re.compile(r"[^，。！？；：、,.!?;:\s“”‘’《》（）()]+")


@dataclass(frozen=True)
class Shown:
    """What the model saw under numbers: [F1] is the first of `facts`, [P1] the first of `passages`."""

    facts: tuple[Source, ...]
    passages: tuple[Source, ...]

    def hinted(self, sentence: Hinted) -> tuple[Source, ...]:
        """The sources the marks point at; numbers that were never given out point at nothing."""
        facts = tuple(self.facts[i] for i in sentence.facts if i < len(self.facts))
        return (*facts, *(self.passages[i] for i in sentence.passages if i < len(self.passages)))


def material_of(task: Task) -> Material:
    """All that a sentence may rest on: the whole ledger, for a figure may well belong to another section."""
    rows = task.brief.facts  # every row at its own place, doubled ones too: a source is named by its row's number
    return Material(task.brief, (*rows, *(f for f in task.facts if f not in rows)), task.hits)


def shown_of(task: Task, passages: int) -> Shown:
    """The sources of `material_of(task)` in the numbering of the prompt: this section's rows, the first `passages` passages."""
    material = material_of(task)
    sources = material.sources
    found = sources[len(material.facts) + 1 :]
    return Shown(tuple(sources[material.facts.index(f)] for f in task.facts), found[:passages])


def cited(grounded: Grounded, sentence: Hinted, shown: Shown, brief_words: str) -> tuple[Citation, ...]:
    """The citations of one grounded sentence: what the checker grounded, and hinted sources whose words it shares.

    Words that the brief has too say nothing about where they come from.
    """
    grounded_on = {c.source for c in grounded.citations}
    # a row is cited where its value stands, not for its name
    ungrounded = [source for source in shown.hinted(sentence) if source not in grounded_on and source.kind != "fact"]
    runs = [(source, _shared(grounded.text, source.text, brief_words)) for source in ungrounded]
    added = [Citation(start=run[0], end=run[1], source=source) for source, run in runs if run]
    return tuple(sorted((*grounded.citations, *added), key=lambda c: (c.start, c.end)))


def by_numbers(check: Checker, sentence: Hinted, shown: Shown) -> Checker:
    """`check`, which also doubts a figure of another row than the number behind the sentence names, where the words are that row's."""
    named = [source for source in shown.hinted(sentence) if source.kind == "fact"]
    if not named:
        return check

    def checked(text: str, material: Material) -> Verdict:
        verdict = check(text, material)
        given = [material.facts[int(source.ref)] for source in named if source not in {c.source for c in verdict.grounded}]
        doubted = (_doubt(text, c, material.facts[int(c.source.ref)], given) for c in verdict.grounded if c.source.kind == "fact")
        return replace(verdict, gaps=(*verdict.gaps, *(gap for gap in doubted if gap)))

    return checked


def strays(sentence: Hinted, shown: Shown) -> int:
    """How many numbers stand behind a sentence that were never given out."""
    return sum(i >= len(shown.facts) for i in sentence.facts) + sum(i >= len(shown.passages) for i in sentence.passages)


def _doubt(text: str, citation: Citation, row: Fact, given: list[Fact]) -> Gap | None:
    """The sentence names one row by number and by its words, and tells the value of another."""
    for fact in given:
        if fact.full_unit == row.full_unit and _named(fact, text) > _named(row, text):
            return Gap(citation.start, citation.end, f"句后标明用的是“{fact.name}”（{fact.amount}），数字却是“{row.name}”的，请核对。")
    return None


def _named(fact: Fact, text: str) -> float:
    """How much of a row's name stands in `text`."""
    pairs = [fact.name[i : i + 2] for i in range(len(fact.name) - 1)]
    return sum(pair in text for pair in pairs) / max(1, len(pairs))


def _shared(text: str, source: str, brief_words: str) -> tuple[int, int] | None:
    """The longest run, within one clause and outside open marks, that `text` shares with `source` and not with the brief."""
    marks = [m.span() for m in MARK.finditer(text)]
    best: tuple[int, int] | None = None
    for part in _PART.finditer(text):
        if any(s < part.end() and part.start() < e for s, e in marks):
            continue
        match = SequenceMatcher(None, part[0], source, autojunk=False).find_longest_match()
        words = part[0][match.a : match.a + match.size]
        if match.size >= SHARED_RUN and words not in brief_words and (best is None or match.size > best[1] - best[0]):
            best = (part.start() + match.a, part.start() + match.a + match.size)
    return best

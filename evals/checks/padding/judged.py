"""Every sentence of a text with its score and what made it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.zh import count_zi
from evals.case import Case
from evals.checks.padding.common import Common, common
from evals.checks.padding.lexicon import KindOfText, lexicon, required
from evals.checks.padding.model import squashed, weights
from evals.checks.padding.parts import Sentence, parted
from evals.checks.padding.signals import Signals, signals

CLEAR, WEAK = 0.5, 0.35  # scores from which on a sentence is padding, or may be
ANYBODYS = 0.45  # share of common phrases from which on a sentence without a figure is anybody's
_FROM, _RAISE = 0.15, 8.0  # what is common beyond this share raises the log odds by this much for the whole sentence
_WIDE, _OWN_WORDS = 50, 0.7  # in a library of so many documents, what hardly another unit says is by so much less of a formula
_FRAME = -2.0  # log odds that a heading or a frame does not pass by its words
_REQUIRED = 0.6  # share of required wording from which on a sentence is required
_QUOTED = re.compile("[“‘「][^“”「」]*[”’」]?[。！!]?")
_OLD, _MODERN = re.compile("[之者也矣焉乎其于曰必]"), re.compile("[的了们吗呢要我]")
_OLD_WORDS = 2  # words of the old language that make a sentence one of it
_MATTERS = {"谁来做": ("duty",), "做什么": ("deed",), "什么时候": ("when", "dates"), "多少": ("figures", "small_figures")}
_MILD = ("degree", "abstract", "whole")
_SUBSTANCE = ("duty", "deed", "when", "flaw", "instance", "thing")
_REASONS = 3  # signals named
_NAMED_WORDS = 3  # stock words named of one class


@dataclass(frozen=True)
class Judged:
    """One sentence judged."""

    part: Sentence
    signals: Signals
    common: Common
    by_words: float  # its score by its words and those around it alone
    score: float  # … and by how many others say it

    @property
    def is_said(self) -> bool:
        """Neither heading nor frame."""
        return self.part.role in ("body", "thanks")

    @property
    def names_something(self) -> bool:
        """A figure, a date, a person, an enterprise, a document, a deadline."""
        return bool(self.signals.solid)

    @cached_property
    def is_required(self) -> bool:
        """Is nearly all of it required wording?"""
        words = sum(c.isalnum() for c in self.part.text)
        said = sum(sum(c.isalnum() for c in m[0]) for m in required().finditer(self.part.text))
        return said >= _REQUIRED * words

    @cached_property
    def is_saying(self) -> bool:
        """Is it a quotation throughout, or a line of an old book, without a stock word?"""
        if any(lexicon().words[sort].empty for sort in self.signals.words):
            return False
        said = self.part.text
        return bool(_QUOTED.fullmatch(said)) or (len(_OLD.findall(said)) >= _OLD_WORDS and not _MODERN.search(said))

    @property
    def is_padding(self) -> bool:
        """Clear padding: there is something to show for it."""
        if self.is_required or self.is_saying:
            return False
        return self.is_anybodys or (self.part.role == "body" and self.by_words >= CLEAR and self.shows_it)

    @property
    def may_be_padding(self) -> bool:
        """Weak padding at least."""
        if self.is_required or self.is_saying:
            return False
        return self.is_padding or (self.part.role == "body" and self.by_words >= WEAK and bool(self.telling))

    @property
    def shows_it(self) -> bool:
        """Is there a stock word, or a turn of phrase that is enough by itself?

        我们, 能力 and 不断 are in every sentence: one alone counts where nobody does anything, nothing is named and nothing is wrong.
        """
        known, found = lexicon(), self.signals
        empty = {sort: words for sort, words in found.words.items() if known.words[sort].empty}
        if any(sort not in _MILD for sort in empty) or sum(map(len, empty.values())) > 1:
            return True
        if any(shape.alone and found.values[name] for name, shape in known.shapes.items()):
            return True
        return bool(empty) and not any(sort in found.words for sort in _SUBSTANCE) and not self.names_something

    @property
    def is_anybodys(self) -> bool:
        """Is it, without a figure, what many units say? Thanks are too, where many give them in the same words."""
        return self.is_said and self.common.share >= ANYBODYS and not self.signals.values["any_figure"]

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """The signals that speak for padding with the words that give them: strongest first, common words last."""
        shares = weights().shares(self.signals.values)
        ranked = sorted((name for name in shares if shares[name] > 0), key=lambda name: (name in _MILD, -shares[name]))
        return tuple(words for name in ranked if (words := _in_words(name, self.signals)))

    @property
    def zi(self) -> int:
        return count_zi(self.part.text)


def judged(case: Case, kind: KindOfText) -> list[Judged]:
    """The sentences of `case`, a text of this kind, in order."""
    parts = parted(case.text)
    found = [signals(part.text) for part in parts]
    shares = common(case.text, [part.span for part in parts], case.archive)
    odds = _odds(parts, found, kind.shift)
    if case.archive and case.archive.size >= _WIDE:
        odds = [one if share.share > _FROM else one - _OWN_WORDS for one, share in zip(odds, shares, strict=True)]
    return [
        Judged(part, signal, share, squashed(one), squashed(one + _RAISE * max(0.0, share.share - _FROM)))
        for part, signal, share, one in zip(parts, found, shares, odds, strict=True)
    ]


def _odds(parts: Sequence[Sentence], found: Sequence[Signals], shift: float) -> list[float]:
    """Log odds by the words alone; those of the body draw one another."""
    said = [i for i, part in enumerate(parts) if part.role == "body"]
    odds = [min(_FRAME, weights().odds(one)) for one in found]
    for i, one in zip(said, weights().in_company([weights().odds(found[i]) for i in said]), strict=True):
        odds[i] = one + shift
    return odds


def reasons(one: Judged) -> str:
    """What made its score, for a person."""
    others = (f"文库里有 {one.common.units} 个单位这样说",) if one.common.share >= ANYBODYS else ()
    return "、".join((*others, *one.telling[:_REASONS]))


def lacking(one: Judged) -> str:
    """What it does not say."""
    values = one.signals.values
    missing = [word for word, names in _MATTERS.items() if not any(values[name] for name in names)]
    return "、".join(missing) or "具体内容"


def _in_words(name: str, found: Signals) -> str:
    known = lexicon()
    if name in known.words and known.words[name].empty and found.values[name]:
        return f"{known.words[name].title}“{'、'.join(found.words[name][:_NAMED_WORDS])}”"
    shape = known.shapes.get(name)
    return shape.title if shape and shape.empty and found.values[name] else ""


def in_paragraphs(every: Sequence[Judged]) -> Iterator[list[Judged]]:
    """What is said, thanks included, paragraph by paragraph."""
    held: list[Judged] = []
    for one in every:
        if held and one.part.paragraph != held[-1].part.paragraph:
            yield held
            held = []
        if one.is_said:
            held.append(one)
    if held:
        yield held

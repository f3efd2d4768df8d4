"""What a proofreader leaves alone: others' words, names, numbers, old and foreign script, what the text or the library says often."""

import re
from collections.abc import Iterable, Iterator

import numpy as np

from corpus.office import office
from corpus.proper_names import document_numbers, enterprises, people
from corpus.zh import Span, paragraphs, quotations
from drafting.guard import MARK
from evals.archive import Archive
from evals.case import Case
from evals.checks.typo.confusions import NUMERALS, Flags

_TERM = 6  # characters of a quotation that is a term of the trade (“放管服”), not somebody's words
_SPEAKS = re.compile("[，。！？；：、…]")
# ordinals, numbers, the parties of a case, people without a name
_SYMBOLS = re.compile(f"第(?=[{NUMERALS}0-9])|[{NUMERALS}甲乙丙丁戊]+|[一-鿿]某{{1,2}}")
_CLASSICAL = re.compile("[之乎者也矣焉哉兮曰吾汝尔乃岂盍孰弗勿毋]")
_CLASSICAL_SHARE = 0.17
_HAN = re.compile("[一-鿿]")
_UNITS_THAT_SAY_IT = 2  # units of the library that say a phrase which is then no slip


def others_words(case: Case) -> Flags:
    """Which characters are somebody else's words, a name, foreign script or a mark of ours: nothing there is called wrong."""
    text, known = case.text, _known_names(case)
    quoted = [q for q in quotations(text) if q.end - q.start > _TERM + 2 or _SPEAKS.search(q.of(text))]
    foreign = [line for line in paragraphs(text) if _is_foreign(line.of(text))]
    named = [Span(p.name_start, p.name_end) for p in people(text, known)]
    listed = (span for name in known for span in _matches(re.compile(re.escape(name)), text))
    return _mask(len(text), [*quoted, *foreign, *named, *listed, *_matches(MARK, text)])


def beyond_doubt(case: Case) -> Flags:
    """Which characters the model is not asked about: names of firms, symbols, what several units of the library say alike.

    The shape of a place tells too little: 试险区 is none. A place that is named twice is let be as all that a text repeats.
    """
    text = case.text
    named = [Span(n.start, n.end) for n in document_numbers(text)]
    named += [Span(e.start, e.start + len(e.brand)) for e in enterprises(text)]
    return _mask(len(text), [*named, *_matches(_SYMBOLS, text), *_said_elsewhere(text, case.archive)])


def _mask(length: int, spans: Iterable[Span]) -> Flags:
    mask = np.zeros(length, dtype=bool)
    for start, end in spans:
        mask[start:end] = True
    return mask


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    return (Span(*match.span()) for match in pattern.finditer(text))


def _known_names(case: Case) -> list[str]:
    """People, places and organs that the office's list or the brief names."""
    context = case.context
    officers = (officer.name for officer in office().names)
    return sorted({*officers, *(person.name for person in context.people), context.place, context.issuer} - {""})


def _is_foreign(line: str) -> bool:
    """Classical, or in traditional characters."""
    chinese = _HAN.findall(line)
    if len(chinese) < 4:
        return False
    traditional = sum(not _is_simplified(c) for c in chinese)
    return traditional >= max(2, len(chinese) / 8) or len(_CLASSICAL.findall(line)) / len(chinese) > _CLASSICAL_SHARE


def _is_simplified(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _said_elsewhere(text: str, archive: Archive | None) -> Iterator[Span]:
    """Phrases that several units of the library say in the same words. What one document alone says may be its own slip."""
    if archive is None or not archive.size:
        return
    spread = archive.spread(text)
    often = spread.units >= _UNITS_THAT_SAY_IT
    yield from map(Span, spread.starts[often].tolist(), spread.ends[often].tolist())

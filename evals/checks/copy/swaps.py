"""What was changed between a copied passage and its source."""

import re
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from corpus.proper_names import enterprises, is_name, people, places
from corpus.zh import sentences

_NUMBER = re.compile(r"[0-9０-９.．%％]+|[一二三四五六七八九十百千万两〇零]+")
_UNITS = re.compile(r"[㐀-鿿]{0,8}(?:[省市县区州旗镇乡]|街道|公司|集团|学校|医院|园区)|[㐀-鿿]{2,8}(?:(?<![全大格])局|[委办厅])")
_BLANK = re.compile(r"\s+")
_LONG = 12  # characters of a name, at most
_SHOWN = 3
_RATIO = 0.97  # of two passages that are the same but for a slip


class Swap(NamedTuple):
    """`old` in the source is `new` in the text."""

    old: str
    new: str


class Changes(NamedTuple):
    """How a passage differs from its source."""

    names: tuple[Swap, ...]
    figures: int
    verbatim: bool  # no word was changed
    dressed: bool  # nothing but names and figures was changed


def changes(text: str, source: str, places_known: Sequence[str] = ()) -> Changes:
    """Between a passage and what it was made of."""
    if (whole := _whole_edits(text, source)) is not None:
        return _compared((), 0, whole, text)
    here, there = _bearers(text, places_known), _bearers(source, places_known)
    new, old = _words(text, here), _words(source, there)
    names: list[Swap] = []
    figures = edits = 0
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        swap = Swap("".join(old[a:b]), "".join(new[c:d]))
        if tag == "equal" or (tag == "delete" and (a == 0 or b == len(old))):  # where it was begun or left off is no change
            continue
        if tag == "replace" and _NUMBER.fullmatch(swap.old) and _NUMBER.fullmatch(swap.new):
            figures += 1
        elif tag == "replace" and (
            (swap.old in there and swap.new in here)
            or _is_name(swap, places_known)
            or _is_person(swap, "".join(old[max(0, a - 1) : a]), "".join(old[b : b + 1]))
        ):
            names.append(swap)
        else:
            edits += max(len(swap.old), len(swap.new))
    return _compared(tuple(dict.fromkeys(names)), figures, edits, text)


def _compared(names: tuple[Swap, ...], figures: int, edits: int, text: str) -> Changes:
    small = edits <= (1 - _RATIO) * len(text)
    return Changes(names, figures, small and not names and not figures, small)


def _whole_edits(text: str, source: str) -> int | None:
    """How many characters the sentences have that were put in or left out; None where a sentence was changed.

    Most copies show here what they are, without the dictionary of words and its 130 ms.
    """
    old, new = _sentences(source), _sentences(text)
    edits = 0
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace":
            return None
        if tag == "insert" or (tag == "delete" and a > 0 and b < len(old)):  # where it was begun or left off is no change
            edits += sum(map(len, (*old[a:b], *new[c:d])))
    return edits


def _sentences(text: str) -> list[str]:
    return [_BLANK.sub("", span.of(text)) for span in sentences(text)]


def _words(text: str, names: Collection[str]) -> list[str]:
    """The words of a passage; a number is one word, and so is each of `names`."""
    import rjieba  # loads its dictionary at the first cut

    whole = "|".join([*map(re.escape, sorted(names, key=lambda name: (-len(name), name))), _NUMBER.pattern])
    words = [word for piece in re.split(f"({whole})", text) for word in ([piece] if re.fullmatch(whole, piece) else rjieba.cut(piece))]
    return [word for word in words if word.strip()]


def _bearers(text: str, known: Sequence[str]) -> frozenset[str]:
    """The people, enterprises and places (these without their unit) that a passage names."""
    persons = {person.name for person in people(text) if len(person.name) > 1}
    firms = {text[firm.start : firm.end] for firm in enterprises(text)}
    return frozenset(persons | firms | {place.stem for place in places(text, known)} | {name for name in known if name and name in text})


def _is_person(swap: Swap, before: str, after: str) -> bool:
    """Is one person put for another, beside the title of both?"""
    return all(
        len(word) > 1 and is_name(word) and any(one.name == word for one in people(f"{before}{word}{after}", (word,))) for word in swap
    )


def _is_name(swap: Swap, known: Sequence[str]) -> bool:
    """Is a name of a place or a body put for another, by its shape?"""
    if max(map(len, swap)) > _LONG:
        return False
    return all(_names_one(word, known) for word in swap)


def _names_one(word: str, known: Sequence[str]) -> bool:
    return any(name in word for name in known if name) or bool(_UNITS.fullmatch(word)) or bool(places(word))


def told(changed: Changes) -> str:
    """The changes in words, with a comma before them; '' where there are none worth telling."""
    names = "、".join(f"把“{swap.old}”换成了“{swap.new}”" for swap in changed.names[:_SHOWN])
    said = [names + ("等" if len(changed.names) > _SHOWN else "")] if names else []
    if changed.figures:
        said.append(f"改了 {changed.figures} 处数字")
    return "".join(f"，{words}" for words in said)

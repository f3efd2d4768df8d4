"""What an office adds to what is packaged: `overlay.yaml` in its workspace, and the overlay files named beside it.

One model holds the whole file; a part of the program that keeps a word list reads its own section: `office().figures`.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from base.office import overlays, remembered
from base.strict_yaml import Loc, parse, parse_model, read_text
from corpus.office_rules import Abbreviation, Exemption, Officer, OfficeRule, OfficeSeverity, Pattern, Word, Wording

M = TypeVar("M", bound=BaseModel)


class FigureWords(BaseModel):
    """What holds a number and is not data, as in `corpus/figures/phrases.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    phrases: tuple[Word, ...] = ()
    codes: tuple[Word, ...] = ()
    risky: tuple[Word, ...] = ()
    structural: tuple[Pattern, ...] = ()


class UnitWords(BaseModel):
    """Counting words and which of them stand for one another, as in `corpus/units.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    counters: tuple[Word, ...] = ()
    compatible: tuple[tuple[Word, ...], ...] = ()


class ResidueWords(BaseModel):
    """Words that are a trace of a template, a web page or a writing tool, taken literally."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    placeholder: tuple[Word, ...] = ()
    web: tuple[Word, ...] = ()
    model: tuple[Word, ...] = ()


class ToneGroup(BaseModel):
    """Words of one kind, as in `evals/data/tone_words.yaml`: one of `sure` tells, of `hint` it takes two in a sentence."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    sure: tuple[Word, ...] = ()
    hint: tuple[Word, ...] = ()


ToneKind = Literal[
    "colloquial", "slang", "abuse", "threat", "grovel", "plea", "flattery", "overclaim", "self_praise", "joy", "grief", "belittle"
]


class ToneProfile(BaseModel):
    """How much of each kind a text of some sort bears, as in `evals/data/tone_profiles.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    when: dict[Literal["genre", "direction", "spoken", "known", "mood"], tuple[str | bool, ...]] = {}
    need: dict[ToneKind, int]  # kind of words → points in a sentence from which it is told; 0: never


class ToneWords(BaseModel):
    """What an office adds to the checks of tone; its words are taken literally."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    words: dict[ToneKind, ToneGroup] = {}
    allow: tuple[Word, ...] = ()  # said here without a second thought: never counted
    profiles: tuple[ToneProfile, ...] = ()


class PaddingWords(BaseModel):
    """Stock phrases of the office's own, and wording that must be said, as in `evals/data/padding.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    formulas: tuple[Word, ...] = ()
    required: tuple[Word, ...] = ()


class Office(BaseModel):
    """The whole file; every part may be missing."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    rules: tuple[OfficeRule, ...] = ()
    disabled: dict[str, Word] = {}  # rule → why it is switched off
    severity: dict[str, OfficeSeverity] = {}  # rule → how its findings weigh here
    exceptions: tuple[Exemption, ...] = ()
    wordings: tuple[Wording, ...] = ()
    names: tuple[Officer, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    figures: FigureWords = FigureWords()
    units: UnitWords = UnitWords()
    residue: ResidueWords = ResidueWords()
    padding: PaddingWords = PaddingWords()
    tone: ToneWords = ToneWords()
    masked_names: tuple[Word, ...] = ()  # people whose names are masked before anything is sent


@dataclass(frozen=True)
class OfficeFile:
    """One overlay file; `lines` has the line of every key and item in it."""

    path: Path
    office: Office
    lines: dict[Loc, int]

    def where(self, *loc: int | str) -> str:
        """The place of an entry, for a person."""
        return f"{self.path} 第 {self.lines.get(loc, 1)} 行"


@remembered
def office_files() -> tuple[OfficeFile, ...]:
    """The overlay files in use, the one that holds last; InputError with file and line when one is wrong."""
    return tuple(office_file(path, overlay_text(path)) for path in overlays())


@remembered
def office() -> Office:
    """All overlay files as one; an empty one where there is none. InputError with file and line when one is wrong."""
    whole = Office()
    for file in office_files():
        whole = _joined(whole, file.office)
    return whole


def overlay_text(path: Path) -> str:
    """What an overlay file says, as UTF-8 or in the encodings that papers come in; InputError when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        from corpus.readers.encoding import decode  # all readers: only for an office whose editor writes GBK

        text = decode(path.read_bytes())
        return read_text(path) if text is None else text.replace("\r\n", "\n")
    except OSError:
        return read_text(path)  # says what is wrong


def office_file(path: Path, text: str) -> OfficeFile:
    """What `text` says, which stands in the file `path` or is to stand there; InputError with the line when it is wrong."""
    value, lines = parse(text, str(path))
    if value is None:
        return OfficeFile(path, Office(), {})  # nothing in it yet, or only comments
    return OfficeFile(path, parse_model(text, Office, str(path)), lines)


def _joined(first: M, then: M) -> M:
    """Both, section by section: lists one after the other, of two values under one key the later."""
    return first.model_copy(update={name: _both(getattr(first, name), getattr(then, name)) for name in type(first).model_fields})


def _both(first: Any, then: Any) -> Any:
    if isinstance(first, BaseModel):
        return _joined(first, then)
    return first | then if isinstance(first, dict) else first + then

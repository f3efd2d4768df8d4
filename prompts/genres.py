"""Genres (文种) as data: one YAML file each in `genres/`."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from base.errors import InputError
from base.strict_yaml import load_model

FOLDER = Path(__file__).parent / "genres"
Serves = Literal["upper_spirit", "intent", "local"]
Element = Literal["recipient", "salutation", "attachments", "signature", "date", "contact", "number", "signer", "byline"]


class SectionTemplate(BaseModel):
    """One section a genre usually has. `share` is its part of the whole text, 0 to 1."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    heading: str = ""  # without its number; '' for a section that has none (opening, closing)
    purpose: str  # one Chinese sentence: what this section must do for the reader
    share: float = Field(gt=0, le=1)
    serves: tuple[Serves, ...] = ()
    queries: tuple[str, ...] = ()  # what to look for in the library, {title} {place} {occasion} {intent} filled in
    takes_points: bool = True  # must-cover points and facts may be placed here
    ask: str = ""  # what 〔待写：…〕 asks of the person who goes on; the purpose when empty


class Genre(BaseModel):
    """A genre: purpose, direction, sections, formula, limits, tone."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    version: int
    name: str  # 讲话稿
    purpose: str
    direction: Literal["up", "level", "down", "public"]
    spoken: bool = False  # read aloud: speaking time counts
    official: bool = False  # a 公文 proper (条例 第八条): layout elements of GB/T 9704
    salutation: str = ""  # with {audience}, e.g. 同志们：
    sections: tuple[SectionTemplate, ...] = Field(min_length=1)
    closing: str = ""  # the closing formula the genre requires, '' for none
    elements: tuple[Element, ...] = ()
    length: tuple[int, int]  # 字, usual range
    limit: int | None = None  # 字, hard limit with its source below
    limit_source: str = ""
    tone: str  # one Chinese sentence for the writer
    avoid: tuple[str, ...] = ()


@cache
def genre(name: str) -> Genre:
    """The genre `name`; InputError when there is no such file."""
    path = FOLDER / f"{name}.yaml"
    if not path.is_file():
        raise InputError(f"没有文种“{name}”，可选：{'、'.join(genre_names())}。")
    return load_model(path, Genre)


@cache
def genre_names() -> tuple[str, ...]:
    """The ids of all genres, sorted."""
    return tuple(sorted(p.stem for p in FOLDER.glob("*.yaml")))

"""Genres (文种) as data: one YAML file each in `genres/`."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from base.errors import InputError
from base.strict_yaml import load_model

FOLDER = Path(__file__).parent / "genres"
Serves = Literal["upper_spirit", "intent", "local"]
QUERY_SLOTS = ("title", "place", "occasion", "intent")
Element = Literal["recipient", "salutation", "attachments", "signature", "date", "contact", "number", "signer", "byline"]


class SectionTemplate(BaseModel):
    """One section a genre usually has. `share` is its part of the whole text, 0 to 1."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    heading: str = ""  # without its number; '' for a section that has none (opening, closing)
    purpose: str  # one Chinese sentence: what this section must do for the reader
    share: float = Field(gt=0, le=1)
    serves: tuple[Serves, ...] = ()
    queries: tuple[str, ...] = ()  # what to look for in the library; QUERY_SLOTS are filled in from the brief
    takes_points: bool = True  # must-cover points and facts may be placed here
    ask: str = ""  # what 〔待写：…〕 asks of the person who goes on; the purpose when empty


class Genre(BaseModel):
    """A genre: purpose, direction, sections, formula, limits, tone."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    version: int
    name: str  # 讲话稿
    kinds: tuple[str, ...] = Field(min_length=1)  # the 文种 of the library whose documents are of this genre
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
    rules: tuple[str, ...] = ()  # what a 条例 demands of this genre, its name first
    tone: str  # one Chinese sentence for the writer
    avoid: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> "Genre":
        if abs(sum(s.share for s in self.sections) - 1) > 1e-6:
            raise ValueError("各节 share 之和应当等于 1。")
        if len({s.id for s in self.sections}) < len(self.sections):
            raise ValueError("各节的 id 不能重复。")
        if not 0 < self.length[0] <= self.length[1] <= (self.limit or self.length[1]):
            raise ValueError("length 应当是 [少, 多] 两个正整数，且不超过 limit。")
        if self.limit and not self.limit_source:
            raise ValueError("写了 limit 就要写明 limit_source（出处）。")
        return self


@cache
def genre(name: str) -> Genre:
    """The genre `name`; InputError when there is no such file."""
    path = FOLDER / f"{name}.yaml"
    if not path.is_file():
        raise InputError(f"没有文种“{name}”，可选：{'、'.join(genre(g).name for g in genre_names())}。")
    return load_model(path, Genre)


@cache
def genre_names() -> tuple[str, ...]:
    """The ids of all genres, sorted."""
    return tuple(sorted(p.stem for p in FOLDER.glob("*.yaml")))


def genre_id(name: str) -> str:
    """The id of a genre given by its id or its Chinese name (讲话稿, 通知); anything else comes back as it is."""
    return next((g for g in genre_names() if genre(g).name == name), name)


def kinds_called(name: str) -> tuple[str, ...]:
    """The 文种 of the library that `name` may mean: the kinds of the genre with this id or name, and itself; 通知 means 通知 alone."""
    id = genre_id(name)
    kinds = genre(id).kinds if id in genre_names() else ()
    return (name,) if name in kinds else (name, *kinds)

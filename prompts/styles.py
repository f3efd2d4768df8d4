"""House styles as data: one YAML file each in `styles/`."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from base.errors import InputError
from base.strict_yaml import load_model

FOLDER = Path(__file__).parent / "styles"


class Avoided(BaseModel):
    """Words not to use, and what to write instead; `instead` empty means: leave them out."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    words: tuple[str, ...] = Field(min_length=1)
    instead: str = ""
    why: str


class Address(BaseModel):
    """How the writer's own side and the other side are called when a text goes up, level, down or to the public."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    own: str
    other: str


class Style(BaseModel):
    """A house style. Lengths in 字."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    version: int
    name: str
    sentence: tuple[int, int]  # usual length of a sentence
    sentence_limit: int  # no sentence longer
    paragraph_limit: int  # no paragraph longer
    headings: tuple[str, ...]  # how headings are put, for the writer
    heading_limit: int  # no heading longer
    figures: tuple[str, ...]
    punctuation: tuple[str, ...]
    sentences: tuple[str, ...]  # how sentences are built
    address: dict[str, Address]  # by direction
    avoid: tuple[Avoided, ...] = ()
    openings: tuple[str, ...] = ()  # opening formulas not to use
    closings: tuple[str, ...] = ()  # closing formulas not to use

    @property
    def avoided_words(self) -> tuple[str, ...]:
        """Every word to avoid, once, in the order of the file."""
        return tuple(dict.fromkeys(w for a in self.avoid for w in a.words))


@cache
def style(name: str) -> Style:
    """The style `name`; InputError when there is no such file."""
    path = FOLDER / f"{name}.yaml"
    if not path.is_file():
        known = "、".join(sorted(p.stem for p in FOLDER.glob("*.yaml")))
        raise InputError(f"没有文风“{name}”，可选：{known}。")
    return load_model(path, Style)

"""The brief: what is to be written, for whom, on what."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from base.errors import InputError
from base.strict_yaml import load_model
from corpus.zh import chinese_day, close_figures
from drafting.ledger import Fact, load_facts
from prompts.genres import genre_id

_GenreId = Literal[
    "speech", "report", "research", "bulletin", "minutes", "request", "notice", "letter", "interpretation", "reply", "emergency"
]
Genre = Annotated[_GenreId, BeforeValidator(lambda value: genre_id(value) if isinstance(value, str) else value)]
Direction = Literal["up", "level", "down", "public"]
Level = Literal["township", "county", "city", "province", "department"]


_NEWLINE = re.compile(r"\s*[\n\r\u2028\u2029]+\s*")


def _texts(value: object) -> object:
    """null is an empty list; a number or date in the list is its text."""
    if value is None:
        return []
    return [_text(x) for x in value] if isinstance(value, list | tuple) else value


def _text(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, int | float | dt.date) and not isinstance(value, bool):
        return str(value)
    return _NEWLINE.sub("", value.strip()) if isinstance(value, str) else value  # a line of the brief is a line of the draft


Texts = Annotated[tuple[str, ...], BeforeValidator(_texts)]
Text = Annotated[str, BeforeValidator(_text)]


class Person(BaseModel):
    """A person who may be named in the text."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str = Field(min_length=1)
    title: Text = ""


class Brief(BaseModel):
    """A brief, as in the public contract; unknown keys are errors that name the nearest valid key."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    title: Annotated[str, BeforeValidator(_text), Field(min_length=1)]
    genre: Genre
    direction: Direction | None = None  # None: the genre's own
    issuer: Text = ""
    level: Level | None = None
    place: Text = ""
    people: tuple[Person, ...] = ()
    speaker: Text = ""
    audience: Texts = ()
    occasion: Text = ""
    date: dt.date | None = None
    length: tuple[int, int] | None = None  # 字; a range, never a floor
    upper_spirit: Texts = ()
    intent: Text = ""
    local: Text = ""
    must_cover: Texts = ()
    facts: tuple[Fact, ...] = ()
    pin: Texts = ()
    refuse: Texts = ()
    style: Text = "house"
    layout: Text = "gbt9704"
    reuse: Literal["avoid", "quote"] = "avoid"
    secrecy: Text = "none"
    number: Text = ""  # 发文字号
    signer: Text = ""  # 签发人, for 上行文
    contact: Text = ""  # 联系人及电话, for 请示
    attachments: Texts = ()  # 附件名称

    @model_validator(mode="after")
    def _range(self) -> "Brief":
        if self.length and not 0 < self.length[0] <= self.length[1]:
            raise ValueError("length 应当是 [少, 多] 两个正整数，前一个不大于后一个。")
        return self

    @property
    def own_text(self) -> str:
        """All that the brief itself says: a source like the ledger."""
        people = [f"{p.title}{p.name} {p.name}{p.title}" for p in self.people]
        day = chinese_day(self.date)
        parts = [
            self.title,
            self.issuer,
            self.place,
            self.speaker,
            self.occasion,
            day,
            self.intent,
            self.local,
            self.number,
            self.signer,
            self.contact,
        ]
        parts += [*self.audience, *self.must_cover, *self.attachments, *people, *self.upper_spirit]
        return close_figures("\n".join(x for x in parts if x))


def load_brief(path: Path, facts: Path | None = None, tell: Callable[[str], None] | None = None) -> Brief:
    """The brief at `path` with its ledger read in (relative to it); `facts` overrides the ledger it names.

    `tell` hears what in the ledger is read otherwise than it looks.

    Raises InputError with file and line for an unknown key, a wrong value, or a ledger that is missing or wrong.
    """

    def with_ledger(raw: dict[str, Any]) -> dict[str, Any]:
        named = raw.get("facts")
        if facts is not None:
            return raw | {"facts": load_facts(facts, tell)}
        return raw | {"facts": load_facts(_ledger(path, named), tell)} if isinstance(named, str) else raw

    return load_model(path, Brief, with_ledger)


def _ledger(brief: Path, named: str) -> Path:
    ledger = brief.parent / named
    if len(named) > 200 or not ledger.is_file():
        raise InputError(f"{brief}：找不到台账文件 {ledger}，请检查 facts 一项的路径（相对于任务书所在目录）。")
    return ledger

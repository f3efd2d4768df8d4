"""What stands in the chain: revisions, and what persons said of them. The hash of an entry covers all that it says and the entry before."""

import datetime as dt
import hashlib
import json
from typing import Literal

from pydantic import Field

from drafting.draft import Value

Kind = Literal["revision", "signature", "waiver", "return", "final"]
KIND_NAMES: dict[Kind, str] = {"revision": "存稿", "signature": "签署", "waiver": "免办", "return": "退回", "final": "定稿"}


class Person(Value):
    """Who acts, and as what."""

    name: str = Field(min_length=1)
    role: str = ""

    @property
    def label(self) -> str:
        return f"{self.name}（{self.role}）" if self.role else self.name


PROGRAM = Person(name="笔杆子", role="起草程序")  # where nobody says who let it write


class Made(Value):
    """What a program made a revision with: '' and {} where a person wrote it."""

    model: str = ""
    prompts: dict[str, str] = Field(default={})  # template id → hash
    how: str = ""  # in words


BY_HAND = Made()


class Said(Value):
    """All that an entry says; its JSON is what is hashed."""

    draft: str
    position: int
    kind: Kind
    by: Person
    time: str  # UTC, ISO 8601, to the microsecond
    reason: str = ""
    # Of a revision
    revision: int = 0
    parent: int = 0  # the revision it was made from; 0 for none
    text: str = ""  # hash of its canonical text
    docx: str = ""  # hash of the file it came from; '' where there is none
    brief: str = ""  # hash of the brief it answers, as JSON; '' where there is none
    genre: str = ""
    restores: int = 0  # the revision whose words these are again
    made: Made = BY_HAND
    # Of what is said of a revision
    of: str = ""  # the hash of that revision's entry
    step: str = ""
    overridden: tuple[str, ...] = ()  # what stood open and was passed over

    def as_json(self) -> str:
        """In one spelling only."""
        return json.dumps(self.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Entry(Value):
    """One link of the chain."""

    said: Said
    previous: str
    hash: str

    @property
    def label(self) -> str:
        """第3版, or 签署（核稿）."""
        return (
            f"第{self.said.revision}版" if self.said.kind == "revision" else f"{KIND_NAMES[self.said.kind]}（{self.said.step or '定稿'}）"
        )

    @property
    def local_time(self) -> str:
        """For a person, in the time of this machine."""
        return f"{dt.datetime.fromisoformat(self.said.time).astimezone():%Y-%m-%d %H:%M:%S}"


def link(said: str, previous: str) -> str:
    """The hash of an entry that says `said` after the entry `previous`."""
    return hashlib.sha256(f"{previous}\n{said}".encode()).hexdigest()


def content_hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def now() -> str:
    """The time as entries hold it."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")

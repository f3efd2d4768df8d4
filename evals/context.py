"""The context of a checked text: the fields of a brief, taken leniently."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from drafting.brief import Brief, Person
from prompts.genres import genre_names

_PERSON = re.compile(r"(?P<name>[^（(]+)[（(](?P<title>[^）)]+)[）)]")
LEVELS = ("township", "county", "city", "province", "department")
DIRECTIONS = ("up", "level", "down", "public")


@dataclass(frozen=True)
class Context:
    """What is known of a text beside its words; '' and () where nothing is known."""

    title: str = ""
    genre: str = ""
    form: str = ""  # what was given as the genre and is none of ours: oral, condolence
    direction: str = ""
    issuer: str = ""
    level: str = ""
    place: str = ""
    people: tuple[Person, ...] = ()
    speaker: str = ""
    audience: tuple[str, ...] = ()
    occasion: str = ""
    date: dt.date | None = None
    length: tuple[int, int] | None = None
    upper_spirit: tuple[str, ...] = ()
    intent: str = ""
    local: str = ""
    must_cover: tuple[str, ...] = ()
    secrecy: str = ""
    number: str = ""
    signer: str = ""
    contact: str = ""
    attachments: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All that the context says, as one text that figures, names and numbers may rest on."""
        return Brief.model_construct(**{f.name: getattr(self, f.name) for f in fields(self)}).own_text

    @classmethod
    def of_brief(cls, brief: Brief) -> "Context":
        """The context a brief gives."""
        given: dict[str, Any] = {f.name: getattr(brief, f.name, None) for f in fields(cls)}  # form is None: a brief's genre is ours
        return cls(**{name: value for name, value in given.items() if value})

    @classmethod
    def lenient(cls, raw: Any) -> tuple["Context", tuple[str, ...]]:
        """The context in `raw`, and one Chinese sentence for each thing in it that could not be used."""
        if raw is None:
            return cls(), ()
        if not isinstance(raw, dict):
            return cls(), ("context 应当是对象，已忽略",)
        values: dict[str, Any] = {}
        ignored: list[str] = []
        for key, value in raw.items():
            if value is None:
                continue
            if key not in _READERS:
                ignored.append(f"context 的字段“{key}”不认识，已忽略")
                continue
            read = _READERS[key](value)
            if read is None:
                ignored.append(f"context 的 {key} 值“{str(value)[:40]}”不认识，已忽略")
                values |= {"form": str(value)} if key == "genre" else {}
            else:
                values[key] = read
        return cls(**values), tuple(ignored)


def _string(value: Any) -> str | None:
    if isinstance(value, list | tuple):
        value = "、".join(map(str, value))
    return str(value).strip() if not isinstance(value, dict) else None


def _strings(value: Any) -> tuple[str, ...] | None:
    if isinstance(value, dict):
        return None
    return tuple(str(x) for x in value) if isinstance(value, list | tuple) else (str(value),)


def _one_of(choices: Callable[[], tuple[str, ...]]) -> Callable[[Any], str | None]:
    return lambda value: value if value in choices() else None


def _person(value: Any) -> Person | None:
    if isinstance(value, dict) and value.get("name"):
        return Person(name=str(value["name"]), title=str(value.get("title") or ""))
    if isinstance(value, str) and value.strip():
        match = _PERSON.fullmatch(value.strip())
        return Person(name=match["name"].strip(), title=match["title"].strip()) if match else Person(name=value.strip())
    return None


def _people(value: Any) -> tuple[Person, ...] | None:
    read = [_person(x) for x in (value if isinstance(value, list | tuple) else [value])]
    return tuple(p for p in read if p) if any(read) or not read else None


def _date(value: Any) -> dt.date | None:
    numbers = re.findall(r"\d+", str(value))
    try:
        return dt.date(*(int(x) for x in [*numbers, "1", "1"][:3])) if numbers else None
    except (ValueError, OverflowError):
        return None


def _length(value: Any) -> tuple[int, int] | None:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return (0, value)
    if isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(x, int) for x in value) and 0 <= value[0] <= value[1]:
        return (value[0], value[1])
    return None


_READERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(
        ("title", "form", "issuer", "place", "speaker", "occasion", "intent", "local", "secrecy", "number", "signer", "contact"), _string
    ),
    **dict.fromkeys(("audience", "upper_spirit", "must_cover", "attachments"), _strings),
    "genre": _one_of(genre_names),
    "direction": _one_of(lambda: DIRECTIONS),
    "level": _one_of(lambda: LEVELS),
    "people": _people,
    "date": _date,
    "length": _length,
}

"""Answers kept in the workspace: the same question to the same model is not paid for twice.

What is kept is the answer as it came, under a hash of the question: the question itself is not kept. Only whole answers are, and never
those to anything marked (the caller sees to that).
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from base import files
from base.errors import InputError
from drafting.model.wire import Piece
from drafting.settings import Endpoint
from prompts.loader import Message

FOLDER = ("cache", "answers")
_MEGABYTE = 1_000_000
_LOOK_EVERY = 20  # answers kept between two looks at how much there is
_CHUNK = 64  # characters: a kept answer streams as one that comes does


@dataclass(frozen=True)
class Answer:
    """A whole answer as the server sent it."""

    text: str
    served: str = ""  # what the server called its model

    def pieces(self) -> Iterator[Piece]:
        """The answer as it came over the wire; it costs nothing now."""
        for at in range(0, len(self.text), _CHUNK):
            yield Piece(self.text[at : at + _CHUNK])
        yield Piece(finish="stop", served=self.served)


def key_of_question(endpoint: Endpoint, messages: tuple[Message, ...], max_tokens: int, schema: dict[str, Any] | None, take: int) -> str:
    """What the question is known by: all that decides the answer. `take` tells apart several answers to one question."""
    asked = {
        "messages": [(m.role, m.text) for m in messages], "model": endpoint.model, "base_url": endpoint.base_url,
        "temperature": endpoint.temperature, "max_tokens": max_tokens, "schema": schema, "take": take,
    }  # fmt: skip
    return hashlib.sha256(json.dumps(asked, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


class Answers:
    """The answers under `folder`, of at most `megabytes` together."""

    def __init__(self, folder: Path, megabytes: int) -> None:
        self._folder, self._most = folder, megabytes * _MEGABYTE
        self._until_look = 0

    def find(self, key: str) -> Answer | None:
        """What was answered; None when it is not there or cannot be read."""
        try:
            said = json.loads(self._path(key).read_text(encoding="utf-8"))
            return Answer(str(said["text"]), str(said["served"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, key: str, answer: Answer) -> None:
        """Keep an answer; where the disk refuses it is asked again another time."""
        with suppress(InputError):
            files.write_json(self._path(key), asdict(answer))
            self._until_look -= 1
        if self._until_look < 0:
            self._until_look = _LOOK_EVERY
            self._shorten()

    def _shorten(self) -> None:
        """The oldest go until the rest fits."""
        aged = sorted(self._sizes())
        size = sum(size for _, _, size in aged)
        for _, path, its_size in aged:
            if size <= self._most:
                return
            size -= its_size
            with suppress(OSError):
                path.unlink()

    def _sizes(self) -> Iterator[tuple[float, Path, int]]:
        for path in self._folder.glob("*/*.json"):
            with suppress(OSError):  # another program may have taken it out
                about = path.stat()
                yield about.st_mtime, path, about.st_size

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"

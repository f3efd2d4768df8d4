"""Versioned prompts: one YAML file each in `templates/`. Slots are filled in one pass, so a value is never read as a template."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from base.errors import InputError
from base.strict_yaml import parse, parse_model, read_text

FOLDER = Path(__file__).parent / "templates"
_SLOT = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
_HASH_LENGTH = 12
_tried: ContextVar[Path | None] = ContextVar("prompts tried out", default=None)


class Message(BaseModel):
    """One chat message; in a prompt file its text has `{{slots}}`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    role: Literal["system", "user", "assistant"]
    text: str = Field(min_length=1)


class Prompt(BaseModel):
    """A prompt file: every slot it uses is declared in `variables`, and every declared one is used."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    version: int = Field(ge=1)
    description: str = Field(min_length=1)
    variables: tuple[str, ...] = ()
    messages: tuple[Message, ...] = Field(min_length=1)
    _hash: str = PrivateAttr("")

    @property
    def name(self) -> str:
        """id@version, for run.json."""
        return f"{self.id}@{self.version}"

    @property
    def hash(self) -> str:
        """The first twelve hex digits of the sha256 of the file's content."""
        return self._hash

    def render(self, **values: str) -> tuple[Message, ...]:
        """The messages with every slot filled; a missing or unknown value is a ValueError, for it is a fault of the program."""
        if set(values) != set(self.variables):
            wrong = sorted(set(values) ^ set(self.variables))
            raise ValueError(f"prompt {self.name}: missing or unknown values {wrong}")
        return tuple(Message(role=m.role, text=_fill(m.text, values)) for m in self.messages)


@contextmanager
def trying(folder: Path | None) -> Iterator[None]:
    """Within the block, and in this thread alone, prompts that stand in `folder` are used in the place of the packaged ones."""
    token = _tried.set(folder)
    try:
        yield
    finally:
        _tried.reset(token)


def prompt(name: str, folder: Path | None = None) -> Prompt:
    """The prompt `name`. InputError with file and line for an unknown key, or slots and `variables` that do not agree."""
    tried = _tried.get()
    beside = tried if tried and (tried / f"{name}.yaml").is_file() else FOLDER
    return _read(name, folder or beside)


@cache
def _read(name: str, folder: Path) -> Prompt:
    path = folder / f"{name}.yaml"
    if not path.is_file():
        known = "、".join(sorted(p.stem for p in folder.glob("*.yaml")))
        raise InputError(f"没有提示词“{name}”，可选：{known}。")
    text = read_text(path)
    read = parse_model(text, Prompt, str(path))
    _agree(read, text, path)
    read._hash = hashlib.sha256(text.encode()).hexdigest()[:_HASH_LENGTH]
    return read


def _fill(text: str, values: dict[str, str]) -> str:
    return _SLOT.sub(lambda m: values[m[1]], text)


def _agree(read: Prompt, text: str, path: Path) -> None:
    """InputError unless id is the file's name and the slots used are exactly those declared."""
    _, lines = parse(text, str(path))
    if read.id != path.stem:
        raise InputError(f"{path} 第 {lines[('id',)]} 行：id 应当与文件名一致，请改为 {path.stem}。")
    used = {slot for m in read.messages for slot in _SLOT.findall(m.text)}
    for n, line in enumerate(text.splitlines(), 1):
        for slot in _SLOT.findall(line):
            if slot in used and slot not in read.variables:
                raise InputError(f"{path} 第 {n} 行：用到的变量“{slot}”没有在 variables 中声明，请补上或改正写法。")
    for i, name in enumerate(read.variables):
        if name not in used:
            raise InputError(f"{path} 第 {lines[('variables', i)]} 行：变量“{name}”声明了却没有用到，请删去或在 messages 中使用。")

"""The words that defects are made of."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from base.strict_yaml import load_model


class Words(BaseModel):
    """`words.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    opening: tuple[str, ...]
    empty: tuple[str, ...]
    closing: tuple[str, ...]
    strangers: dict[str, tuple[str, ...]]
    web: tuple[str, ...]
    chat: tuple[str, ...]
    placeholder: str
    tone: dict[str, tuple[str, ...]]
    colloquial: dict[str, str]
    stronger: dict[str, str]


@cache
def words() -> Words:
    return load_model(Path(__file__).with_name("words.yaml"), Words)

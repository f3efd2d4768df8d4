"""The frame of official letters: whom they address, how they open, where to send what, who signs. Everybody's is the same."""

import re
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from base.strict_yaml import load_model

_DATA = Path(__file__).parents[2] / "data" / "copy_frame.yaml"


class _Frame(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    phrases: tuple[str, ...]
    patterns: tuple[str, ...]


def is_frame(sentence: str) -> bool:
    """Does a sentence belong to the frame of its letter, not to what the letter says?"""
    return bool(_pattern().search(sentence))


@cache
def _pattern() -> re.Pattern[str]:
    frame = load_model(_DATA, _Frame)
    return re.compile("|".join([*map(re.escape, frame.phrases), *frame.patterns]))

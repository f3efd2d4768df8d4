"""Other names of the same indicator (经济总量, GDP for 地区生产总值), from `evals/data/indicator_aliases.yaml`."""

import re
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from base.strict_yaml import load_model

_FILE = Path(__file__).parents[2] / "data" / "indicator_aliases.yaml"


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    aliases: dict[str, str]


def usual(words: str) -> str:
    """`words` with every indicator under its usual name; one that stands there in full already stays."""
    return _pattern().sub(lambda m: _aliases().get(m[0], m[0]), words)


@cache
def _pattern() -> re.Pattern[str]:
    names = {*_aliases(), *_aliases().values()}  # the usual name first: 地区生产总值 holds 生产总值
    return re.compile("|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)))


@cache
def _aliases() -> dict[str, str]:
    return load_model(_FILE, _Data).aliases

"""Characters that the words around them show to be wrong: evals/data/typo_contexts.yaml."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from base.strict_yaml import load_model
from evals.checks.typo.pairs import Wrong

FILE = Path(__file__).parents[2] / "data" / "typo_contexts.yaml"


class _Context(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    pattern: Annotated[re.Pattern[str], BeforeValidator(re.compile)]  # with a group `wrong`
    right: str


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    contexts: tuple[_Context, ...]


@cache
def _contexts() -> tuple[_Context, ...]:
    return load_model(FILE, _File).contexts


def wrong_in_context(text: str) -> Iterator[Wrong]:
    """In the order of the rules; a place that two of them find is told once."""
    told: set[int] = set()
    for context in _contexts():
        for match in context.pattern.finditer(text):
            if match.start("wrong") not in told:
                told.add(match.start("wrong"))
                yield Wrong(*match.span("wrong"), context.right)

"""What web residue looks like: data of `furniture.yaml`, read once."""

import re
from functools import cache, cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, model_validator

from base.strict_yaml import load_model


class Rule(BaseModel):
    """One kind of residue, with examples of what it takes out and what it must leave."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    pattern: str
    certain: bool = False  # for pieces: this alone shows that its line is residue
    needles: tuple[str, ...] = ()  # one of them stands in whatever matches
    meta: str = ""  # the field of the document's meta that the group `value` tells
    flag: tuple[str, ...] = ()
    pass_: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _keyword(cls, values: dict[str, object]) -> dict[str, object]:
        return {"pass_" if key == "pass" else key: value for key, value in values.items()}

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return re.compile(self.pattern)


class Rules(BaseModel):
    """All kinds of residue."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pieces: tuple[Rule, ...]  # a line made of them alone is residue
    parts: tuple[Rule, ...]  # inside a line
    trailers: tuple[Rule, ...]  # the line that begins a list of links at the end


@cache
def rules() -> Rules:
    """The rules as they are shipped."""
    return load_model(Path(__file__).with_name("furniture.yaml"), Rules)

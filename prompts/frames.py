"""Other ways to divide a text of a genre than the genre's own: one YAML file each in `frames/`, tried in the order of their `rank`."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from base.strict_yaml import load_model
from prompts.genres import SectionTemplate

FOLDER = Path(__file__).parent / "frames"


class Frame(BaseModel):
    """A division with sections of its own, or one that splits the genre's main section by points or by deadlines."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    rank: int  # the lower the earlier it is offered
    name: str  # 按事项分节
    why: str  # one Chinese sentence: when it fits
    genres: tuple[str, ...] = Field(min_length=1)
    split: Literal["", "points", "deadlines"] = ""
    purpose: str = ""  # of each section that comes from splitting …
    ask: str = ""  # … and what its 〔待写：…〕 asks for
    sections: tuple[SectionTemplate, ...] = ()

    @model_validator(mode="after")
    def _one_way(self) -> "Frame":
        if bool(self.split) == bool(self.sections):
            raise ValueError("split 和 sections 应当只写一样。")
        if self.split and not (self.purpose and self.ask):
            raise ValueError("写了 split 就要写 purpose 和 ask。")
        if self.sections and abs(sum(s.share for s in self.sections) - 1) > 1e-6:
            raise ValueError("各节 share 之和应当等于 1。")
        return self


@cache
def frames_for(genre: str) -> tuple[Frame, ...]:
    """The frames that fit the genre of this id, the first to be offered first."""
    found = (load_model(path, Frame) for path in sorted(FOLDER.glob("*.yaml")))
    return tuple(sorted((frame for frame in found if genre in frame.genres), key=lambda frame: frame.rank))

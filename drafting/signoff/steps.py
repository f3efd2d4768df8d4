"""The steps a draft of each genre has to take, as data: ours, or the office's own file in their place."""

from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from base.strict_yaml import load_model

FILE_NAME = "signoff.yaml"
PACKAGED = Path(__file__).with_name("steps.yaml")
DEFAULT = "default"
_FORBID = ConfigDict(extra="forbid", frozen=True)


class Step(BaseModel):
    """One step and who may take it."""

    model_config = _FORBID
    what: str
    roles: tuple[str, ...] = Field(min_length=1)
    not_drafter: bool = False  # whoever drafted it may not take the step
    waivable: str = ""  # when it may be waived; '' for never
    source: Annotated[str, Field(pattern=r"^(条例|规定|惯例)：.+")]

    def may_take(self, role: str) -> bool:
        """Whether a person with this role may take it."""
        return may_act(role, self.roles)


class Process(BaseModel):
    """All steps, which of them each genre takes in which order, and who may pass over what stands open."""

    model_config = _FORBID
    steps: dict[str, Step]
    genres: dict[str, Annotated[tuple[str, ...], Field(min_length=1)]]
    override: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _known(self) -> Self:
        if DEFAULT not in self.genres:
            raise ValueError(f"genres 里缺少 {DEFAULT}（没有单独写出的文种按它办理）。")
        for genre, names in self.genres.items():
            if unknown := [name for name in names if name not in self.steps]:
                raise ValueError(f"genres 的 {genre} 用到了 steps 里没有的“{unknown[0]}”。")
        return self

    def of(self, genre: str) -> dict[str, Step]:
        """The steps of a genre by name, in order."""
        return {name: self.steps[name] for name in self.genres.get(genre, self.genres[DEFAULT])}


def may_act(role: str, roles: tuple[str, ...]) -> bool:
    """Whether `role` is one of `roles`, or one with more before it: 综合科科长 is a 科长, but a 副科长 is none."""
    return any(role == known or (role.endswith(known) and role[-len(known) - 1] != "副") for known in roles)


def process_of(home: Path) -> Process:
    """The office's own of the workspace `home`, else ours. InputError names file and line of what is wrong."""
    own = home / FILE_NAME
    return load_model(own if own.is_file() else PACKAGED, Process)

"""Values of an exercise, and the file they are kept in."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from base import files
from base.errors import InputError, reason
from corpus.zh import Span
from drafting.ledger import Fact
from evals.context import Context

Kind = Literal["figure", "strength", "date", "padding", "tone", "numbering", "residue"]
KINDS: tuple[Kind, ...] = get_args(Kind)
KIND_NAMES: dict[Kind, str] = {
    "figure": "数字改错", "strength": "力度拔高", "date": "日期错误", "padding": "空话套话", "tone": "语气不当", "numbering": "序号跳号",
    "residue": "外来痕迹",
}  # fmt: skip


@dataclass(frozen=True)
class Clean:
    """The text that defects are planted into, with what is known of it."""

    text: str
    context: Context = field(default_factory=Context)
    facts: tuple[Fact, ...] = ()  # the ledger; pupils get it with the worksheet
    title: str = ""


class Defect(BaseModel):
    """`wrong` at `[start, end)` of the worksheet's text stands where the clean text has `right` ('' for what was put in)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    number: int
    kind: Kind
    start: int
    end: int
    wrong: str
    right: str
    also: tuple[str, ...] = ()  # other forms that are as right
    why: str  # what the checker says of it
    elsewhere: tuple[tuple[int, int], ...] = ()  # the other side of a contradiction
    points: float = Field(gt=0)

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class OwnFinding(BaseModel):
    """What the checker says of the clean text itself, at its place in the worksheet's text. It counts for nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    start: int
    end: int
    message: str


class Exercise(BaseModel):
    """One exercise: all that is needed to print it, to mark it and to make it again."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    schema_: Literal[1] = Field(1, alias="schema")
    id: str
    title: str
    seed: int
    wanted: dict[Kind, int]
    with_annex: bool
    clean: str
    context: Context
    facts: tuple[Fact, ...]
    text: str
    annex: tuple[str, ...]  # sentences of the sources that pupils may compare with
    defects: tuple[Defect, ...]
    own: tuple[OwnFinding, ...]

    @property
    def total(self) -> float:
        return sum(defect.points for defect in self.defects)

    def missing(self) -> dict[Kind, int]:
        """Of which kinds fewer could be planted than were wanted, and how many."""
        planted = {kind: sum(d.kind == kind for d in self.defects) for kind in self.wanted}
        return {kind: n - planted[kind] for kind, n in self.wanted.items() if planted[kind] < n}


def save(exercise: Exercise, path: Path) -> None:
    """Write `exercise` as JSON; equal exercises give equal bytes."""
    files.write_json(path, exercise.model_dump(mode="json", by_alias=True))


def load(path: Path) -> Exercise:
    """The exercise in `path`; InputError for any other file."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"无法读取 {path}（{reason(error)}），请检查路径。") from error
    try:
        return Exercise.model_validate_json(data)
    except ValidationError as error:
        raise InputError(f"{path} 不是练习文件或已损坏，请用出题时生成的 exercise.json。") from error

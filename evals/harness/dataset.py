"""A dataset and its loading, by the name of a shipped one or by its folder."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from base.errors import InputError
from base.strict_yaml import load_model
from evals.harness.cases import AnyCase, BriefCase, DraftCase, brief_case, draft_case

SHIPPED = Path(__file__).parents[1] / "datasets"
Kind = Literal["briefs", "drafts"]
_MANIFEST = "dataset.yaml"


class Manifest(BaseModel):
    """dataset.yaml. Whoever changes a case raises `version`: results of two versions are not compared."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    title: str = Field(min_length=1)
    kind: Kind
    version: int = Field(ge=1)


@dataclass(frozen=True)
class Dataset:
    """A dataset with its cases in order of their ids: `BriefCase`s for kind briefs, `DraftCase`s for kind drafts."""

    manifest: Manifest
    cases: tuple[AnyCase, ...]

    @property
    def briefs(self) -> tuple[BriefCase, ...]:
        return tuple(case for case in self.cases if isinstance(case, BriefCase))

    @property
    def drafts(self) -> tuple[DraftCase, ...]:
        return tuple(case for case in self.cases if isinstance(case, DraftCase))

    def only(self, ids: Sequence[str]) -> "Dataset":
        """The dataset with these cases alone; all when none is named. InputError for a case that is not there."""
        known = {case.id: case for case in self.cases}
        if unknown := next((id for id in ids if id not in known), None):
            raise InputError(f"数据集“{self.manifest.name}”里没有“{unknown}”这一例，可选：{'、'.join(known)}。")
        return replace(self, cases=tuple(case for case in self.cases if case.id in ids)) if ids else self


def shipped() -> tuple[str, ...]:
    """The names of the datasets that come with the program."""
    return tuple(sorted(path.parent.name for path in SHIPPED.glob(f"*/{_MANIFEST}")))


def load_dataset(name: str) -> Dataset:
    """The dataset that is shipped as `name` or lies in the folder `name`; InputError with file and line for what is wrong in it."""
    folder = SHIPPED / name if name in shipped() else Path(name)
    if not (folder / _MANIFEST).is_file():
        known = "、".join(shipped()) or "（没有）"
        raise InputError(f"没有数据集“{name}”，请写自带的名称（{known}），或一个有 {_MANIFEST} 的文件夹。")
    manifest = load_model(folder / _MANIFEST, Manifest)
    read = brief_case if manifest.kind == "briefs" else draft_case
    folders = sorted(path for path in (folder / "cases").glob("*") if path.is_dir() and not path.name.startswith("."))
    if not folders:
        raise InputError(f"{folder} 里没有一例，请在 cases 文件夹下每例建一个文件夹。")
    return Dataset(manifest, tuple(read(path) for path in folders))

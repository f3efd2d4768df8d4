"""The section [secrecy] of the settings: what may go where, which folders are marked, what is masked."""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from base import office
from base.errors import InputError
from base.toml_file import SETTINGS, read_settings
from corpus.marks import OPEN, SCALE, rank, strictest

Masking = Literal["off", "remote", "intranet", "always"]
MASK_WORDS: dict[Masking, str] = {
    "remote": "发往外部时遮盖",
    "intranet": "发往内网和外部时遮盖",
    "always": "发给任何模型都遮盖",
    "off": "不遮盖",
}
_MASKED: dict[Masking, tuple[str, ...]] = {
    "off": (),
    "remote": ("remote",),
    "intranet": ("intranet", "remote"),
    "always": ("local", "intranet", "remote"),
}
_APART = re.compile(r"!/|[/\\]")


def _known(level: str) -> str:
    if level not in SCALE:
        raise ValueError(f"密级“{level}”不认识，可以写：{'、'.join(SCALE)}。")
    return level


Level = Annotated[str, AfterValidator(_known)]


class SecrecyTable(BaseModel):
    """For each zone the highest level that may go there; a level below it may go as well.

    The defaults are 涉密不上网: state secrets stay on this machine, what is internal stays in the office.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    local: Level = "绝密"
    intranet: Level = "内部"
    remote: Level = OPEN
    folders: dict[str, Level] = Field(default={})  # a folder anywhere on the path of a file → the least level of what lies in it
    mask: Masking = "remote"

    @model_validator(mode="after")
    def _lawful(self) -> Self:
        if rank(self.remote) > rank("内部"):
            raise ValueError("国家秘密不得发往外部，remote 最高只能写“内部”。")
        if rank(self.intranet) > rank("机密"):
            raise ValueError("绝密级只能留在本机，intranet 最高只能写“机密”。")
        if not rank(self.local) >= rank(self.intranet) >= rank(self.remote):
            raise ValueError("能发往远处的也应当能留在近处，local、intranet、remote 要从高到低写。")
        return self

    def highest(self, zone: str) -> str:
        """The highest level that may go to `zone`."""
        return str(getattr(self, zone))

    def masks(self, zone: str) -> bool:
        """Whether personal data is masked before it goes to `zone`."""
        return zone in _MASKED[self.mask]

    def folder_of(self, *paths: str) -> tuple[str, str]:
        """The level and the rule of the strictest marked folder that one of `paths` lies in; '' and '' when there is none."""
        found = {level: folder for folder, level in self.folders.items() if any(_lies_in(path, folder) for path in paths)}
        level = strictest(found)
        return level, found.get(level, "")


def table() -> SecrecyTable:
    """The table of the workspace in use; InputError when it is wrong: then nothing is sent."""
    home = office.workspace()
    said = read_settings(home).get("secrecy", {}) if home else {}
    try:
        return SecrecyTable.model_validate(said)
    except ValidationError as error:
        raise InputError(f"{home / SETTINGS if home else SETTINGS} 的 [secrecy] 不合要求，请对照 README 的“保密”修改。") from error


def _lies_in(path: str, folder: str) -> bool:
    """Whether the folders on `path` have those of `folder` among them, one after the other."""
    on_path, wanted = _APART.split(path)[:-1], _APART.split(folder.rstrip("/\\"))
    return any(on_path[i : i + len(wanted)] == wanted for i in range(len(on_path) - len(wanted) + 1))

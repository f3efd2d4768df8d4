"""Who makes the texts of a run: a writer, with a model and a version of the prompts; or the checks alone, for fixed drafts."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from base.errors import InputError
from drafting.settings import Endpoint
from evals.harness.fingerprint import of_folder, of_text
from prompts.loader import FOLDER, prompt

Writer = Literal["extractive", "model", "checks"]
_NOT_IN_NAMES = re.compile(r"[^\w.+-]+")


@dataclass(frozen=True)
class Variant:
    """One column of a comparison. `model` is the settings' name of `endpoint`; `prompts` a folder of prompts to try out."""

    writer: Writer
    model: str = ""
    endpoint: Endpoint | None = None
    prompts: Path | None = None

    @property
    def id(self) -> str:
        """Its name in results: extractive, checks, MODEL or MODEL+PROMPTS; also that of a folder."""
        said = "+".join(x for x in (self.model or self.writer, self.prompts.resolve().name if self.prompts else "") if x)
        return _NOT_IN_NAMES.sub("_", said)

    @property
    def fingerprint(self) -> str:
        """What of the variant decides how a text comes out."""
        asked = self.endpoint.model_dump_json() if self.endpoint else ""
        return of_text(self.writer, asked, of_folder(FOLDER.parent), of_folder(self.prompts) if self.prompts else "")


EXTRACTIVE, CHECKS = Variant("extractive"), Variant("checks")


def check_prompts(folder: Path) -> Path:
    """`folder`, when there are prompts in it, each a good one of a name that the program knows; else InputError."""
    names = sorted(path.stem for path in folder.glob("*.yaml"))
    if not names:
        raise InputError(f"{folder} 里没有提示词（*.yaml），请检查 --prompts 的路径。")
    known = sorted(path.stem for path in FOLDER.glob("*.yaml"))
    if unknown := next((name for name in names if name not in known), None):
        raise InputError(f"{folder} 里的“{unknown}.yaml”程序用不到，提示词的文件名应当是 {'、'.join(known)} 之一。")
    for name in names:
        prompt(name, folder)
    return folder

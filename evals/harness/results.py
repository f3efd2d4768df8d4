"""The results of a run: results.jsonl, one line for each case and variant, and the texts beside it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from base import files
from base.errors import InputError
from evals.harness.dataset import Kind

SCHEMA = 1
RESULTS, DRAFTS = "results.jsonl", "drafts"
TEXT, REPORT = "draft.md", "report.json"  # of each draft, in its folder


class _Value(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)  # a later program may add fields


class Mark(_Value):
    """The votes of a judge on one quality: their mean, and how far they lie apart (standard deviation)."""

    mean: float
    spread: float
    votes: tuple[float, ...]


class Judgement(_Value):
    """What a model thinks of a draft. `error` says why there is nothing, or not all."""

    fingerprint: str
    model: str
    prompt: str
    prompt_hash: str
    marks: dict[str, Mark] = {}  # by criterion
    why: dict[str, tuple[str, ...]] = {}
    tokens: dict[str, float] = {}  # calls, prompt, completion, yuan …
    error: str = ""


class Row(_Value):
    """One line: what a variant made of a case, and how that was measured. With `error` nothing was."""

    schema_: int = Field(default=SCHEMA, alias="schema")
    dataset: str
    dataset_title: str
    version: int
    kind: Kind
    case: str
    title: str
    case_hash: str
    variant: str
    writer: str
    model: str = ""
    prompts: dict[str, str] = {}  # id@version → hash, of those that were used
    rules: str  # fingerprints: of the rules, of the library of the case
    library: str = ""
    program: str
    fingerprint: str  # of all that decides the result
    seconds: float = 0.0
    tokens: dict[str, float] = {}
    scores: dict[str, float] = {}
    unscored: dict[str, str] = {}  # scorer → why; not the same as 0
    findings: dict[str, int] = {}  # rule → how many
    detection: dict[str, dict[str, int]] = {}  # found, missed, wrong → family → how many; of fixed drafts
    judgement: Judgement | None = None
    draft: str = ""  # the folder of the text, relative to the run
    error: str = ""

    @property
    def cell(self) -> tuple[str, str]:
        """What the line is about: variant and case."""
        return self.variant, self.case

    def as_json(self) -> str:
        return json.dumps(self.model_dump(mode="json", by_alias=True), ensure_ascii=False)


@dataclass(frozen=True)
class Run:
    """A run as it lies in a folder; rows by variant, then by case."""

    folder: Path
    rows: tuple[Row, ...] = field(default=())

    @property
    def variants(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.variant for row in self.rows))

    def of(self, variant: str) -> dict[str, Row]:
        """The rows of a variant by case."""
        return {row.case: row for row in self.rows if row.variant == variant}

    def text(self, row: Row) -> str:
        """The text a row is about; '' where there is none."""
        path = self.folder / row.draft / TEXT
        return path.read_text(encoding="utf-8") if row.draft and path.is_file() else ""

    def report(self, row: Row) -> dict[str, Any]:
        """The check report on that text; {} where there is none."""
        path = self.folder / row.draft / REPORT
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if row.draft and path.is_file() else {}
        return found


def load(path: Path) -> Run:
    """The run in the folder `path`, or in that of the file `path`; InputError names the line of a bad one."""
    file = path / RESULTS if path.is_dir() else path
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} 里没有可读的评测结果（{RESULTS}），请写 eval run 的结果文件夹。") from error
    rows = tuple(_row(file, number, line) for number, line in enumerate(lines, 1) if line.strip())
    if not rows:
        raise InputError(f"{file} 里没有一例结果，请先用 eval run 评测。")
    return Run(file.parent, rows)


def save(folder: Path, rows: Iterable[Row]) -> None:
    """Replace the results of the run in `folder`."""
    ordered = sorted(rows, key=lambda row: row.cell)
    files.write_text(folder / RESULTS, "".join(f"{row.as_json()}\n" for row in ordered))


def _row(file: Path, number: int, line: str) -> Row:
    try:
        raw = json.loads(line)
        if isinstance(raw, dict) and raw.get("schema") != SCHEMA:
            raise InputError(f"{file} 第 {number} 行是第 {raw.get('schema')} 版格式，这个程序只认第 {SCHEMA} 版，请升级程序或重新评测。")
        return Row.model_validate(raw)
    except (ValueError, ValidationError, RecursionError) as error:
        raise InputError(f"{file} 第 {number} 行不是评测结果，请删去这一行后用同样的命令接着评测。") from error

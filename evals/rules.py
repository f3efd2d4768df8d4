"""Rules as data: YAML files in `rules/`, one a family. Docs and tests are generated from them."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from base.errors import InputError
from base.strict_yaml import load_model
from evals.finding import Edit, Evidence, Finding, Severity

FOLDER = Path(__file__).parent / "rules"
COMMON = Path(__file__).parent / "common.yaml"  # rules of the engine itself, which belong to no one check
GATES = {
    "secrecy": "政治", "figure": "政策", "strength": "政策", "citation": "政策", "residue": "程序", "copy": "程序",
    "typo": "文字", "wording": "文字", "punctuation": "文字", "readability": "文字", "padding": "文字", "tone": "文字",
    "numbering": "格式", "length": "格式", "format": "格式",
}  # fmt: skip
FAMILIES = tuple(GATES)
FAMILY_NAMES = {
    "secrecy": "涉密", "figure": "数字", "strength": "力度", "citation": "引用", "residue": "外来痕迹", "copy": "抄袭", "typo": "错别字",
    "wording": "用语", "punctuation": "标点", "readability": "可读性", "padding": "空话套话", "tone": "语气", "numbering": "序号",
    "length": "篇幅", "format": "格式", "context": "背景", "second-opinion": "第二意见",
}  # fmt: skip
GATE_ORDER = ("政治", "政策", "文字", "格式", "程序")  # the five gates as offices name them


class RuleSource(BaseModel):
    """Where a rule comes from. Only 国标 and 条例 may be called 规定."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    standing: Literal["国标", "条例", "惯例"]
    text: str


class Example(BaseModel):
    """A text that must (`flag`) or must not (`pass`) give this rule's finding; what it is checked against beside it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: str
    span: str = ""  # for flag: the words the finding must stand on
    sources: tuple[str, ...] | None = None
    facts: tuple[dict[str, Any], ...] | None = None
    context: dict[str, Any] | None = None
    strict: bool = False  # as the pipeline's guard
    repeat: int = Field(1, ge=1)  # the text stands that many times, for rules on length
    overlay: dict[str, Any] | None = None  # what the office's overlay.yaml holds
    library: tuple[dict[str, str], ...] = ()  # documents of the library: title, text, and what else is known of them
    beside: tuple[dict[str, str], ...] = ()  # drafts handed in with this one, likewise
    answers: tuple[str, ...] = ()  # what the model says that is asked for a second opinion
    look: dict[str, dict[str, Any]] | None = None  # what differs from layout gbt9704 in the file, by role (or page)


class Rule(BaseModel):
    """One rule; `name` says what is flagged, ids never change meaning."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(pattern=r"^[A-Z]{3}\d{3}$")
    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str  # short Chinese name for lists
    severity: Severity
    message: str  # with {placeholders}; one Chinese sentence about this place
    why: str
    source: RuleSource
    gate: str = ""  # another gate than the family's
    flag: tuple[Example, ...] = Field(min_length=1)
    pass_: tuple[Example, ...] = Field(alias="pass", min_length=1)
    family: str = ""
    origin: str = ""  # the overlay file and line it comes from; '' when it is packaged

    def finding(
        self, text: str, start: int, end: int, *, evidence: tuple[Evidence, ...] = (), edit: Edit | None = None, score: float = 1.0,
        severity: Severity | None = None, **values: object,
    ) -> Finding:  # fmt: skip
        """A finding of this rule at `[start, end)` of `text`; `values` fill the message, `text` in it is the span."""
        span = text[start:end]
        return Finding(
            self.id, self.name, self.family, self.gate or GATES[self.family], severity or self.severity, start, end, span,
            self.message.format(**{"text": span, **values}), evidence, edit, score,
        )  # fmt: skip


class _RuleFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    family: Literal[FAMILIES]  # type: ignore[valid-type]
    rules: tuple[Rule, ...] = Field(min_length=1)


class _CommonFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    rules: tuple[Rule, ...] = Field(min_length=1)  # each names its family


@cache
def family_rules(family: str) -> dict[str, Rule]:
    """The rules of one family by name; empty when the family has none yet. InputError with file and line for a bad entry."""
    path = FOLDER / f"{family}.yaml"
    if not path.is_file():
        return {}
    file = load_model(path, _RuleFile)
    if file.family != family:
        raise InputError(f"{path}：family 应当与文件名一致，请改为 {family}。")
    return {r.name: r.model_copy(update={"family": family}) for r in file.rules}


@cache
def common_rules() -> dict[str, Rule]:
    """The rules of the engine itself, by name."""
    return {r.name: r for r in load_model(COMMON, _CommonFile).rules}


@cache
def rules() -> dict[str, Rule]:
    """Every packaged rule by id, sorted by id; with those of the office: `evals.catalogue.catalogue`."""
    every = [r for family in FAMILIES for r in family_rules(family).values()]
    return {r.id: r for r in sorted((*every, *common_rules().values()), key=lambda r: r.id)}


def family_ids(names: Iterable[str]) -> tuple[str, ...]:
    """Families given by id or Chinese name as ids; InputError for one that does not exist."""
    chinese = {name: family for family, name in FAMILY_NAMES.items()}
    ids = tuple(chinese.get(n, n) for n in names)
    if unknown := next((i for i in ids if i not in FAMILIES), ""):
        near = get_close_matches(unknown, [*chinese, *FAMILIES], 1, 0.5) or [name for name in chinese if unknown in name][:1]
        known = f"是不是“{near[0]}”？" if near else "可选：" + "、".join(f"{f}（{FAMILY_NAMES[f]}）" for f in FAMILIES) + "。"
        raise InputError(f"没有检查类别“{unknown}”，{known}")
    return ids

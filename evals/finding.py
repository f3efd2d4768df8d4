"""Finding: what is wrong, where, on what evidence. The JSON of the public contract."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

Severity = Literal["error", "warning", "suggestion"]
SEVERITIES: tuple[Severity, ...] = ("suggestion", "warning", "error")
EvidenceKind = Literal["fact", "source", "passage", "text", "rule", "brief"]


@dataclass(frozen=True)
class Evidence:
    """What a finding (or a ground) rests on. `ref`: the fact's name, the source's number from 0, the passage id."""

    kind: EvidenceKind
    ref: str
    quote: str
    start: int | None = None
    end: int | None = None

    def as_json(self) -> dict[str, Any]:
        return {k: v for k, v in asdict(self).items() if v is not None}


@dataclass(frozen=True)
class Edit:
    """A replacement of `[start, end)`; figures and required wording never get a safe one."""

    start: int
    end: int
    text: str
    safety: Literal["safe", "unsafe"] = "unsafe"


@dataclass(frozen=True)
class Opinion:
    """How a model voted on a finding: `agree` of `votes`, and the reasons it gave. Never a ground for more than a suggestion."""

    model: str
    agree: int
    votes: int
    why: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """One defect at `[start, end)` of the checked text; `0, 0` for the whole document."""

    rule: str
    name: str
    family: str
    gate: str
    severity: Severity
    start: int
    end: int
    text: str
    message: str
    evidence: tuple[Evidence, ...] = ()
    edit: Edit | None = None
    score: float = 1.0
    opinion: Opinion | None = None  # the second opinion, where one was asked for

    def as_json(self) -> dict[str, Any]:
        plain = {name: value for name, value in asdict(self).items() if name != "opinion" or value is not None}
        return plain | {"evidence": [e.as_json() for e in self.evidence], "edit": asdict(self.edit) if self.edit else None}


@dataclass(frozen=True)
class Ground:
    """A statement at `[start, end)` that does rest on something: what the pipeline turns into a citation."""

    start: int
    end: int
    evidence: Evidence
    how: str = ""  # 折算、四舍五入 … when the words differ

    def as_json(self) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "how": self.how, "evidence": self.evidence.as_json()}

"""What came back from a pupil, and what it is worth."""

from dataclasses import dataclass
from typing import Literal

from evals.exercises.model import Defect

Verdict = Literal["corrected", "other", "pointed", "wrong", "missed"]
VERDICTS: dict[Verdict, str] = {
    "corrected": "改对", "other": "另一种改法", "pointed": "只指出", "wrong": "改错", "missed": "没有发现"
}  # fmt: skip


@dataclass(frozen=True)
class Scale:
    """How points are given: a share of a defect's points, and what a harmful alteration costs."""

    pointed: float = 0.5
    penalty: float = 2.0

    def share(self, verdict: Verdict) -> float:
        return {"corrected": 1.0, "other": 1.0, "pointed": self.pointed}.get(verdict, 0.0)


@dataclass(frozen=True)
class Answer:
    """What became of one defect: the words that stand there now, and a remark for the trainer."""

    defect: Defect
    verdict: Verdict
    now: str
    remark: str = ""


@dataclass(frozen=True)
class Alteration:
    """A change where nothing was planted; `why` says what it did wrong, '' where it did no harm."""

    paragraph: int
    was: str
    now: str
    why: str = ""


@dataclass(frozen=True)
class Marked:
    """One worksheet, marked."""

    pupil: str
    file: str
    answers: tuple[Answer, ...]
    alterations: tuple[Alteration, ...]
    scale: Scale

    @property
    def harmful(self) -> int:
        return sum(bool(a.why) for a in self.alterations)

    @property
    def total(self) -> float:
        return sum(a.defect.points for a in self.answers)

    @property
    def score(self) -> float:
        """Points, never below 0."""
        earned = sum(a.defect.points * self.scale.share(a.verdict) for a in self.answers)
        return max(0.0, earned - self.scale.penalty * self.harmful)

    def count(self, verdict: Verdict) -> int:
        return sum(a.verdict == verdict for a in self.answers)

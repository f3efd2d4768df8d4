"""Everything that is measured of a row: the scorers, and what a judge thinks."""

from evals.harness.dataset import Kind
from evals.harness.judge.criteria import CRITERIA, HIGHEST
from evals.harness.results import Row
from evals.harness.scorer import Better, Scorer, Unmeasured
from evals.harness.scorers import scorers

_JUDGE = "judge_"


def measures(kind: Kind) -> tuple[Scorer, ...]:
    """All measures of datasets of `kind`, in the order in which they are shown; a judge's are those of `Row.judgement`."""
    return (*scorers(kind), *_OF_JUDGE) if kind == "briefs" else scorers(kind)


def value(row: Row, measure: str) -> float | None:
    """What was measured; None where it is unscored."""
    if not measure.startswith(_JUDGE):
        return row.scores.get(measure)
    mark = row.judgement.marks.get(measure.removeprefix(_JUDGE)) if row.judgement else None
    return mark.mean if mark else None


def spread(row: Row, measure: str) -> float:
    """How far the judge's votes lie apart; 0 for what a program measured."""
    mark = row.judgement.marks.get(measure.removeprefix(_JUDGE)) if row.judgement and measure.startswith(_JUDGE) else None
    return mark.spread if mark else 0.0


def better_of_rules(kind: Kind) -> Better:
    """Fewer findings are better in what a writer made; in fixed drafts they may be the faults to be found."""
    return "lower" if kind == "briefs" else "neither"


_OF_JUDGE = tuple(
    Scorer(_JUDGE + one.id, f"{one.name}（模型评）", "分", "higher", lambda _: Unmeasured("由模型评"), most=HIGHEST) for one in CRITERIA
)

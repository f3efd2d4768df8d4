"""The columns of the page: each variant of each run."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from base.errors import InputError
from evals.harness.measures import measures, value
from evals.harness.results import Row, Run
from evals.harness.scorer import Scorer


@dataclass(frozen=True)
class Column:
    """One variant of a run; `number` tells it apart in ids and colours."""

    run: Run
    variant: str
    label: str
    number: int

    @cached_property
    def rows(self) -> dict[str, Row]:
        """By case, failed ones too."""
        return self.run.of(self.variant)

    @property
    def first(self) -> Row:
        return next(iter(self.rows.values()))

    def values(self, measure: str) -> list[float]:
        """What was measured, over the cases that have it."""
        return [found for row in self.rows.values() if (found := value(row, measure)) is not None]

    def has_text(self, case: str) -> bool:
        """Is there a text to show?"""
        row = self.rows.get(case)
        return row is not None and not row.error and bool(self.run.text(row))

    def text_id(self, case: str) -> str:
        """The id of a text on the page; cases are numbered because their names may be anything."""
        return f"t{self.number}-{list(self.rows).index(case)}"


def columns_of(runs: Sequence[Run]) -> tuple[Column, ...]:
    """Every variant of every run; InputError for runs of several datasets."""
    every = {(row.dataset, row.version) for run in runs for row in run.rows}
    if len(every) > 1:
        said = "、".join(f"“{name}”第 {version} 版" for name, version in sorted(every))
        raise InputError(f"这些结果不是同一个数据集的（{said}），不能放在一个报告里，请分别出报告。")
    pairs = [(run, variant) for run in runs for variant in run.variants]
    labels = [f"{run.folder.name}·{variant}" if len(runs) > 1 else variant for run, variant in pairs]
    return tuple(Column(run, variant, label, number) for number, ((run, variant), label) in enumerate(zip(pairs, labels)))


def cases_of(columns: Sequence[Column]) -> dict[str, str]:
    """Every case with its title."""
    found = {row.case: row.title for column in columns for row in column.rows.values()}
    return dict(sorted(found.items()))


def measured(columns: Sequence[Column]) -> list[Scorer]:
    """The measures that any column has a value for."""
    return [one for one in measures(columns[0].first.kind) if any(column.values(one.id) for column in columns)]

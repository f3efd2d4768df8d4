"""A finished run as its page sees it."""

from dataclasses import dataclass
from typing import Any

from drafting.editing import Line, Manuscript, read
from drafting.rundir import RunDir
from pages.background.runs import Run
from pages.shared import findings

Json = dict[str, Any]
TODO = {"待核": "没有找到出处，核实后填入", "待写": "请起草人写出"}


@dataclass(frozen=True)
class View:
    """`problems` is the report without what only repeats the open marks."""

    run: Run
    manuscript: Manuscript
    report: Json
    problems: Json

    @property
    def text(self) -> str:
        return self.manuscript.draft.text

    @property
    def marks(self) -> list[Json]:
        return list(self.report["marks"])

    def line_number(self, offset: int) -> int:
        """Of the line in which `offset` stands, from 0."""
        return self.text.count("\n", 0, offset)

    def line(self, number: int) -> Line:
        return self.manuscript.lines[number]


def view_of(run: Run) -> View:
    """InputError when a file is missing or damaged."""
    report = run.report()
    return View(run, read(RunDir(run.path)), report, findings.without(report, report["marks"]))

"""Errors only, a line each, for checks that let nothing pass: hooks of a version control, scripts. What has none is not named."""

from collections.abc import Iterator

from evals.render import Checked, Results
from evals.render.words import advice, place


def render(results: Results) -> str:
    """One line an error, in the order of the files and of place."""
    return "\n".join(line for checked in results for line in _lines(checked)) or "没有错误。"


def _lines(checked: Checked) -> Iterator[str]:
    for finding in checked.outcome.findings:
        if finding.severity == "error":
            said = advice(finding)
            yield f"{checked.name} {place(checked.text, finding)}：{finding.message}{f' {said}' if said else ''}（{finding.rule}）"

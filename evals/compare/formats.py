"""The formats a report on two versions comes in, by name, for every command that compares."""

import json
from importlib import import_module

from evals.compare.report import Report

FORMATS = ("text", "json", "html")


def rendered(report: Report, form: str) -> str:
    """The `report` in the format `form`."""
    if form == "json":
        return json.dumps(report.as_json(), ensure_ascii=False, indent=1)
    words: str = import_module(f"evals.compare.{form}").render(report)
    return words

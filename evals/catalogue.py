"""Every rule as it holds here: the packaged ones, and what the office's overlay makes of them."""

import difflib
from dataclasses import dataclass

from base.errors import InputError
from base.office import remembered
from evals.finding import Severity
from evals.overlay import tuning
from evals.rules import Rule, rules


@dataclass(frozen=True)
class Entry:
    """A rule and how the office uses it."""

    rule: Rule
    severity: Severity  # as it holds here
    off: str = ""  # why the office has switched it off
    changed: str = ""  # where the office switched it off or changed its severity

    @property
    def origin(self) -> str:
        """Where the rule comes from, for a person."""
        return f"本单位规则，{self.rule.origin}" if self.rule.origin else "程序自带"


@remembered
def catalogue() -> dict[str, Entry]:
    """Every rule by id, sorted by id. InputError with file and line when the overlay is wrong."""
    tuned = tuning()
    every = rules() | {own.rule.id: own.rule for own in tuned.own}
    return {id_: _entry(every[id_]) for id_ in sorted(every)}


def _entry(rule: Rule) -> Entry:
    change = tuning().changes.get(rule.id)
    if change is None:
        return Entry(rule, rule.severity)
    return Entry(rule, change.severity or rule.severity, "" if change.severity else change.why, change.where)


def find(name: str) -> Entry:
    """The rule with this id, name or title; InputError, with the nearest, when there is none."""
    called: dict[str, Entry] = {}
    for entry in catalogue().values():
        for known in (entry.rule.id, entry.rule.name, entry.rule.title):
            called.setdefault(known, entry)
    wanted = name.strip()
    found = called.get(wanted) or called.get(wanted.upper()) or called.get(wanted.lower())
    if found:
        return found
    near = difflib.get_close_matches(wanted.upper() if wanted.isalnum() else wanted, called, n=1)
    hint = f"是不是想写“{near[0]}”？" if near else "用 biganzi rule 列出全部规则。"
    raise InputError(f"没有规则“{name}”，{hint}")

"""Rules as an overlay names them: by id or by name."""

import difflib
from collections.abc import Iterable

from base.errors import InputError
from evals.rules import Rule


class RuleNames:
    """The ids of `rules`, by all that they are called."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._ids = {called: rule.id for rule in rules for called in (rule.id, rule.name)}

    def id_of(self, called: str, where: str) -> str:
        """The id; InputError that says `where`, and names the nearest, when there is no such rule."""
        found = self._ids.get(called.strip()) or self._ids.get(called.strip().upper())
        if found:
            return found
        near = difflib.get_close_matches(called, self._ids, n=1, cutoff=0.5)
        hint = f"是不是想写“{near[0]}”？" if near else "用 biganzi rule 查看全部规则。"
        raise InputError(f"{where}：没有规则“{called}”，{hint}")

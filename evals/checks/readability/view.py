"""A text as the checks of readability see it: whether it will be spoken, its sentences, what in it nobody reads aloud."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

from corpus.zh import Span, sentences
from drafting.draft import REFERENCE
from drafting.guard import MARK
from evals.case import Case
from evals.checks.tone.setting import Setting
from evals.finding import Finding
from evals.rules import family_rules

HAN = "\u3007\u3400-\u9fff"
_HAN = re.compile(f"[{HAN}]")
_UNSPOKEN = re.compile(r"^(?:附件|来源|责任编辑|[（(]新华社|《.{2,12}》[（(]).*", re.MULTILINE)


@dataclass(frozen=True)
class View:
    """What every part of the family reads."""

    text: str
    spoken: bool
    own_names: tuple[str, ...] = ()  # of the place and the body that speak

    @classmethod
    def of(cls, case: Case) -> "View":
        return cls(case.text, Setting.of(case.context, case.text).spoken, (case.context.place, case.context.issuer))

    @cached_property
    def sentences(self) -> list[Span]:
        """The Chinese sentences of the text itself, without references and tables."""
        return [span for span in sentences(self.text) if self._is_prose(span.of(self.text))]

    def _is_prose(self, words: str) -> bool:
        return (
            not words.startswith(REFERENCE)
            and "|" not in words
            and "\t" not in words
            and len(_HAN.findall(words)) * 4 >= len(words.strip())
        )

    @cached_property
    def _unsaid(self) -> bytes:
        """1 for each character of a mark of our own or of a line beside the text."""
        taken = bytearray(len(self.text))
        for match in chain(MARK.finditer(self.text), _UNSPOKEN.finditer(self.text)):
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
        return bytes(taken)

    def is_said(self, at: int) -> bool:
        """Will the character at `at` be spoken?"""
        return not self._unsaid[at]

    def finding(self, rule: str, start: int, end: int, **values: Any) -> Finding:
        return family_rules("readability")[rule].finding(self.text, start, end, **values)

"""The examples beside a rule of the office's own: it is used only when it does what they say."""

from base.errors import InputError
from corpus.office_rules import OfficeExample
from evals.finding import Finding
from evals.overlay.own_rule import SECONDS, OwnRule
from evals.overlay.page import Page


def prove(own: OwnRule) -> None:
    """InputError, with file and line, for the first example that does not hold."""
    for example in own.given.flag:
        if not any(_meets(example, found.start, found.end) for found in _found(own, example)):
            on = f"“{example.span}”上" if example.span else ""
            raise _wrong(own, f"flag 例子“{example.text}”{on}没有报出来")
    for example in own.given.pass_:
        if found := _found(own, example):
            raise _wrong(own, f"pass 例子“{example.text}”报了“{found[0].text}”")


def _found(own: OwnRule, example: OfficeExample) -> list[Finding]:
    try:
        return list(own.findings(Page(example.text)))
    except TimeoutError as error:
        raise _wrong(own, f"例子“{example.text}”{SECONDS:g} 秒没有查完") from error


def _meets(example: OfficeExample, start: int, end: int) -> bool:
    """Does a finding at `[start, end)` stand on some occurrence of the span the example names?"""
    size = len(example.span)
    at = example.text.find(example.span, max(0, start - size + 1))
    return not size or 0 <= at < end


def _wrong(own: OwnRule, what: str) -> InputError:
    return InputError(f"{own.where}：规则 {own.rule.id} 的 {what}，请修改规则或例子。")

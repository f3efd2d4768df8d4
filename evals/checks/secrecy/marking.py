"""The 密级 of the text itself: as the brief has it, with its term, and there at all."""

import re
from collections.abc import Iterator

from corpus.marks import CLASSIFIED, OPEN
from evals.checks.secrecy.view import View
from evals.finding import Evidence, Finding, Severity

_TERM = re.compile(r"[★☆*].*(?:\d|[一二三四五六七八九十]|长期|解密|公布|公开)")  # 秘密★1年, 机密★长期, 秘密★公布前


def _said_of(view: View) -> str:
    """What the level of the text should be by."""
    if view.is_announced:
        return "附注写明“此件公开发布”"
    return "面向公众，应当公开" if view.is_public else f"任务书定为“{view.stated}”"


def findings(view: View) -> Iterator[Finding]:
    """At most one finding of each kind a mark; one on the whole text when the mark is missing."""
    for mark in view.marks:
        is_open = view.is_public or view.is_announced
        stated = OPEN if view.is_announced else view.stated or (OPEN if view.is_public else "")
        if stated and mark.level != stated:
            evidence = (Evidence("brief", "secrecy", view.case.context.secrecy),) if view.stated and not view.is_announced else ()
            severity: Severity | None = "error" if is_open else None
            of = _said_of(view)
            yield view.finding("mark-differs", mark.start, mark.end, severity=severity, evidence=evidence, level=mark.level, of=of)
        line = view.case.text[mark.start : mark.end]
        if mark.level in CLASSIFIED and not _TERM.search(line):
            yield view.finding("mark-without-term", mark.start, mark.end, level=mark.level)
    if view.is_classified and not view.marks and view.case.context.title:
        yield view.finding("mark-missing", 0, 0, level=view.stated)

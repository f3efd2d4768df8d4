"""The 密级 of the text itself: as the brief has it, with its term, and there at all."""

import re
from collections.abc import Iterator

from corpus.marks import CLASSIFIED
from evals.checks.secrecy.view import View
from evals.finding import Evidence, Finding, Severity

_TERM = re.compile(r"[★☆*].*(?:\d|[一二三四五六七八九十]|长期|解密|公布|公开)")  # 秘密★1年, 机密★长期, 秘密★公布前


def findings(view: View) -> Iterator[Finding]:
    """At most one finding of each kind a mark; one on the whole text when the mark is missing."""
    for mark in view.marks:
        stated = view.stated or ("公开" if view.is_public else "")
        if stated and mark.level != stated:
            of = "面向公众，应当公开" if view.is_public else f"任务书定为“{stated}”"
            evidence = (Evidence("brief", "secrecy", view.case.context.secrecy),) if view.stated else ()
            severity: Severity | None = "error" if view.is_public else None
            yield view.finding("mark-differs", mark.start, mark.end, severity=severity, evidence=evidence, level=mark.level, of=of)
        line = view.case.text[mark.start : mark.end]
        if mark.level in CLASSIFIED and not _TERM.search(line):
            yield view.finding("mark-without-term", mark.start, mark.end, level=mark.level)
    if view.is_classified and not view.marks and view.case.context.title:
        yield view.finding("mark-missing", 0, 0, level=view.stated)

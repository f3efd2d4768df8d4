"""A sentence whose subject is drowned in a preposition: 通过这次培训，使大家……."""

import re
from collections.abc import Iterator

from evals.checks.wording.view import View
from evals.finding import Edit, Finding

_LEAD = (  # says only when, where or in which order, so the subject is still to come
    r"(?:第?[一二三四五六七八九十]+[是、，]|[（(]?[一二三四五六七八九十\d]+[）).、．]?|首先，|其次，|最后，|同时，|因此，|此外，|"
    r"(?:近年来|近日|近期|去年|今年|上半年|下半年|本周|上周|日前|[^，。；]{0,10}(?:以来|期间|之际|年|月|日|后|前|时))，)?"
)
_WITH = r"(?P<with>通过|经过|随着|由于|鉴于|对于|关于|透过)[^，。；！？\n]{3,60}?"
_UNDER = r"(?P<under>在)[^，。；！？\n]{3,40}?(?:下|中|里|上|后|过程中|期间|基础上)"
_DROWNED = re.compile(
    rf"\s*{_LEAD}(?:{_WITH}|{_UNDER})，(?:从而|进而|才|也|又|更|能够?|可以)?(?P<verb>使得|使|让|令|促使|致使)(?!用|命|得注意|人)"
)


def findings(view: View) -> Iterator[Finding]:
    """In order of place."""
    for span in view.sentences.spans:
        for start, end in _clauses(view.text, span.start, span.end):
            match = _DROWNED.match(view.text, start, end)
            if match and view.is_ours(match.start(), match.end()):
                yield _finding(view, match)


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a sentence between semicolons."""
    while start < end:
        stop = text.find("；", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _finding(view: View, match: re.Match[str]) -> Finding:
    word = match["with"] or match["under"]
    start = match.start("with") if match["with"] else match.start("under")
    verb_start, verb_end = match.span("verb")
    return view.finding("subject-missing", start, verb_end, Edit(verb_start, verb_end, ""), word=word, verb=match["verb"])

"""PADDING: how empty each sentence is, and where a text opens, closes or goes on in formulas."""

from evals.case import Case, Outcome, SentenceScore, Unscored
from evals.checks.padding.document import metrics
from evals.checks.padding.judge import findings, repeated
from evals.checks.padding.judged import judged
from evals.checks.padding.kinds import kind_of
from evals.checks.padding.peers import among_peers


def check(case: Case) -> Outcome:
    """`sentences`: 0 substance … 1 empty formula; `metrics`: padding_share, substance_chars, lead_in_chars, and padding_peers."""
    kind = kind_of(case)
    every = judged(case, kind)
    found = (*findings(case.text, every), *(repeated(case.text, every) if kind.repeats else ()))
    scores = tuple(SentenceScore(*one.part.span, round(one.score, 4)) for one in every)
    without = () if case.archive else (Unscored("padding", "没有文库，各单位通用的话未核对"),)
    own = metrics(every)
    return Outcome(found, sentences=scores, metrics=own | among_peers(case, kind, own), unscored=without)

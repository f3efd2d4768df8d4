"""Quotations: words that somebody is said to have said stand in a source word for word, marks apart."""

import re
from collections.abc import Iterator

from corpus.zh import quotations
from evals.case import Case
from evals.checks.citation.material import Material
from evals.finding import Finding, Ground
from evals.rules import family_rules

_SPEECH = re.compile(
    r"(?:指出|强调|说|说道|讲|讲到|讲过|要求|提出|明确|批示|指示|写道|表示|认为|嘱托|嘱咐|寄语|告诫|提醒|感慨|坦言|回答|问|规定|所言|名言|常说|有云|云|曰|道|的话|论述|重要论断)[：:，,]?$"
)
_MIN_LENGTH = 8  # characters; shorter ones are names and emphasis
_MIN_AFTER_COLON = 4
_IS_CLAUSE = re.compile(r"[，,。；;！!？?]")


def judge(case: Case, material: Material) -> Iterator[Finding | Ground]:
    """Without sources a quotation is judged by the guard only."""
    if not (case.strict or case.has_material):
        return
    rule = family_rules("citation")["quotation-not-found"]
    for span in quotations(case.text):
        words = span.of(case.text)[1:-1]
        if not _is_quotation(words, case.text[max(0, span.start - 8) : span.start], case.strict):
            continue
        if evidence := material.quotation(words):
            yield Ground(*span, evidence)
        else:
            yield rule.finding(case.text, *span)


def _is_quotation(words: str, before: str, strict: bool) -> bool:
    """What is introduced as speech; to the guard also any other that reads like a sentence. Slogans and names are none."""
    if _SPEECH.search(before):
        return len(words) >= (_MIN_AFTER_COLON if strict and before.endswith("：") else _MIN_LENGTH)
    return strict and len(words) >= _MIN_LENGTH and bool(_IS_CLAUSE.search(words))

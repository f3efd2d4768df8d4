"""LENGTH: 字数 and speaking time, against what was asked for and what the rules on short documents allow."""

from collections.abc import Iterator

from corpus.zh import count_zi, paragraphs
from drafting.guard import own_words
from evals.case import Case, Outcome
from evals.finding import Finding
from evals.rules import family_rules
from prompts.genres import genre

SLOW, FAST = 165, 220  # 字 a minute, read aloud
MAX_PARAGRAPH = 600  # 字


def check(case: Case) -> Outcome:
    """`metrics`: zi, and minutes (shortest, longest) as if read aloud. A lower bound is never more than a suggestion."""
    zi = count_zi(own_words(case.text))
    found = (*_asked(case, zi), *_allowed(case, zi), *_long_paragraphs(case.text))
    return Outcome(found, metrics={"zi": zi, "minutes": list(minutes(zi))})


def minutes(zi: int) -> tuple[float, float]:
    """How long `zi` characters take to read aloud, fast and slow."""
    return round(zi / FAST, 1), round(zi / SLOW, 1)


def _asked(case: Case, zi: int) -> Iterator[Finding]:
    low, high = case.context.length or (0, zi)
    if zi > high:
        yield family_rules("length")["over-asked-length"].finding(case.text, 0, 0, zi=zi, limit=high)
    elif zi < low:
        yield family_rules("length")["under-asked-length"].finding(case.text, 0, 0, zi=zi, limit=low)


def _allowed(case: Case, zi: int) -> Iterator[Finding]:
    kind = genre(case.context.genre) if case.context.genre else None
    if kind and kind.limit and zi > kind.limit:
        rule = family_rules("length")["over-genre-limit"]
        yield rule.finding(case.text, 0, 0, zi=zi, limit=kind.limit, genre=kind.name, source=kind.limit_source)


def _long_paragraphs(text: str) -> Iterator[Finding]:
    for span in paragraphs(text):
        if len(span.of(text)) > MAX_PARAGRAPH and (zi := count_zi(span.of(text))) > MAX_PARAGRAPH:
            yield family_rules("length")["long-paragraph"].finding(text, *span, zi=zi)

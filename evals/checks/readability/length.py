"""Sentences too long to be spoken, stretches without a place to breathe, and written sentences that run on."""

import re
from collections.abc import Iterator

from corpus.zh import Span, count_zi
from evals.checks.readability.view import HAN, View
from evals.finding import Finding
from prompts.styles import style

_HOUSE = "house"  # the style whose limit of a sentence holds
_MUCH_TOO_LONG = 300  # 字: a minute and a half at 200 a minute
_BREATH = 40  # 字 that are said without drawing breath
_WRITTEN = 180
_STRETCH = re.compile(r"[^，。；：、！？“”‘’《》（）()…—〔〕\n]+")
_PARTS = re.compile(r"[；;]")
_TITLE = re.compile(r"[《〈][^》〉\n]{1,80}[》〉]")


def spoken(view: View) -> Iterator[Finding]:
    """Sentences and stretches that nobody can say."""
    most = style(_HOUSE).sentence_limit
    for span in view.sentences:
        if not view.is_said(span.start):
            continue
        zi = count_zi(span.of(view.text))
        if zi > _MUCH_TOO_LONG:
            yield view.finding("sentence-unspeakable", *span, zi=zi)
        elif zi > most and _longest_part(span.of(view.text)) > most:
            yield view.finding("sentence-long-to-speak", *span, zi=zi, most=most)
        yield from _breathless(view, span)


def written(view: View) -> Iterator[Finding]:
    """Sentences of which the reader has lost the beginning at their end; a list parted by ； is none."""
    for span in view.sentences:
        said = span.of(view.text)
        if len(said) > _WRITTEN and (zi := _longest_part(_TITLE.sub("", said))) > _WRITTEN:
            yield view.finding("sentence-long-to-read", *span, zi=zi)


def _longest_part(sentence: str) -> int:
    return max(count_zi(part) for part in _PARTS.split(sentence))


def _breathless(view: View, sentence: Span) -> Iterator[Finding]:
    for match in _STRETCH.finditer(view.text, *sentence):
        if len(match[0]) > _BREATH and len(re.findall(f"[{HAN}]", match[0])) > _BREATH:
            yield view.finding("no-place-to-breathe", *match.span(), zi=count_zi(match[0]))

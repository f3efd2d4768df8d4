"""The cases of `cases/padding.yaml`, written before the check was seen: sentences that are padding, and texts that only look like it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from base.strict_yaml import parse, read_text
from corpus.zh import Span, sentences
from evals.case import Case, Outcome
from evals.context import Context
from evals.engine import run

_FILE = Path(__file__).parent / "cases" / "padding.yaml"
_MARK = re.compile("[⟦⟧⟪⟫]")


@dataclass(frozen=True)
class Sample:
    """A text with the sentences that are padding, and those that may be called so or not."""

    kind: str
    why: str
    case: Case
    padding: tuple[Span, ...]
    either: tuple[Span, ...]

    def outcome(self) -> Outcome:
        return run(self.case, ["padding"])

    @property
    def solid(self) -> tuple[Span, ...]:
        """The sentences that must not be called padding."""
        marked = (*self.padding, *self.either)
        return tuple(s for s in sentences(self.case.text) if not any(m.overlaps(*s) for m in marked))


def samples() -> list[Sample]:
    """Every sample of the file."""
    data: Any = parse(read_text(_FILE), str(_FILE))[0]
    return [_sample(row, data["contexts"]) for row in data["cases"]]


def missed(sample: Sample, outcome: Outcome) -> list[str]:
    """The padding that no finding speaks of."""
    return [p.of(sample.case.text) for p in sample.padding if not any(p.overlaps(f.start, f.end) for f in outcome.findings)]


def alarms(sample: Sample, outcome: Outcome) -> Iterator[str]:
    """The sentences that hold something and got a warning: most of the sentence, not a word at its edge."""
    loud = [f for f in outcome.findings if f.severity != "suggestion"]
    for s in sample.solid:
        for f in loud:
            if 2 * (min(s.end, f.end) - max(s.start, f.start)) > s.end - s.start:
                yield f"{s.of(sample.case.text)}（{f.name}：{f.message}）"


def _sample(row: dict[str, Any], contexts: dict[str, Any]) -> Sample:
    context, ignored = Context.lenient(contexts[row["context"]] if "context" in row else None)
    assert not ignored, ignored
    text, spans = _unmarked(row["text"])
    return Sample(row["kind"], row["why"], Case(text, context=context), tuple(spans["⟦"]), tuple(spans["⟪"]))


def _unmarked(marked: str) -> tuple[str, dict[str, list[Span]]]:
    spans: dict[str, list[Span]] = {"⟦": [], "⟪": []}
    text, at = "", 0
    for match in _MARK.finditer(marked):
        piece = marked[at : match.start()]
        if opening := {"⟧": "⟦", "⟫": "⟪"}.get(match[0]):
            spans[opening].append(Span(len(text), len(text) + len(piece)))
        text += piece
        at = match.end()
    return text + marked[at:], spans

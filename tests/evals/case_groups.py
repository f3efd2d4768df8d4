"""Groups of cases in `cases/FAMILY.yaml`: texts that share their material, with ⟦⟧ round what must be found and nothing else."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from base.strict_yaml import parse
from drafting.ledger import Fact
from evals.case import Case
from evals.context import Context
from evals.engine import run
from evals.finding import Finding
from tests.evals.archives import archive_of

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Sample:
    """One text with what must be found in it: the names of rules that may say so, and the spans."""

    case: Case
    rules: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    def __str__(self) -> str:
        return self.case.text[:30]


def samples(family: str) -> list[Sample]:
    """Every sample of the family's file."""
    path = FOLDER / f"{family}.yaml"
    groups, _ = parse(path.read_text(encoding="utf-8"), str(path))
    return [s for g in groups for s in _group(g)]


def troubles(sample: Sample, family: str, suggestions: bool = False) -> list[str]:
    """What is missing and what is too much, as words for an assertion; mere suggestions count only where asked for."""
    found = [f for f in run(sample.case, [family]).findings if suggestions or f.severity != "suggestion"]
    missed = [sample.case.text[s:e] for s, e in sample.spans if not any(_meets(f, s, e, sample.rules) for f in found)]
    strays = [f"{f.name} {f.text}：{f.message}" for f in found if not any(f.start < e and s < f.end for s, e in sample.spans)]
    others = [f"{f.name} {f.text}" for f in found if f.name not in sample.rules and f.severity == "error"]
    return [f"漏：{m}（{[(f.name, f.text) for f in found]}）" for m in missed] + [f"多：{s}" for s in (*strays, *others)]


def _meets(found: Finding, start: int, end: int, rules: tuple[str, ...]) -> bool:
    near = found.start < end and start < found.end and found.end - found.start <= end - start + 12
    return near and found.name in rules


def _group(group: dict[str, Any]) -> list[Sample]:
    context, ignored = Context.lenient(group.get("context"))
    assert not ignored, ignored
    facts = tuple(Fact.model_validate(f) for f in group["facts"]) if "facts" in group else None
    sources = tuple(group["sources"]) if "sources" in group else None
    library, beside = archive_of(group.get("library", ())), archive_of(group.get("beside", ()))

    def sample(marked: str, rules: str = "") -> Sample:
        text, spans = _unmarked(marked)
        assert bool(spans) == bool(rules), marked
        case = Case(text, sources=sources, facts=facts, context=context, archive=library, beside=beside)
        return Sample(case, tuple(rules.split("/")) if rules else (), spans)

    flagged = [sample(t, rules) for rules, texts in group.get("flag", {}).items() for t in texts]
    return [*flagged, *(sample(t) for t in group.get("pass", ()))]


def _unmarked(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    text, spans = "", []
    for i, piece in enumerate(marked.replace("⟧", "⟦").split("⟦")):
        if i % 2:
            spans.append((len(text), len(text) + len(piece)))
        text += piece
    return text, tuple(spans)

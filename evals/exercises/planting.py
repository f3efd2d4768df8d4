"""Planting: of all places where a defect could stand those are taken, by the seed, where our own checker sees it."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from base.errors import InputError
from corpus.zh import Span
from evals.case import Case
from evals.engine import run
from evals.exercises.annex import annex_of
from evals.exercises.checking import Seen, seen, seen_of
from evals.exercises.model import KINDS, Clean, Defect, Exercise, Kind, OwnFinding
from evals.exercises.planters import PLANTERS
from evals.exercises.plants import Plant, sentence_at
from evals.finding import Finding

POINTS = 5.0  # of one defect
LONGEST = 20_000  # characters: more than a class reads in an hour
_TRIES = 40  # places looked at for one defect before giving up
_AT_ONCE = 12  # of them tried together
_UNSUPPORTED = "FIG001"  # a figure that the ledger does not have: true of most of a text, and no defect of it


def plant(clean: Clean, wanted: Mapping[Kind, int], seed: int, *, with_annex: bool = True) -> Exercise:
    """An exercise out of `clean` with so many defects of each kind, as far as the text allows; equal arguments give an equal one.

    With an annex pupils get sentences of the original to compare with, and more can be planted. InputError where nothing can be.
    """
    wanted = {kind: wanted[kind] for kind in KINDS if wanted.get(kind)}
    _demand(clean, wanted)
    chosen = _chosen(clean, wanted, seed, with_annex)
    if not chosen:
        raise InputError("这篇文章里埋不下所选的错：请换一篇长一些、数字和任务写得具体的文章，或者多选几种错。")
    return _exercise(clean, wanted, seed, with_annex, sorted(chosen, key=lambda p: (p.start, p.end)))


def again(exercise: Exercise) -> Exercise:
    """The exercise made anew from what it was made of."""
    clean = Clean(exercise.clean, exercise.context, exercise.facts, exercise.title)
    return plant(clean, exercise.wanted, exercise.seed, with_annex=exercise.with_annex)


def _demand(clean: Clean, wanted: Mapping[Kind, int]) -> None:
    if not clean.text.strip():
        raise InputError("文章是空的，请换一篇有文字的。")
    if len(clean.text) > LONGEST:
        raise InputError(f"文章有 {len(clean.text)} 字，超过一份练习 {LONGEST} 字的上限，请截取一部分。")
    if not wanted:
        raise InputError("还没有选要埋的错，请至少选一种。")


def _chosen(clean: Clean, wanted: Mapping[Kind, int], seed: int, with_annex: bool) -> list[Plant]:
    """Plants that the checker sees one by one, and all together."""
    chosen: list[Plant] = []
    for kind, count in wanted.items():
        for candidate in _seen_alone(clean, kind, Random(f"{seed}/{kind}"), with_annex, count):
            if sum(p.kind == kind for p in chosen) == count:
                break
            if not any(_near(clean.text, candidate, other) for other in chosen):
                chosen.append(candidate)
    return _seen_together(clean, chosen, seed, with_annex)


def _seen_alone(clean: Clean, kind: Kind, random: Random, with_annex: bool, count: int) -> Iterator[Plant]:
    """The candidates of `kind`, in an order of chance, that the checker sees where it saw nothing before."""
    candidates = list(dict.fromkeys(PLANTERS[kind](clean)))
    random.shuffle(candidates)
    sources = (clean.text,) if with_annex else ()
    before = seen(kind, _case(clean, clean.text, sources)) if candidates else ()
    fresh = [c for c in _spread(candidates)[: _TRIES * count] if not any(s.at(c.start, c.end) for s in before)]
    for first in range(0, len(fresh), _AT_ONCE):
        for group in _apart(clean.text, fresh[first : first + _AT_ONCE]):
            text, spans = _planted(clean.text, group)
            found = seen(kind, _case(clean, text, sources))
            yield from (c for c, span in zip(group, spans) if any(s.at(*span) for s in found))


def _apart(text: str, candidates: Sequence[Plant]) -> list[list[Plant]]:
    """Groups, each in order of place, that can be looked at together: no two of a group are near."""
    groups: list[list[Plant]] = []
    for candidate in candidates:
        group = next((g for g in groups if not any(_near(text, candidate, other) for other in g)), None)
        if group is None:
            groups.append([candidate])
        else:
            group.append(candidate)
    return [sorted(group, key=lambda p: (p.start, p.end)) for group in groups]


def _spread(candidates: Sequence[Plant]) -> list[Plant]:
    """Round by round, with other words each time: not three times the same sentence."""
    rounds: dict[str, int] = {}
    turn = []
    for candidate in candidates:
        rounds[candidate.words] = rounds.get(candidate.words, 0) + 1
        turn.append(rounds[candidate.words])
    return [c for _, c in sorted(zip(turn, candidates), key=lambda pair: pair[0])]


def _near(text: str, one: Plant, other: Plant) -> bool:
    """Do they touch the same sentence, or say the same?"""
    here = sentence_at(text, one.start, one.end)
    same = one.words == other.words and len(one.words) > 4
    return same or here.overlaps(*sentence_at(text, other.start, other.end))


def _seen_together(clean: Clean, chosen: list[Plant], seed: int, with_annex: bool) -> list[Plant]:
    """What is left when those are dropped, again and again, that the others hide."""
    while chosen:
        chosen = sorted(chosen, key=lambda p: (p.start, p.end))
        text, spans = _planted(clean.text, chosen)
        found = seen_of([p.kind for p in chosen], _case(clean, text, _annex(clean, chosen, seed, with_annex)))
        kept = [p for p, span in zip(chosen, spans) if any(s.at(*span) for s in found[p.kind])]
        if len(kept) == len(chosen):
            return chosen
        chosen = kept
    return []


def _annex(clean: Clean, chosen: Sequence[Plant], seed: int, with_annex: bool) -> tuple[str, ...]:
    return annex_of(clean.text, chosen, Random(f"{seed}/annex")) if with_annex else ()


def _case(clean: Clean, text: str, sources: tuple[str, ...]) -> Case:
    return Case(text, sources=("\n".join(sources),) if sources else None, facts=clean.facts or None, context=clean.context)


def case_of(exercise: Exercise, text: str) -> Case:
    """`text` as the pupils' version of `exercise`, against what they were given."""
    clean = Clean(exercise.clean, exercise.context, exercise.facts)
    return _case(clean, text, exercise.annex)


def _planted(text: str, chosen: Sequence[Plant]) -> tuple[str, list[Span]]:
    """The text with the plants, which are in order and apart, and where each stands in it."""
    parts, spans, at, length = list[str](), list[Span](), 0, 0
    for one in chosen:
        parts += (text[at : one.start], one.words)
        length += one.start - at
        spans.append(Span(length, length + len(one.words)))
        length, at = length + len(one.words), one.end
    return "".join([*parts, text[at:]]), spans


def _exercise(clean: Clean, wanted: dict[Kind, int], seed: int, with_annex: bool, chosen: Sequence[Plant]) -> Exercise:
    text, spans = _planted(clean.text, chosen)
    annex = _annex(clean, chosen, seed, with_annex)
    found = seen_of([p.kind for p in chosen], _case(clean, text, annex))
    defects = [_defect(n, clean.text, p, s, found[p.kind]) for n, (p, s) in enumerate(zip(chosen, spans), 1)]
    return Exercise(
        schema=1, id=_id(clean, wanted, seed, with_annex), title=clean.title or clean.text.strip().split("\n")[0][:60], seed=seed,
        wanted=wanted, with_annex=with_annex, clean=clean.text, context=clean.context, facts=clean.facts, text=text, annex=annex,
        defects=tuple(defects), own=tuple(_own(clean, chosen)),
    )  # fmt: skip


def _defect(number: int, text: str, planted: Plant, span: Span, found: Sequence[Seen]) -> Defect:
    here = next(s for s in found if s.at(*span))
    others = tuple((s.start, s.end) for s in (here.span, *here.elsewhere) if not s.overlaps(*span))
    right = text[planted.start : planted.end]
    return Defect(
        number=number, kind=planted.kind, start=span.start, end=span.end, wrong=planted.words, right=right, also=planted.also,
        why=here.message, elsewhere=others, points=POINTS,
    )  # fmt: skip


def _own(clean: Clean, chosen: Sequence[Plant]) -> Iterator[OwnFinding]:
    """What the checker says of the clean text, where it stands now."""
    for f in run(_case(clean, clean.text, ())).findings:
        if f.end and f.rule != _UNSUPPORTED and not _covered(f, chosen):
            yield OwnFinding(start=_moved(f.start, chosen), end=_moved(f.end, chosen), message=f.message)


def _covered(finding: Finding, chosen: Sequence[Plant]) -> bool:
    return any(p.start < finding.end and finding.start < p.end for p in chosen)


def _moved(at: int, chosen: Sequence[Plant]) -> int:
    return at + sum(len(p.words) - (p.end - p.start) for p in chosen if p.end <= at)


def _id(clean: Clean, wanted: Mapping[Kind, int], seed: int, with_annex: bool) -> str:
    """Equal for equal exercises: printed on the worksheet, so that a returned one is known."""
    facts = [fact.model_dump(mode="json") for fact in clean.facts]
    made_of = [clean.text, repr(clean.context), facts, dict(wanted), seed, with_annex]
    return hashlib.sha256(json.dumps(made_of, ensure_ascii=False).encode()).hexdigest()[:8].upper()

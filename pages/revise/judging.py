"""Comparisons and checks, made off the script thread; the latest are remembered."""

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafting.history.entry import Entry
from drafting.history.history import History
from pages.background import errands, threads
from pages.background.errands import Answer
from pages.revise.sides import Side

if TYPE_CHECKING:
    from corpus.remarks import Remark
    from drafting.brief import Brief
    from evals.compare.report import Report

_REMEMBERED = 12
_AT_ONCE = 0.8  # seconds within which nothing is said of waiting
_keys: deque[Path] = deque()


def comparison(home: Path, old: Side, new: Side) -> Answer | None:
    """The `Report` on two versions; None or not over while it is being made."""
    return _asked(home / f"compare-{old.digest[:24]}-{new.digest[:24]}", lambda: _judged(home, old, new))


def errors(home: Path, entry: Entry) -> Answer | None:
    """What a check finds wrong beyond doubt in a revision, a sentence each."""
    return _asked(home / f"errors-{entry.hash}", lambda: _errors(home, entry))


def forget() -> None:
    """Everything is to be found out anew: the library, the rules or the ledger changed."""
    while _keys:
        errands.forget(_keys.popleft())


def _asked(key: Path, work: Callable[[], Any]) -> Answer | None:
    if errands.answer(key) is None:
        errands.ask(key, work)
        _keys.append(key)
        if len(_keys) > _REMEMBERED:
            errands.forget(_keys.popleft())
        threads.wait(key, _AT_ONCE)
    return errands.answer(key)


def _judged(home: Path, old: Side, new: Side) -> "Report":
    """Both held against the brief that the newer one answers."""
    from drafting.tracked import untracked
    from evals.case import Case
    from evals.compare.report import Untracked, judged
    from evals.context import Context
    from wiring import library_lookup

    brief = _brief(new.brief)
    context, facts = Context.of_brief(brief) if brief else Context(), brief.facts if brief else None
    with library_lookup(home) as lookup:
        archive = lookup.archive() if lookup else None
        cases = [Case(s.text, facts=facts, context=context, lookup=lookup, archive=archive, remarks=_remarks(s)) for s in (old, new)]
        left = tuple(Untracked(u.what, u.why) for u in untracked(old.raw, new.raw))
        return judged((old.name, new.name), *cases, untracked=left)


def _errors(home: Path, entry: Entry) -> tuple[str, ...]:
    from pages.revise.sides import of_revision
    from wiring import errors_in

    with History.open(home) as history:
        side = of_revision(history, entry)
    return errors_in(home, side.text, _brief(side.brief), _remarks(side))


def _brief(said: str) -> "Brief | None":
    from drafting.brief import Brief

    return Brief.model_validate_json(said) if said else None


def _remarks(side: Side) -> "tuple[Remark, ...]":
    """The comments of the file: what excuses a finding may stand in one."""
    from corpus.readers.formats import OOXML
    from corpus.remarks import remarks_in

    return remarks_in(side.raw) if side.raw.suffix in OOXML else ()

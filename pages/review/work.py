"""Reviewing off the script thread: begun, begun again, and what a page can know of it."""

import datetime as dt
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from base.errors import InputError
from evals.review import folder
from evals.review.folder import File, Given, ReviewFolder
from pages.background import threads, told
from pages.background.told import Reporter

State = Literal["working", "done", "failed", "stopped"]
_AT_ONCE = threading.Semaphore(2)  # reviews: more would only make one another slower
_BREATH = 0.5  # seconds between findings and the rest: whoever waits for the findings sees them first
_PATIENCE = 3  # seconds


@dataclass(frozen=True)
class Handed:
    """What a form gave for one round: documents, and what they are held against."""

    documents: Sequence[File]
    ledger: File | None = None
    sources: Sequence[File] = ()
    context: tuple[tuple[str, Any], ...] = ()


def begin(home: Path, own: Path, handed: Handed, by: str) -> list[ReviewFolder]:
    """Keep what was handed in and start reviewing each document; those of one round are held against one another."""
    now = dt.datetime.now()
    begun = [
        folder.create(own, Given(title=d.name, at=now, by=by, context=dict(handed.context)), d, handed.ledger, handed.sources)
        for d in handed.documents
    ]
    if len(begun) > 1:
        folder.put_together(begun)
    for one in begun:
        _start(home, one)
    return begun


def again(home: Path, review: ReviewFolder) -> None:
    """Review it once more: rules or library have changed, or it was never finished. InputError while somebody is still at it."""
    threads.stop(review.path)  # what comes after the findings is not needed any more
    threads.wait(review.path, _PATIENCE)
    if threads.alive(review.path):
        raise InputError("这份文稿上一次还没有审完，请稍等一会儿，再点“再审一次”。")
    review.begin_again()
    _start(home, review)


def state(review: ReviewFolder) -> State:
    """How far it is. `working` ends with the findings, what comes after them goes on unseen."""
    working = threads.alive(review.path)  # asked first: a thread that ends meanwhile has written its last state
    if (review.path / "result.json").is_file():
        return "done"
    if working:
        return "working"
    return "failed" if told.read(review.path).error else "stopped"


def wait(review: ReviewFolder, seconds: float) -> None:
    """Wait for the findings, at most `seconds`: a short text is shown at once."""
    end = dt.datetime.now() + dt.timedelta(seconds=seconds)
    while state(review) == "working" and dt.datetime.now() < end:
        threads.wait(review.path, 0.02)


def _start(home: Path, review: ReviewFolder) -> None:
    threads.start(review.path, lambda: _work(home, review))


def _work(home: Path, review: ReviewFolder) -> None:
    """The thread of a review: everything a page may want to know of it goes to files."""
    reporter = Reporter(review.path)
    try:
        reporter.step("等前面的文稿审完")
        with _AT_ONCE:
            _check(home, review, reporter)
    except Exception as error:
        with suppress(InputError):  # a full disk: the page says that it was broken off
            reporter.fail(review.without_path(threads.sentence(error, review.path)))


def _check(home: Path, review: ReviewFolder, reporter: Reporter) -> None:
    from evals.review import checking
    from wiring import library_lookup

    reporter.step("读取文稿")
    with library_lookup(home) as lookup:
        case, remarks = checking.case_of(review, lookup, lookup.archive() if lookup else None)
        reporter.step(f"按五关检查，共 {len(case.text)} 字")
        review.keep_findings(checking.review(review.given.title, case, remarks))
        time.sleep(_BREATH)
        if not threads.stopping(review.path):
            review.keep_extras(checking.extras(review, case))

"""run.json: what made a draft. Added to after every stage, never started over."""

import datetime as dt
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from base import __version__
from base.errors import InputError
from drafting.rundir import RunDir
from drafting.spending import Spent, as_rows, rows_of, spent_of
from drafting.writer import Writer

if TYPE_CHECKING:  # the library (SQLAlchemy): not for a page that only reads a record
    from drafting.retrieval import Retrieval

T = TypeVar("T")


class RunRecord:
    """Keeps `run.json` current; tokens of an earlier, interrupted attempt are kept and added to."""

    def __init__(self, run: RunDir, writer: Writer, retrieval: "Retrieval", model: str = "") -> None:
        self._run, self._writer, self._retrieval, self._model = run, writer, retrieval, model
        self._old = run.record()
        self.files: dict[str, str] = self._old.get("files", {})  # result file → sha256 as we left it
        self.seconds: dict[str, float] = {}

    @property
    def by_model(self) -> bool:
        """Whether a model was asked, now or in an earlier attempt."""
        return bool(self.spent.asked)

    @property
    def spent(self) -> Spent:
        """What the run came to, earlier attempts included."""
        return spent_in(self._old) + self._writer.usage.total

    def timed(self, stage: str, work: Callable[[], T]) -> T:
        """Run `work`, adding its seconds to `stage`."""
        started = time.perf_counter()
        try:
            return work()
        finally:
            self.seconds[stage] = round(self.seconds.get(stage, 0.0) + time.perf_counter() - started, 3)

    @contextmanager
    def running(self) -> Iterator[None]:
        """The run is not done before this ends well; what it cost is kept however it ends."""
        self.save("running")
        try:
            yield
        except BaseException:
            with suppress(InputError):  # the disk may be why it ended
                self.save("running")
            raise
        self.save("done")

    def save(self, state: str) -> None:
        """Write run.json with `state` running or done."""
        usage, spent = self._writer.usage, self.spent
        now = {
            "schema": 1,
            "state": state,
            "version": __version__,
            "model": self._model,
            "writer": self._writer.name,
            "note": self._writer.note,
            "prompts": self._old.get("prompts", {}) | usage.prompts,
            "library": self._retrieval.fingerprint,
            "missing": list(self._retrieval.missing),
            "warnings": list(self._retrieval.warnings),
            "started": self._old.get("started") or dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            "served": self._old.get("served", {}) | usage.served,
            "tokens": spent.as_json(),
            "roles": self._rows(),
            "files": self.files,
            "seconds": self._old.get("seconds", {}) | self.seconds,
        }
        self._run.save_record(self._old | now)

    def _rows(self) -> list[dict[str, Any]]:
        """Which model did what, and what that came to."""
        rows = rows_of(self._old.get("roles", []))
        for who, spent in self._writer.usage.rows.items():
            rows[who] = rows.get(who, Spent()) + spent
        return as_rows(rows)


def spent_in(record: Mapping[str, Any]) -> Spent:
    """What a run has come to by its run.json."""
    return spent_of(record.get("tokens"))

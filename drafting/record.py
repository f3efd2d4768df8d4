"""run.json: what made a draft. Added to after every stage, never started over."""

import datetime as dt
import time
from collections.abc import Callable
from typing import TypeVar

from base import __version__
from drafting.retrieval import Retrieval
from drafting.rundir import RunDir
from drafting.writer import Writer

T = TypeVar("T")


class RunRecord:
    """Keeps `run.json` current; tokens of an earlier, interrupted attempt are kept and added to."""

    def __init__(self, run: RunDir, writer: Writer, retrieval: Retrieval, model: str = "") -> None:
        self._run, self._writer, self._retrieval, self._model = run, writer, retrieval, model
        self._old = run.record()
        self.files: dict[str, str] = self._old.get("files", {})  # result file → sha256 as we left it
        self.seconds: dict[str, float] = {}

    @property
    def by_model(self) -> bool:
        """Whether a model was asked, now or in an earlier attempt."""
        return bool(self._writer.usage.calls + self._old.get("tokens", {}).get("calls", 0))

    def timed(self, stage: str, work: Callable[[], T]) -> T:
        """Run `work`, adding its seconds to `stage`."""
        started = time.perf_counter()
        try:
            return work()
        finally:
            self.seconds[stage] = round(self.seconds.get(stage, 0.0) + time.perf_counter() - started, 3)

    def save(self, state: str) -> None:
        """Write run.json with `state` running or done."""
        usage, before = self._writer.usage, self._old.get("tokens", {})
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
            "tokens": {
                "calls": before.get("calls", 0) + usage.calls,
                "prompt": before.get("prompt", 0) + usage.prompt_tokens,
                "completion": before.get("completion", 0) + usage.completion_tokens,
            },
            "files": self.files,
            "seconds": self._old.get("seconds", {}) | self.seconds,
        }
        self._run.save_record(self._old | now)

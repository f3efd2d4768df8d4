"""Where a draft stands: what has been said of its newest revision. Whatever was signed before it was changed is open again."""

from collections.abc import Sequence
from dataclasses import dataclass

from drafting.history.entry import PROGRAM, Entry, Kind
from drafting.signoff.steps import Process, Step

_CLOSING: dict[Kind, str] = {"signature": "已办", "waiver": "免办"}


@dataclass(frozen=True)
class StepState:
    """One step of a draft, and what was last said of it."""

    name: str
    step: Step
    last: Entry | None = None  # of the newest revision
    before: Entry | None = None  # of an older revision, where nothing was said of the newest

    @property
    def is_open(self) -> bool:
        return self.last is None or self.last.said.kind not in _CLOSING

    @property
    def label(self) -> str:
        """已办, 免办, 退回, 重办 or 未办."""
        if self.last:
            return _CLOSING.get(self.last.said.kind, "退回")
        return "重办" if self.before else "未办"


@dataclass(frozen=True)
class Status:
    """The newest revision of a draft and its steps."""

    revision: Entry
    drafter: str  # 起草人: who saved the first revision that no program wrote; whoever mends a draft as it is checked is none
    steps: tuple[StepState, ...]
    final: Entry | None = None  # that says the newest revision is final
    was_final: Entry | None = None  # the same of an older one

    @property
    def open(self) -> tuple[StepState, ...]:
        return tuple(step for step in self.steps if step.is_open)

    def step(self, name: str) -> StepState | None:
        return next((step for step in self.steps if step.name == name), None)


def status_of(chain: Sequence[Entry], process: Process) -> Status:
    """Where the draft with this chain stands; it has a revision."""
    revisions = [entry for entry in chain if entry.said.kind == "revision"]
    newest = revisions[-1]
    drafter = next((entry.said.by.name for entry in revisions if entry.said.by != PROGRAM), "")
    steps = tuple(_state(chain, newest, name, step) for name, step in process.of(newest.said.genre).items())
    finals = [entry for entry in chain if entry.said.kind == "final"]
    final = next((entry for entry in finals if entry.said.of == newest.hash), None)
    return Status(newest, drafter, steps, final, finals[-1] if finals and not final else None)


def _state(chain: Sequence[Entry], newest: Entry, name: str, step: Step) -> StepState:
    said = [entry for entry in chain if entry.said.step == name]
    mine = [entry for entry in said if entry.said.of == newest.hash]
    return StepState(name, step, mine[-1] if mine else None, said[-1] if said and not mine else None)

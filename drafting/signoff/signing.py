"""Taking the steps: signing, waiving, sending back, making final. Each stands in the history, bound to the hash of a revision."""

from collections.abc import Sequence
from dataclasses import dataclass

from base.errors import InputError
from drafting.history import chain
from drafting.history.entry import Entry, Kind, Person, Said, now
from drafting.history.history import NEWEST, ConflictError, History, Tip
from drafting.signoff.status import Status, StepState, status_of
from drafting.signoff.steps import Process, may_act


@dataclass(frozen=True)
class Act:
    """One person's word on a step. `revision` is the one that was looked at; NEWEST for whichever is newest."""

    draft: str
    step: str
    by: Person
    kind: Kind = "signature"
    reason: str = ""
    revision: int = NEWEST


@dataclass(frozen=True)
class Finish:
    """One person's wish to make the revision `revision` of a draft final; `errors` are what a check found wrong in it."""

    draft: str
    by: Person
    revision: Entry
    errors: Sequence[str] = ()
    override: bool = False
    reason: str = ""


class OpenError(InputError):
    """A draft cannot be final: `open` says why, a line each."""

    exit_code = 1

    def __init__(self, draft: str, open: Sequence[str]) -> None:
        super().__init__(f"“{draft}”还不能定稿，请先办完以下事项，或由有权的人加 --override 并写明 --reason：\n" + "\n".join(open))
        self.open = tuple(open)


def status(history: History, process: Process, draft: str) -> Status:
    """Where a draft stands."""
    return status_of(history.entries(draft), process)


def sign(history: History, process: Process, act: Act) -> Entry:
    """Put a person's word on a step into the history; InputError when the person, the step or the moment is not right."""
    history.revision(act.draft, act.revision)  # says what is wrong with the name or the number before a chain is begun
    with history.adding(act.draft) as tip:
        now_is = _status(tip, process, act.draft)
        _check_moment(act, now_is)
        state = _step(act, now_is)
        _check_person(act, state, now_is)
        _check_order(act, now_is)
        return tip.add(_said(tip, act.draft, act.kind, act.by, act.reason, now_is.revision).model_copy(update={"step": act.step}))


def finish(history: History, process: Process, wish: Finish) -> Entry:
    """Make a draft final. OpenError while a step or an error stands open, unless a person with the right passes over it with a reason."""
    with history.adding(wish.draft) as tip:
        now_is = _status(tip, process, wish.draft)
        if now_is.revision.hash != wish.revision.hash:
            raise _moved_on(wish.draft, wish.revision.said.revision, now_is.revision)
        if now_is.final:
            raise InputError(f"“{wish.draft}”第{now_is.revision.said.revision}版已由{now_is.final.said.by.label}定稿，不必再定。")
        open = [f"  {state.label}：{state.name}（{state.step.what}）" for state in now_is.open] + [f"  错误：{e}" for e in wish.errors]
        if open:
            _check_override(wish, process, open)
        said = _said(tip, wish.draft, "final", wish.by, wish.reason, now_is.revision)
        return tip.add(said.model_copy(update={"overridden": tuple(line.strip() for line in open)}))


def _status(tip: Tip, process: Process, draft: str) -> Status:
    return status_of(chain.entries_of(tip.connection, draft), process)


def _said(tip: Tip, draft: str, kind: Kind, by: Person, reason: str, of: Entry) -> Said:
    return Said(draft=draft, position=tip.position, kind=kind, by=by, time=now(), reason=reason, of=of.hash)


def _step(act: Act, now_is: Status) -> StepState:
    if state := now_is.step(act.step):
        return state
    names = "、".join(state.name for state in now_is.steps)
    raise InputError(f"“{act.draft}”没有“{act.step}”这一步，要办的有：{names}。")


def _check_moment(act: Act, now_is: Status) -> None:
    if act.revision not in (NEWEST, now_is.revision.said.revision):
        raise _moved_on(act.draft, act.revision, now_is.revision)


def _check_person(act: Act, state: StepState, now_is: Status) -> None:
    step = state.step
    if not step.may_take(act.by.role):
        raise InputError(f"“{act.by.role or '（没有写职务）'}”不能办理{state.name}，可以办理的有{'、'.join(step.roles)}，请改 --role。")
    if step.not_drafter and act.by.name == now_is.drafter:
        raise InputError(f"{act.by.name}是这份稿子的起草人，不能自己{state.name}，请换人办理。")
    if act.kind == "waiver" and not step.waivable:
        raise InputError(f"{state.name}不能免办（{step.source}）。")
    if act.kind != "signature" and not act.reason.strip():
        raise InputError(f"{'免办' if act.kind == 'waiver' else '退回'}要写明理由，请加 --reason。")


def _check_order(act: Act, now_is: Status) -> None:
    """The last step waits for all the others; sending back needs to wait for nothing."""
    before = [state.name for state in now_is.steps[:-1] if state.is_open]
    if act.step == now_is.steps[-1].name and before and act.kind != "return":
        raise InputError(f"“{act.draft}”还没有办完{'、'.join(before)}，不能{act.step}，请先办理，不涉及的可以免办（--waive）。")


def _check_override(wish: Finish, process: Process, open: Sequence[str]) -> None:
    if not wish.override:
        raise OpenError(wish.draft, open)
    if not wish.reason.strip():
        raise InputError("带着未办事项定稿要写明理由，请加 --reason，理由记入留痕。")
    if not may_act(wish.by.role, process.override):
        who = "、".join(process.override)
        raise InputError(f"“{wish.by.role or '（没有写职务）'}”不能带着未办事项定稿，可以这样做的有{who}，请改 --role。")


def _moved_on(draft: str, number: int, newest: Entry) -> ConflictError:
    by, last = newest.said.by.label, newest.said.revision
    return ConflictError(f"“{draft}”第{number}版之后，{by}已存了第{last}版，请先看过最新一版（history show {draft}）再办理。")

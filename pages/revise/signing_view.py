"""The steps before a draft is final: who may take them, who did, what still stands open."""

import streamlit as st

from drafting.history.entry import Kind
from drafting.history.history import History
from drafting.signoff import signing
from drafting.signoff.signing import Act, Finish, OpenError
from drafting.signoff.status import Status, StepState
from drafting.signoff.steps import process_of
from pages.revise import acting, judging
from pages.shared import plain
from pages.shared.fragment import fragment
from pages.shared.place import home

_HEADS = ("步骤", "办到哪里", "做什么", "谁可以办", "何人何时、什么意见")
_KINDS: dict[str, Kind] = {"同意，签署": "signature", "退回修改": "return", "不涉及，免办": "waiver"}
_DONE: dict[Kind, str] = {"signature": "签署", "return": "退回", "waiver": "免办"}
_OPINION, _WHY, _PASS = "sign-opinion", "final-reason", "final-override"


def show(status: Status, seen: int) -> None:
    """The steps, and what can be done with them."""
    plain.table(_HEADS, [_row(state) for state in status.steps], tight=(0, 1))
    step, final = st.columns(2, gap="medium")
    with step:
        plain.heading("办理一步", f"对第{seen}版；稿子再改要重新办理")
        _sign(status, seen)
    with final:
        plain.heading("定稿")
        _final(status, seen)


def _row(state: StepState) -> tuple[str, ...]:
    step = state.step
    what = step.what + (f"（{step.waivable}）" if step.waivable else "")
    who = "、".join(step.roles) + ("；起草人本人不能办" if step.not_drafter else "")
    return state.name, state.label, what, who, _said(state)


def _said(state: StepState) -> str:
    entry = state.last or state.before
    if entry is None:
        return "—"
    said = "；".join(x for x in (entry.said.by.label, entry.local_time, entry.said.reason) if x)
    return said if state.last else f"{said}（对以前一版的，稿子改过，要重新办理）"


def _sign(status: Status, seen: int) -> None:
    draft, names = status.revision.said.draft, [state.name for state in status.steps]
    first = next((n for n, state in enumerate(status.steps) if state.is_open), 0)
    step = st.selectbox("步骤", names, first, key="sign-step")
    kind = _KINDS[st.radio("怎么办", tuple(_KINDS), horizontal=True, key="sign-kind")]
    st.text_input("意见（退回、免办时必须写明理由）", key=_OPINION, max_chars=200)
    st.button("记入留痕", key="sign", type="primary", on_click=acting.doing(lambda: _signed(draft, step, kind, seen)))


def _signed(draft: str, step: str, kind: Kind, seen: int) -> str:
    act = Act(draft, step, acting.actor(), kind, str(st.session_state.get(_OPINION, "")).strip(), seen)
    with History.open(home()) as history:
        signing.sign(history, process_of(home()), act)
    st.session_state[_OPINION] = ""
    return f"已记入留痕：第{seen}版{step}{_DONE[kind]}，{act.by.label}。"


def _final(status: Status, seen: int) -> None:
    """Whether it can be final, and why not."""
    if status.final:
        passed = f"，带着未办事项：{'；'.join(status.final.said.overridden)}" if status.final.said.overridden else ""
        plain.note("good", f"第{seen}版已由{status.final.said.by.label}定稿，{status.final.local_time}{passed}。")
        return
    if status.was_final:
        plain.note("warn", f"曾由{status.was_final.said.by.label}定稿，之后又改过，要重新定稿。")
    answer = judging.errors(home(), status.revision)
    if answer is None or not answer.over:
        _wait(status)
    elif answer.error:
        plain.note("bad", answer.error)
    else:
        _finish(status, seen, answer.value)


@fragment(run_every=0.5)
def _wait(status: Status) -> None:
    plain.note("info", "正在核对最新一版有没有错误级的问题，请稍候。")
    answer = judging.errors(home(), status.revision)
    if answer and answer.over:
        st.rerun()


def _finish(status: Status, seen: int, errors: tuple[str, ...]) -> None:
    reasons = [f"{state.label}：{state.name}（{state.step.what}）" for state in status.open] + [f"错误：{words}" for words in errors]
    if reasons:
        plain.note("warn", "\n".join(["现在还不能定稿：", *reasons]))
        st.checkbox("带着这些未办事项定稿", key=_PASS)
        plain.remark(f"只有{'、'.join(process_of(home()).override)}可以这样做，要写明理由，记入留痕。")
    else:
        plain.note("good", "各步已办，审核没有错误级的问题，可以定稿。")
    st.text_input("理由、说明", key=_WHY, max_chars=200)
    st.button("定稿", key="final", type="primary", on_click=acting.doing(lambda: _finished(status, seen, errors)))


def _finished(status: Status, seen: int, errors: tuple[str, ...]) -> str:
    draft = status.revision.said.draft
    with History.open(home()) as history:
        looked_at = history.revision(draft, seen)
        given = bool(st.session_state.get(_PASS)), str(st.session_state.get(_WHY, "")).strip()
        try:
            entry = signing.finish(history, process_of(home()), Finish(draft, acting.actor(), looked_at, errors, *given))
        except OpenError as error:
            error.args = (f"还不能定稿，请先办完：{'；'.join(line.strip() for line in error.open)}。",)
            raise
    passed = f"，带着未办事项 {len(entry.said.overridden)} 项，理由已记入留痕" if entry.said.overridden else ""
    return f"第{seen}版已由{entry.said.by.label}定稿{passed}。"

"""One draft: its parts, and what happened to it since this person opened it."""

import streamlit as st

from base.errors import InputError
from drafting.history.entry import Entry
from drafting.history.history import History
from drafting.signoff import signing
from drafting.signoff.status import Status
from drafting.signoff.steps import process_of
from pages.revise import acting, rights, saving, versions
from pages.revise.kept import MARKED, newest
from pages.shared import plain
from pages.shared.place import home, own

PARTS = ("各版", "对照", "别人的修订", "签发", "留痕")


def show(name: str) -> None:
    """The part chosen, under the name of the draft and who acts."""
    with _opened(name) as history:
        chain = history.entries(name)
        status = signing.status(history, process_of(home()), name)
        known = [entry for entry in chain if entry.said.kind == "revision"]
        seen = min(st.session_state.setdefault(f"seen {name}", len(known)), len(known))
        head, who = st.columns([5, 4], gap="medium", vertical_alignment="bottom")
        with head:
            plain.heading(name, _state(status))
            part = st.segmented_control("看什么", PARTS, default=PARTS[0], key="revise-part", label_visibility="collapsed") or PARTS[0]
        with who:
            acting.strip()
        acting.told()
        _news(name, known, seen)
        _part(part, history, status, known, seen)


def _opened(name: str) -> History:
    if not History.is_there(home()):
        raise InputError(f"没有名为“{name}”的稿子，请点“另选一份”。")
    history = History.open(home())
    if name in rights.drafts(history):
        return history
    history.close()
    raise InputError(f"没有名为“{name}”的稿子，请点“另选一份”。")


def _part(part: str, history: History, status: Status, known: list[Entry], seen: int) -> None:
    draft = status.revision.said.draft
    if part == "各版":
        versions.show(history, known, seen)
    elif part == "对照":
        from pages.revise import chosen_versions  # the checks: not for reading

        chosen_versions.show(history, known)
    elif part == "别人的修订":
        _marked(draft, seen)
    elif part == "签发":
        from pages.revise import signing_view

        signing_view.show(status, seen)
    else:
        from pages.revise import trail_view

        trail_view.show(history, draft)


def _state(status: Status) -> str:
    if status.final:
        return f"第{status.revision.said.revision}版，已由{status.final.said.by.label}定稿"
    todo = f"，待办：{'、'.join(s.name for s in status.open)}" if status.open else "，各步已办，可以定稿"
    return f"共{status.revision.said.revision}版{todo}"


def _news(name: str, known: list[Entry], seen: int) -> None:
    """What others saved since the draft was opened here: nothing is done on it before it was looked at."""
    if seen == len(known):
        return
    last = known[-1]
    words, button = st.columns([6, 1], vertical_alignment="center")
    with words:
        plain.note(
            "warn",
            f"您打开以后，{last.said.by.label}存了第{last.said.revision}版，请先在“对照”里看第{seen}版到第{last.said.revision}版的差别。",
        )
    button.button("知道了", key="revise-seen", on_click=lambda: st.session_state.update({f"seen {name}": len(known)}))


def _marked(draft: str, seen: int) -> None:
    """Documents of others that belong to this draft."""
    plain.heading("交进别人改过的稿", "逐处取舍以后，存为新的一版")
    saving.receive("draft-marked", draft, seen)
    earlier = [kept for kept in newest(own() / MARKED) if kept.state()["draft"] == draft]
    if earlier:
        plain.heading("这份稿子交进过的")
    for kept in earlier:
        saved = kept.state()["saved"]
        aside = f"{kept.when}　{f'已存为第{saved}版' if saved else '还没有存'}"
        if st.button(f"{plain.label(kept.title)}　:gray[{plain.label(aside)}]", key=f"open-{kept.name}", type="tertiary"):
            st.query_params.from_dict({"marked": kept.name})
            st.rerun()

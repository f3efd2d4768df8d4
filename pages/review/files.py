"""导出: the revised copy, the annotated copies, the record."""

import datetime as dt
from collections.abc import Callable

import streamlit as st

from base.errors import InputError
from corpus.readers.formats import OOXML
from corpus.readers.raw import read_raw
from evals.review import exports, revised
from evals.review.decisions import Accepted, Desk
from evals.review.folder import File, ReviewFolder
from pages.review import work
from pages.review.view import View
from pages.review.work import Handed
from pages.shared import plain
from pages.shared.person import person
from pages.shared.place import home, own

AUTHOR = "审稿人"  # of tracked changes, without sign-in
_HEIGHT = 220  # pixels
_WAIT = 1.2  # seconds


def show(review: ReviewFolder, view: View) -> None:
    """Left the revised copy with the list of changes, right the annotated ones."""
    changed, annotated = st.columns([6, 5], gap="medium")
    with changed:
        plain.heading("修改稿", "采纳的修改改进去，原件不动")
        _changed(review, view, view.decisions.accepted)
    with annotated:
        plain.heading("批注稿和报告", "已忽略的不在内")
        _annotated(review, view)


def _changed(review: ReviewFolder, view: View, accepted: tuple[Accepted, ...]) -> None:
    if not accepted:
        plain.note("info", "还没有采纳修改：在“问题”里点开带“改法”的一条，点“采纳修改”，这里就能取修改稿。")
        return
    text, path = view.reviewed.text, review.document
    try:
        raw = read_raw(path)
        copy = revised.changed_copy(raw, text, accepted)
    except InputError as error:
        plain.note("bad", review.without_path(str(error)))
        return
    author = person().name or AUTHOR

    def marked() -> bytes:
        return revised.tracked_copy(raw, text, accepted, author)

    with st.container(horizontal=True, gap="small"):
        st.download_button("带修订痕迹的 Word 文档", marked, f"{path.stem}.修订.docx", key="tracked", type="primary", on_click="ignore")
        if raw.suffix not in OOXML:
            st.download_button("改好的文本", copy, f"{path.stem}.修改{path.suffix}", key="changed", on_click="ignore")
        listed = revised.changes_text(path.stem, text, accepted)
        st.download_button("修改清单", listed, f"{path.stem}.修改清单.txt", key="list", on_click="ignore")
        if st.button("把修改稿再审一次", key="review-revised"):
            _review_revised(review, view, File(f"{path.stem}.修改{path.suffix}", copy))
    plain.table(revised.HEADERS, revised.changes(text, accepted), tight=(0, 1, 4, 5), height=_HEIGHT)


def _review_revised(review: ReviewFolder, view: View, document: File) -> None:
    """Against the same material; what was dismissed stays dismissed."""
    given, who = review.given, person().name
    revised_text = revised.revised_text(view.reviewed.text, view.decisions.accepted)
    Desk(own(), view.reviewed.text, who).carry_to(Desk(own(), revised_text, who))
    ledger = File(review.ledger.name, review.ledger.read_bytes()) if review.ledger else None
    sources = [File(path.name.partition("-")[2], path.read_bytes()) for path in review.sources]
    (begun,) = work.begin(home(), own(), Handed([document], ledger, sources, tuple(given.context.items())), who)
    work.wait(begun, _WAIT)
    st.query_params.from_dict({"doc": begun.name})
    st.rerun()


def _annotated(review: ReviewFolder, view: View) -> None:
    """Each is made when it is asked for."""
    reviewed, decisions, path = view.reviewed, view.decisions, review.document
    suffix = path.suffix if path.suffix.lower() in OOXML else ".docx"

    def commented() -> bytes:
        return exports.docx(read_raw(path), reviewed, decisions, dt.datetime.now())

    made: list[tuple[str, str, Callable[[], str | bytes], str]] = [
        ("带批注的 Word 文档", f"{path.stem}.审核{suffix}", commented, "每处问题一条批注，用 Word、WPS 打开"),
        ("网页报告", f"{path.stem}.审核.html", lambda: exports.html(reviewed, review.extras(), decisions), "不用联网，双击打开，可以打印"),
        (
            "数据（json）",
            f"{path.stem}.审核.json",
            lambda: exports.as_json_text(reviewed, review.extras(), decisions),
            "给别的程序用，忽略的理由也在内",
        ),
    ]
    for label, name, data, what in made:
        button, words = st.columns([2, 3], vertical_alignment="center")
        button.download_button(label, data, name, key=f"export-{name.rpartition('.')[2]}", width="stretch", on_click="ignore")
        with words:
            plain.remark(what)

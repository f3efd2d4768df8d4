"""The archive beside the form: searching it, and saying which passages must be used and which must not."""

import streamlit as st

from base.errors import BiganziError
from corpus.zh import sentences
from drafting.docx.review import shortened
from pages.background import intake
from pages.shared import cards, plain, uploads
from pages.shared.fragment import fragment
from pages.shared.person import person
from pages.shared.place import SAMPLES, home
from pages.write.shelf import Item, Shelf, search
from pages.write.state import Held, change

READABLE = ["docx", "md", "txt", "jsonl"]
SHOWN = 150  # characters of a passage in the list
_RESULT = "library hits"  # in the session: the query and what it found


def panel(held: Held, shelf: Shelf) -> None:
    """Searching, what was found, what is chosen already; for an empty library how to fill it."""
    plain.heading("查文库", f"收录 {shelf.count} 份" if shelf.count else "")
    if intake.running(home()):
        _watch()
        return
    _outcome()
    if shelf.error:
        plain.note("bad", shelf.error)
    elif not shelf.count:
        _empty()
    else:
        _search(held)
    _chosen(held, shelf)


def _search(held: Held) -> None:
    query = st.text_input("查什么", key="library-query", placeholder="例如：夜间值守", label_visibility="collapsed").strip()
    if not query:
        plain.note("info", "查到的段落可以定为“必须用”或“不要用”；不查也行，起草时会自己去找。")
        return
    try:
        items = _found(query)
    except BiganziError as error:
        plain.note("bad", str(error))
        return
    if not items:
        plain.note("info", f"没有查到和“{query}”有关的段落，请换个说法。")
    with st.container(height=330 if items else "content", key="library-hits", border=bool(items)):
        for n, item in enumerate(items):
            _hit(held, item, query, n)


def _found(query: str) -> list[Item]:
    """What the query found; a page drawn again does not search again."""
    known = st.session_state.get(_RESULT)
    if known is None or known[0] != query:
        with st.spinner("正在查找……"):
            known = st.session_state[_RESULT] = (query, search(query))
    return list(known[1])


def _hit(held: Held, item: Item, query: str, n: int) -> None:
    """A passage, and what may be done with it."""
    cards.source(item.label, shortened(_from_there(item.text, query), SHOWN))
    form = held.form
    if item.ref in form.pin or item.ref in form.refuse or item.doc_id in form.refuse:
        plain.remark("已定为必须用" if item.ref in form.pin else "已定为不要用")
        return
    use, leave, whole = st.columns([5, 5, 6])
    if use.button("必须用", key=f"pin-{n}", width="stretch"):
        _decide(held, pin=(*form.pin, item.ref))
    if leave.button("不要用", key=f"refuse-{n}", width="stretch"):
        _decide(held, refuse=(*form.refuse, item.ref))
    if whole.button("整份不要用", key=f"refuse-all-{n}", width="stretch"):
        _decide(held, refuse=(*form.refuse, item.doc_id))


def _from_there(text: str, query: str) -> str:
    """The passage from the first sentence that says what was asked for; from its beginning when none says it in these words."""
    return next((text[s.start :] for s in sentences(text) if query in text[s.start : s.end]), text)


def _chosen(held: Held, shelf: Shelf) -> None:
    """What is pinned and refused, each with a button to take it back."""
    for name, words in (("pin", "必须用"), ("refuse", "不要用")):
        refs: tuple[str, ...] = getattr(held.form, name)
        if refs:
            plain.heading(f"{words}的材料", f"{len(refs)} 处")
        for n, ref in enumerate(refs):
            text, button = st.columns([6, 1], vertical_alignment="center")
            with text:
                item = shelf.items[ref]
                cards.source(item.label, shortened(item.text, SHOWN // 3) if item.text else "整份")
            if button.button("撤", key=f"un{name}-{n}", help=f"不再定为{words}", width="stretch"):
                _decide(held, **{name: tuple(r for r in refs if r != ref)})


def _decide(held: Held, **values: tuple[str, ...]) -> None:
    change(held, **values)
    st.rerun()


def _empty() -> None:
    """How the first documents come in."""
    if not person().may("维护文库"):
        plain.note("warn", "文库是空的：起草时没有以往讲话和政策文件可引用，请核稿人或管理员到“文库”页收录。")
        return
    plain.note("warn", "文库是空的：起草时没有以往讲话和政策文件可引用。第一次试用可先收录样例；自己的文件到上面的“文库”页添加。")
    archive = SAMPLES / "archive"
    if archive.is_dir() and st.button("收录样例文库", key="add-samples", width="stretch"):
        intake.begin(home(), [archive])
        st.rerun()
    with st.expander("添加以往讲话和政策文件", expanded=False), st.form("add-files", border=False, clear_on_submit=True):
        sent = st.file_uploader(
            "文件（.docx、.md、.txt、.jsonl，可选多个）", type=READABLE, accept_multiple_files=True, key="library-files"
        )
        if st.form_submit_button("收录这些文件", width="stretch") and sent:
            # Kept in the workspace, because a document's identity is its path
            intake.begin(home(), [uploads.keep(file, home() / "uploads") for file in sent])
            st.rerun()


@fragment(run_every=0.7)
def _watch() -> None:
    if not intake.running(home()):
        st.rerun()
    now = intake.last(home())
    done = f"已收录 {now.done}" + (f" / {now.total}" if now.total else "") + " 份" if now and now.done else "正在读取文件"
    plain.note("info", f"正在收录：{done}。第一次收录要建立索引，约十秒。可以先填任务书，不必等。")


def _outcome() -> None:
    """What the last addition came to."""
    last = intake.last(home())
    if last and last.said:
        plain.note("good", f"收录完成：{last.said}。")
    if last and last.errors:
        plain.note("bad", "\n".join(last.errors))

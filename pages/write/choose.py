"""Where a brief begins: a genre, a sample, a file of one's own."""

import datetime as dt
from pathlib import Path

import streamlit as st

from base.errors import InputError
from base.strict_yaml import parse, read_text
from drafting.brief import load_brief
from drafting.briefs import BriefForm, form_of, store
from pages.shared import plain, uploads
from pages.shared.place import SAMPLES, own
from pages.write import history
from prompts.genres import genre

# Most written first
GENRES = (
    "speech", "report", "notice", "bulletin", "minutes", "request",
    "research", "letter", "interpretation", "reply", "emergency",
)  # fmt: skip
ACROSS = 4
LEDGERS = ["csv", "xlsx", "yaml", "yml"]
_KEPT = ("issuer", "level", "place", "people")  # what the next brief of the same person begins with


def show() -> None:
    """The genres, then what there is already."""
    plain.heading("写一份新稿子：先选文种", "选好以后填一张表；边填边保存，随时可以停下")
    _cards()
    earlier, drafts, others = st.columns(3, gap="medium")
    with earlier:
        history.briefs()
    with drafts:
        history.drafts()
    with others:
        _samples()
        _files()


def begin(form: BriefForm) -> None:
    """Keep a new brief and open its form."""
    try:
        name = store.create(own(), form).name
    except InputError as error:
        plain.note("bad", str(error))
        return
    st.query_params.from_dict({"brief": name})
    st.rerun()


def _cards() -> None:
    for i in range(0, len(GENRES), ACROSS):
        for column, name in zip(st.columns(ACROSS), GENRES[i : i + ACROSS]):
            frame = genre(name)
            with column.container(border=True, height="stretch", key=f"card-{name}"):
                if st.button(f"**{frame.name}**", key=f"genre-{name}", width="stretch"):
                    begin(_blank(name))
                plain.remark(frame.purpose)


def _blank(name: str) -> BriefForm:
    """An empty form of today; who writes is taken from the person's last brief."""
    last = next(iter(store.newest(own())), None)
    blank = BriefForm(genre=name, date=dt.date.today().isoformat())
    return blank.model_copy(update={x: getattr(last.form, x) for x in _KEPT} if last else {})


def _samples() -> None:
    samples = {_title(path): path for path in sorted(SAMPLES.glob("briefs/*/brief.yaml"))}
    if not samples:
        return
    plain.heading("照示例写", "示例都填好了，可以直接起草看看")
    for n, (title, path) in enumerate(samples.items()):
        if st.button(plain.label(title), key=f"sample-{n}", type="tertiary"):
            _begin_with(path)


def _files() -> None:
    plain.heading("用任务书文件")
    with st.expander("上传任务书（.yaml）和台账"):
        task = st.file_uploader("任务书（.yaml 文件）", type=["yaml", "yml"], key="brief-file")
        ledger = st.file_uploader("台账（.csv、.xlsx 或 .yaml，可以没有）", type=LEDGERS, key="ledger-file")
        if st.button("打开", key="open-file", width="stretch", disabled=task is None) and task:
            with uploads.kept([task, ledger] if ledger else [task]) as paths:
                _begin_with(*paths)


def _begin_with(path: Path, ledger: Path | None = None) -> None:
    try:
        if ledger is None:
            _demand_ledger(path)
        brief = load_brief(path, ledger)
    except InputError as error:
        plain.note("bad", str(error))
        return
    begin(form_of(brief))


def _demand_ledger(path: Path) -> None:
    """Say it in the page's terms when a brief names a ledger file that was not sent with it."""
    raw, _ = parse(read_text(path), str(path))
    named = raw.get("facts") if isinstance(raw, dict) else None
    if isinstance(named, str) and not (path.parent / named).is_file():
        raise InputError(f"{path}：任务书用到台账“{named}”，请把台账一并上传。")


def _title(path: Path) -> str:
    """The title a sample bears; its folder's name when it cannot be read (choosing it says why)."""
    try:
        raw, _ = parse(read_text(path), str(path))
    except InputError:
        return path.parent.name
    return str(raw.get("title", path.parent.name)) if isinstance(raw, dict) else path.parent.name

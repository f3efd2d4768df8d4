"""Hostile uploads, at every place that takes a file: each is named in one sentence or read as plain text, and the page goes on."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from commands.app import SETTINGS
from corpus.readers.raw import LARGEST, read_raw
from drafting.briefs import BriefForm, store
from drafting.history.entry import Person as Author
from drafting.history.history import History, NewRevision
from evals.review import exports, folder
from evals.review.decisions import Decisions
from pages.background import intake, threads
from pages.shared import person
from pages.shared.person import Person
from pages.teach import handout
from tests.app.conftest import said
from tests.docx_maker import make_docx, with_macros

pytestmark = pytest.mark.usefixtures("home", "on_this_machine")
DRAFT, HOSTILE = "关于防汛工作的汇报", "全县<img src=x onerror=alert(1)>企业12家，**今年**新增[3](http://a)家。"
PUPIL = Person("周小禾", ("学员",), Path("people", "周小禾-02"))


@cache
def bomb(inside: str) -> bytes:
    """A zip of a few kilobytes that becomes large."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(inside, b"<a>" + b"0" * 60_000_000)
    return packed.getvalue()


BOMBS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".zip": "manifest.json"}
BINARY = bytes(range(256)) * 40
LARGE = make_docx("<w:p><w:r><w:t>值守</w:t></w:r></w:p>")


@dataclass(frozen=True)
class Place:
    """Where a file is taken: the page, what leads to the uploader, the uploader, the button, the kinds of files."""

    page: str
    key: str
    button: str
    suffixes: tuple[str, ...]
    lead: Callable[[AppTest], object] = lambda page: None
    address: tuple[tuple[str, str], ...] = ()
    who: Person | None = None


def choose(name: str, value: str) -> Callable[[AppTest], object]:
    return lambda page: page.radio(key=name).set_value(value).run()


def view(key: str, value: str) -> Callable[[AppTest], object]:
    return lambda page: page.button_group(key=key).set_value(value).run()


PLACES = {
    "brief": Place("write", "brief-file", "打开", (".yaml",)),
    "ledger of a brief": Place("write", "ledger-file-0", "读入这个文件", (".xlsx", ".csv"), address=(("brief", "BRIEF"),)),
    "review": Place("review", "file", "开始审稿", (".docx", ".txt"), choose("origin", "选择文件")),
    "first revision": Place("revise", "first-file", "存为第1版", (".docx", ".txt"), choose("revise-way", "存入一份新稿")),
    "further revision": Place("revise", "further-file", "存为新的一版", (".docx", ".txt"), address=(("draft", DRAFT),)),
    "marked document": Place("revise", "revise-marked-file", "列出修订和批注", (".docx",)),
    "text of an exercise": Place("teach", "upload", "出题", (".docx", ".txt"), choose("source", "上传文稿")),
    "answer of a pupil": Place("teach", "answer-SHEET", "交卷", (".docx", ".txt"), who=PUPIL),
    "library": Place("library", "library-sent", "收录这些文件", (".docx", ".txt")),
    "backup": Place("library", "library-backup-sent", "恢复", (".zip",)),
}


def opened(home: Path, place: Place) -> AppTest:
    """The page of `place`, with what it needs there already."""

    def script(name: str) -> None:
        from importlib import import_module

        import_module(f"pages.{name}").page()

    brief = store.create(home, BriefForm(genre="notice", title="关于夜间值守的通知")).name
    handout.of(home, "林清-01", "20261120-090500-讲话").hand_out("讲话", "林清", b"")
    page = AppTest.from_function(script, default_timeout=60, args=(place.page,))
    page.session_state[person._KEY] = place.who or Person()
    page.query_params.update({name: brief if value == "BRIEF" else value for name, value in place.address})
    place.lead(page.run())
    return page


def handed_in(home: Path, place: Place, name: str, data: bytes) -> str:
    """What the page says after the file was given to it."""
    page = opened(home, place)
    (sheet,) = handout.handed_out(home)
    uploader = page.file_uploader(key=place.key.replace("SHEET", sheet.name))
    uploader.set_value([(name, data, "")] if uploader.multiple_files else (name, data, ""))
    if not any(b.label == place.button and not b.disabled for b in page.button):
        page.run()  # no form: the button comes when a file is there
    for field in page.text_input:
        if field.key == "revise-name":
            field.set_value("赵启明")
    next(b for b in page.button if b.label == place.button).click().run()
    at_once = said(page)
    for path in [home / "library.db", *(home / "reviews").glob("2*"), *(home / "exercises").glob("2*")]:
        threads.wait(path, 60)
    page.run()
    assert not page.exception
    words = at_once + said(page)
    intake.dismiss(home)
    return words


@pytest.fixture
def a_draft(home: Path) -> None:
    with History.open(home) as history:
        history.save(NewRevision(DRAFT, Author(name="赵启明"), f"{DRAFT}\n全县堤防42公里。"))


@pytest.mark.usefixtures("a_draft")
@pytest.mark.parametrize("place", PLACES)
def test_what_cannot_be_read_is_refused_by_name(home: Path, place: str) -> None:
    """What is no such file whatever its name says, what becomes large when it is unpacked, what is larger than may be."""
    for suffix in PLACES[place].suffixes:
        hostile = {"乱码": BINARY} | ({"炸弹": bomb(BOMBS[suffix])} if suffix in BOMBS else {})
        for name, data in hostile.items():
            refused(handed_in(home, PLACES[place], f"{name}{suffix}", data), f"{name}{suffix}")
        if suffix == ".docx":
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("corpus.readers.raw.LARGEST", 1000)
                assert "上限" in refused(handed_in(home, PLACES[place], "太大.docx", LARGE), "太大.docx")


def refused(words: str, name: str) -> str:
    assert 'bz-note bz-bad"' in words and name in words and "程序内部出错" not in words
    return words


def test_browser_may_send_no_more_than_that() -> None:
    assert f"--server.maxUploadSize={LARGEST // 2**20}" in SETTINGS


def test_macros_are_left_out_of_what_is_written(home: Path) -> None:
    """The text is read; nothing of the programs comes out with the annotated copy, the kept revision, or its original."""
    docx = with_macros(make_docx("<w:p><w:r><w:t>恳请各乡镇按时完成复查XX次。</w:t></w:r></w:p>"))
    assert "恳请各乡镇" in handed_in(home, PLACES["review"], "宏.docx", docx)
    handed_in(home, PLACES["first revision"], "宏.docx", docx)
    with History.open(home) as history:
        kept = history.docx(history.revision("宏"))

    (review,) = folder.newest(home)
    reviewed = review.reviewed()
    assert reviewed
    annotated = exports.docx(read_raw(review.document), reviewed, Decisions(), dt.datetime(2026, 11, 20))
    for written in (kept, annotated):
        with zipfile.ZipFile(io.BytesIO(written)) as parts:
            assert not [name for name in parts.namelist() if "vba" in name or b"macroEnabled" in parts.read(name)]


@pytest.mark.usefixtures("a_draft")
@pytest.mark.parametrize("place", ["review", "first revision", "library"])
def test_nothing_of_a_text_or_a_name_is_interpreted(home: Path, place: str) -> None:
    name = "汇报<img src=x onerror=alert(2)>.txt"
    words = handed_in(home, PLACES[place], name, f"{HOSTILE}\n{HOSTILE}".encode())
    assert "<img" not in words

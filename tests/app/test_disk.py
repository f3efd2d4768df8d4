"""A full or read-only disk at every place where the pages write: one sentence, nothing lost on the screen, no traceback."""

import errno
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from base import accounts
from drafting.briefs import BriefForm, store
from drafting.editing import read
from drafting.rundir import RunDir
from evals.review import folder
from pages.background import threads
from pages.shared import person
from pages.shared.person import Person
from pages.shared.place import SAMPLES
from pages.teach import handout
from tests.app.conftest import app, drafted, said

pytestmark = pytest.mark.usefixtures("home", "on_this_machine")


@contextmanager
def refusing(why: int = errno.ENOSPC) -> Iterator[None]:
    """Nothing can be written any more."""

    def refuse(_file: int) -> None:
        raise OSError(why, "refused")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("base.files.os.fsync", refuse)
        yield


def told(page: AppTest, why: str = "磁盘已满") -> str:
    assert not page.exception
    words = said(page)
    assert why in words and "程序内部出错" not in words
    return words


def script(name: str) -> None:
    from importlib import import_module

    import_module(f"pages.{name}").page()


def opened(name: str, **address: str) -> AppTest:
    page = AppTest.from_function(script, default_timeout=60, args=(name,))
    page.query_params.update(address)
    return page.run()


def press(page: AppTest, label: str) -> AppTest:
    return next(b for b in page.button if b.label == label).click().run()


def test_signing_in_needs_no_disk(home: Path, open_to_others: None) -> None:
    accounts.add(home, "周明远", "稻香千里-2026", ("起草人",))
    with refusing():
        page = app().run()
        page.text_input[0].set_value("周明远")
        page.text_input[1].set_value("稻香千里-2026")
        press(page, "登录")
        assert not page.exception and any(b.label == "退出" for b in page.button)


def test_brief_is_begun_and_typed_into(home: Path) -> None:
    with refusing(errno.EROFS):
        told(opened("write").button(key="genre-notice").click().run(), "磁盘只读")
    name = store.create(home, BriefForm(genre="notice")).name
    page = opened("write", brief=name)
    with refusing():
        next(f for f in page.text_input if f.label.startswith("标题")).set_value("关于夜间值守的通知").run()
        assert "不要关闭" in told(page)
        assert next(f for f in page.text_input if f.label.startswith("标题")).value == "关于夜间值守的通知"
        told(page.button(key="start").click().run() if not page.button(key="start").disabled else page)
    page.run()  # the disk has room again: kept without a word
    assert store.load(home, name).form.title == "关于夜间值守的通知"


def test_paragraph_and_outline(home: Path) -> None:
    run = drafted(home, SAMPLES / "briefs" / "safety-speech" / "brief.yaml")
    number = next(n for n, x in enumerate(read(RunDir(run.path)).lines) if x.block.role == "body")
    page = app()
    page.query_params["run"] = run.name
    page.run()
    page.session_state["draft line"], page.session_state["draft-panel"] = (run.name, number), "line"
    page.run()
    next(area for area in page.text_area if area.label == "修改这一段").set_value("这边写了半天。")
    with refusing():
        page.button(key="save-line").click().run()
        words = told(page)
    shown = [area.value for area in page.text_area] + [code.value for code in page.code]
    assert "这边写了半天。" in shown, words
    outline = app()
    outline.query_params.update({"run": run.name, "view": "outline"})
    outline.run()
    before = RunDir(run.path).outline()
    with refusing():
        told(outline.button(key="drop-1").click().run())
    assert RunDir(run.path).outline() == before


def test_review_is_handed_in_and_decided_on(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.review.form.AT_ONCE", 60)
    page = opened("review")
    page.text_area(key="text").set_value("关于值守的通知\n同比增长XX%。")
    with refusing():
        told(press(page, "开始审稿"))
    assert page.text_area(key="text").value.endswith("XX%。")
    press(page, "开始审稿")
    (review,) = folder.newest(home)
    threads.wait(review.path, 60)
    page = opened("review", doc=review.name)
    next(b for b in page.button if b.key and b.key.startswith("go-1")).click().run()
    with refusing():
        told(press(page, "忽略这一条"))
    assert "已忽略 1" not in said(page.run())


@pytest.mark.parametrize(
    ("name", "lead", "key", "button"),
    [
        ("revise", ("revise-way", "收到别人改过的稿"), "revise-marked-file", "列出修订和批注"),
        ("library", None, "library-sent", "收录这些文件"),
        ("teach", ("source", "上传文稿"), "upload", "出题"),
    ],
)
def test_upload(home: Path, name: str, lead: tuple[str, str] | None, key: str, button: str) -> None:
    from tests.app.test_revise import DOCX

    page = opened(name)
    if lead:
        page.radio(key=lead[0]).set_value(lead[1]).run()
    uploader = page.file_uploader(key=key)
    uploader.set_value([("值守.docx", DOCX, "")] if uploader.multiple_files else ("值守.docx", DOCX, ""))
    with refusing():
        told(press(page, button))


def test_answer_of_a_pupil(home: Path) -> None:
    buffer, document = io.BytesIO(), Document()
    document.add_paragraph("全县危化品企业11家。")
    document.save(buffer)
    there = handout.of(home, "林清-01", "20261120-090500-讲话")
    there.hand_out("讲话", "林清", buffer.getvalue())
    page = AppTest.from_function(script, default_timeout=60, args=("teach",))
    page.session_state[person._KEY] = Person("周小禾", ("学员",), Path("people", "周小禾-02"))
    page.run()
    page.file_uploader(key=f"answer-{there.name}").set_value(("练习.docx", buffer.getvalue(), ""))
    with refusing():
        told(press(page, "交卷"))
    assert there.answers() == []

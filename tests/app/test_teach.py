"""教学: an exercise is made, handed out and marked, and a reload finds it again."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.teach import work
from tests.app.conftest import said
from tests.evals.test_exercises import TEXT

pytestmark = pytest.mark.usefixtures("home", "on_this_machine")


def teach_page() -> AppTest:
    def script() -> None:
        from pages.teach import page

        page()

    return AppTest.from_function(script, default_timeout=60).run()


def made(page: AppTest, home: Path, data: bytes = TEXT.encode()) -> AppTest:
    """The page after an exercise was asked for out of an upload."""
    page.radio(key="source").set_value("上传文稿").run()
    page.file_uploader(key="upload").set_value(("讲话.txt", data, "text/plain"))
    page.button(key="plant").click().run()
    for one in work.newest(home):
        work.threads.wait(one.path, 60)
    return page.run()


def test_empty_state_says_what_to_do() -> None:
    page = teach_page()
    assert not page.exception and "点“出题”" in said(page)
    page.radio(key="source").set_value("文库里的文稿").run()
    assert "文库还是空的" in said(page)
    page.button(key="plant").click().run()
    assert "还没有选文稿" in said(page)


def test_exercise_is_made_and_marked(home: Path) -> None:
    page = made(teach_page(), home)
    (one,) = work.newest(home)
    assert not page.exception and f"练习编号 {one.exercise().id}" in said(page)
    assert {p.name for p in one.path.iterdir()} >= {work.WORKSHEET, work.KEY, work.EXERCISE}
    page.file_uploader(key="back").set_value([("周小禾.docx", one.data(work.WORKSHEET), ""), ("坏.docx", b"nothing", "")])
    next(b for b in page.button if b.label == "开始批改").click().run()
    work.threads.wait(one.marking, 60)
    words = said(page.run())
    assert "没有发现" in words and "<td class=bz-tight>周小禾</td>" in words and "坏.docx" in words
    with zipfile.ZipFile(io.BytesIO(one.feedback())) as archive:
        assert archive.namelist() == ["周小禾.docx"]
    json.loads(one.data(work.EXERCISE))


def test_text_without_room_is_told(home: Path) -> None:
    page = made(teach_page(), home, "好。".encode())
    assert "埋不下" in said(page) and not page.exception


def test_an_exercise_that_is_not_there() -> None:
    page = teach_page()
    page.query_params["exercise"] = "20260101-000000-没有"
    assert "没有找到练习" in said(page.run())

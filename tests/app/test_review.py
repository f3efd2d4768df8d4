"""审稿: what is given is checked, what is found is shown by gate, and nothing of it is interpreted."""

import io
import re
from pathlib import Path

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from evals.rules import FAMILIES, FAMILY_NAMES
from tests.app.conftest import said

pytestmark = pytest.mark.usefixtures("home", "on_this_machine")
TEXT = "在全县工作会议上的讲话\n全县危化品企业<b>12</b>家，**同比**增长XX%。"


def review_page() -> AppTest:
    def script() -> None:
        from pages.review import page

        page()

    return AppTest.from_function(script, default_timeout=30).run()


def submit(page: AppTest) -> str:
    next(b for b in page.button if b.label == "开始审稿").click().run()
    assert not page.exception
    return said(page)


def test_pasted_text_gives_findings_by_gate(home: Path) -> None:
    page = review_page()
    page.text_area(key="text").set_value(TEXT)
    words = submit(page)
    assert re.search(r"程序关 \d 处", words) and "<td>XX</td>" in words
    assert "政治关 未检查" in words or "政治关 0" in words
    assert "数字" in words and "没有检查：" in words  # no ledger given: figures are unscored, not clean
    unmarked = re.sub(r"<mark [^>]*>|</mark>", "", words)
    assert "&lt;b&gt;12&lt;/b&gt;家，**同比**" in unmarked and "<b>12" not in words
    assert not home.exists()


def test_docx_against_a_ledger() -> None:
    buffer, document = io.BytesIO(), Document()
    document.add_paragraph("全县危化品企业12家。")
    document.save(buffer)
    page = review_page()
    page.radio(key="origin").set_value("选择文件").run()
    page.file_uploader(key="file").set_value(("讲话.docx", buffer.getvalue(), ""))
    page.file_uploader(key="ledger").set_value(("台账.csv", "指标,数值,单位,范围\n危化品企业,11,家,全县\n".encode(), "text/csv"))
    words = submit(page)
    assert "讲话.docx" in words and "政策关 1 处" in words and "11" in words


@pytest.mark.parametrize(("name", "data"), [("坏.docx", b"nothing"), ("坏.txt", b"\xff\xfe\x00\xd8")])
def test_file_that_cannot_be_read_is_named(name: str, data: bytes) -> None:
    page = review_page()
    page.radio(key="origin").set_value("选择文件").run()
    page.file_uploader(key="file").set_value((name, data, ""))
    words = submit(page)
    assert f">{name}" in words and "bz-bad" in words


def test_nothing_given() -> None:
    assert "还没有文稿" in submit(review_page())


def test_every_family_has_a_chinese_name() -> None:
    assert set(FAMILIES) <= set(FAMILY_NAMES)

"""Whole ways through the app in a real browser. Screenshots are left under out/screenshots."""

import datetime as dt
import io
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document

from corpus.readers.raw import Raw
from drafting.briefs import store
from drafting.tracked import Stamp, tracked
from tests.app.conftest import ROOT
from tests.app.looks import english, obstacles, settled
from tests.app.served import CHROMIUM, Served, slowness
from tests.model_server import Fault, ModelServer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")
OUT = ROOT / "out" / "screenshots"
LEDGER = "指标\t数值\t单位\t时期\t范围\n堤防长度\t42\t公里\t2026年\t全县\n物资储备点\t8\t个\t2026年\t全县"
SPEECH = "在全县安全生产工作会议上的讲话"


def tab(browser: "Browser", url: str) -> "Page":
    """A tab of a browser of its own: nothing of another's session."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN").new_page()
    page.set_default_timeout(30_000)
    page.goto(url)
    return page


def shot(page: "Page", name: str) -> None:
    """Keep what the page looks like here; nothing on it may be an obstacle, or English."""
    settled(page)
    page.screenshot(path=OUT / f"journey-{name}.png")
    assert (obstacles(page), english(page)) == ([], set()), name


def fill(page: "Page", label: str, words: str) -> None:
    """Type into a field and go on to the next, as a person does."""
    field = page.get_by_label(label).first
    field.fill(words)
    field.blur()


def saved(page: "Page", button: "Locator") -> bytes:
    """The file behind a download button."""
    with page.expect_download() as download:
        button.click()
    return Path(download.value.path()).read_bytes()


def docx_of(*lines: str) -> bytes:
    buffer, document = io.BytesIO(), Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(buffer)
    return buffer.getvalue()


def text_of(data: bytes) -> str:
    return "\n".join(p.text for p in Document(io.BytesIO(data)).paragraphs)


def test_writer_from_nothing_to_docx(browser: "Browser", served: Served) -> None:
    page = tab(browser, served.url)
    page.get_by_role("button", name="讲话稿", exact=True).click()
    fill(page, "标题", "在青禾县防汛工作会议上的讲话")
    fill(page, "会议或事由", "全县防汛工作会议")
    fill(page, "发文机关", "青禾县人民政府")
    fill(page, "对象", "各乡镇主要负责同志")
    fill(page, "讲话人职务", "县长")
    fill(page, "领导意图", "把堤防巡查责任落到人")
    fill(page, "必讲内容", "堤防每天巡查两次\n物资点专人看管")
    page.get_by_text("把表格粘贴进来").click()
    fill(page, "在 Excel 里复制", LEDGER)
    page.get_by_role("button", name="把粘贴的表格加进台账").click()
    shot(page, "brief")
    page.get_by_role("button", name="先列提纲").click()
    page.get_by_role("button", name="按这个提纲起草").wait_for()
    shot(page, "outline")
    page.get_by_role("button", name="按这个提纲起草").click()
    page.get_by_role("button", name="填进稿子").wait_for()
    shot(page, "draft")
    fill(page, "写出这一处的正文", "今天的会只讲一件事：堤防巡查怎么落到人。")
    page.get_by_role("button", name="填进稿子").click()
    page.locator(".bz-sheet").get_by_text("今天的会只讲一件事").first.wait_for()
    words = text_of(saved(page, page.get_by_role("button", name="下载 Word 文档")))
    assert words.startswith("在青禾县防汛工作会议上的讲话")
    assert "今天的会只讲一件事：堤防巡查怎么落到人。" in words and "42公里" in words


def test_editor_decides_on_a_marked_document(browser: "Browser", served: Served) -> None:
    """Accept some, see the figures and findings move, keep the result as a revision."""
    old = Raw("旧.docx", docx_of("关于防汛工作的汇报", "全县堤防42公里，已加固30公里。", "力争年底前完成。"))
    new = Raw("新.docx", docx_of("关于防汛工作的汇报", "全县堤防42公里，已加固36公里。", "确保年底前完成。"))
    page = tab(browser, f"{served.url}/revise")
    page.get_by_text("收到别人改过的稿").click()
    marked = tracked(old, new, Stamp("李思雨", dt.datetime(2026, 11, 20, 9, 5))).data
    page.locator("input[type=file]").first.set_input_files({"name": "汇报.docx", "mimeType": "", "buffer": marked})
    page.get_by_role("button", name="列出修订和批注").click()
    page.get_by_role("button", name="接受", exact=True).first.click()
    page.get_by_role("button", name="✓ 接受").first.wait_for()
    page.get_by_role("button", name="拒绝", exact=True).last.click()
    page.get_by_text("已接受 1，已拒绝 1").wait_for()
    shot(page, "marked")
    page.get_by_text("取舍后的变化").click()
    page.get_by_text("30").first.wait_for()
    words = text_of(saved(page, page.get_by_role("button", name="取舍后的 Word 文档")))
    assert "36公里" in words and "力争" in words
    fill(page, "您的姓名", "赵启明")
    fill(page, "职务", "综合科科长")
    page.get_by_role("button", name="存为新的一版").click()
    page.get_by_text("第1版").first.wait_for()
    shot(page, "revised")


def test_trainer_makes_a_worksheet_and_marks_it(browser: "Browser", served: Served) -> None:
    page = tab(browser, f"{served.url}/teach")
    page.get_by_role("button", name="出题").click()
    sheet = saved(page, page.get_by_role("button", name="下载练习卷"))
    key = saved(page, page.get_by_role("button", name="下载答案"))
    assert len(text_of(sheet)) > 300 and key != sheet
    page.locator("input[type=file]").last.set_input_files({"name": "周明远.docx", "mimeType": "", "buffer": sheet})
    page.get_by_role("button", name="开始批改").click()
    page.get_by_text("周明远").first.wait_for()
    page.get_by_text(re.compile("0 ?分")).first.wait_for()  # nothing was corrected
    shot(page, "marked-worksheet")


def test_findings_of_a_long_paste_come_soon(browser: "Browser", served: Served) -> None:
    sentence = "全县第{}个乡镇完成堤防加固{}公里，比计划提前{}天，县水利局每周到现场核对一次进度。\n"
    text = "关于防汛工作的汇报\n" + "".join(sentence.format(n, n + 3, n % 9 + 1) for n in range(130))
    assert len(text) > 5000
    page = tab(browser, f"{served.url}/review")
    tries = []
    for n in range(3):
        page.get_by_role("textbox", name="文稿").fill(f"{text}第{n}稿。")
        started = time.perf_counter()
        page.get_by_role("button", name="开始审稿").click()
        page.get_by_text("没有检查的").first.wait_for()
        tries.append(time.perf_counter() - started)
        if not n:
            shot(page, "review")
        if tries[-1] <= 1.5:
            break
        page.get_by_role("button", name="另审一份").click()
    assert min(tries) <= 1.5 * slowness(), tries


@pytest.fixture
def slow_model(served: Served) -> Iterator[None]:
    """The server's workspace has a model that writes as slowly as a hand."""
    with ModelServer(Fault("drip", text="沿河各乡每天巡查堤防两次。" * 20)) as model:
        settings = f'model = "慢"\n[models."慢"]\nbase_url = "{model.base_url}"\nmodel = "m"\nzone = "local"\n'
        (served.home / "settings.toml").write_text(settings, "utf-8")
        yield
        (served.home / "settings.toml").unlink()


@pytest.mark.usefixtures("slow_model")
def test_browser_closed_in_mid_draft(browser: "Browser", served: Served) -> None:
    """The draft goes on, typing elsewhere is not held up, and whoever comes back sees where it is."""
    page = tab(browser, served.url)
    page.get_by_role("button", name=SPEECH).first.click()
    page.get_by_role("button", name="直接起草").click()
    page.get_by_text("正在起草").first.wait_for()
    address = page.url
    page.context.close()
    other = tab(browser, f"{served.url}/write")
    other.get_by_role("button", name="通知", exact=True).click()
    started = time.perf_counter()
    fill(other, "标题", "关于开展防汛检查的通知")
    while not any(saved.form.title == "关于开展防汛检查的通知" for saved in store.newest(served.home)):
        assert time.perf_counter() - started <= 3 * slowness()
        other.wait_for_timeout(50)
    other.goto(address)
    other.get_by_text("正在起草").first.wait_for()
    shot(other, "working")
    other.get_by_role("button", name="停下").click()
    other.get_by_role("button", name="接着写").wait_for()

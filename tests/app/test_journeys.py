"""Whole ways through the app in a real browser. Screenshots are left under out/screenshots."""

import datetime as dt
import io
import re
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document

from base import accounts
from corpus.readers.raw import Raw
from drafting.tracked import Stamp, tracked
from tests.app.conftest import ROOT
from tests.app.looks import english, obstacles
from tests.app.served import CHROMIUM, Served, serving, slowness
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
    page.wait_for_timeout(600)  # Streamlit fades: until then contrasts are not what they will be
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
    slow, tries = slowness(), []
    for n in range(2):
        page = tab(browser, f"{served.url}/review")
        page.get_by_label("文稿", exact=True).fill(f"{text}第{n}稿。")
        started = time.perf_counter()
        page.get_by_role("button", name="开始审稿").click()
        page.get_by_text("没有检查的").first.wait_for()
        tries.append(time.perf_counter() - started)
        slow = max(slow, slowness())
    shot(page, "review")
    assert min(tries) <= 1.5 * slow, (slow, tries)


def test_hostile_uploads(browser: "Browser", served: Served) -> None:
    """Each is named in one sentence or read as text; nothing runs, nothing is rendered, the page goes on."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w:t>" + b"0" * 400_000_000)
    page = tab(browser, f"{served.url}/review")
    alerts: list[str] = []
    page.on("dialog", lambda dialog: alerts.append(dialog.message))
    for name, data, said in (
        ("炸弹.docx", bomb.getvalue(), "炸弹.docx"),
        ("坏.docx", b"nothing", "不是 docx"),
        ("网页.txt", "全县<img src=x onerror=alert(1)><script>alert(2)</script>危化品企业12家。".encode(), "<script>alert(2)</script>"),
    ):
        page.goto(f"{served.url}/review")
        page.get_by_text("选择文件", exact=True).first.click()
        page.locator("[data-testid=stFileUploader]:visible input").first.set_input_files({"name": name, "mimeType": "", "buffer": data})
        page.get_by_text(name).first.wait_for()
        page.get_by_role("button", name="开始审稿").click()
        page.get_by_text(said).last.wait_for()
    assert alerts == [] and page.locator(".stMain img[src=x]").count() == 0
    page.screenshot(path=OUT / "journey-hostile.png")


def test_browser_closed_in_mid_draft(browser: "Browser", tmp_path: Path) -> None:
    """The draft goes on, typing elsewhere is not held up, and whoever comes back sees where it is."""
    with ModelServer(Fault("drip", text="沿河各乡每天巡查堤防两次。" * 20)) as model:
        settings = f'model = "慢"\n[models."慢"]\nbase_url = "{model.base_url}"\nmodel = "m"\nzone = "local"\n'
        (tmp_path / "settings.toml").write_text(settings, "utf-8")
        with serving(tmp_path) as served:
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
            other.wait_for_timeout(300)
            other.reload()
            other.wait_for_function("[...document.querySelectorAll('input')].some(e => e.value === '关于开展防汛检查的通知')")
            assert time.perf_counter() - started <= 6 * slowness()
            back = tab(browser, address)
            back.get_by_text("正在起草").first.wait_for()
            shot(back, "working")
            back.get_by_role("button", name="停下").click()
            back.get_by_role("button", name="接着写").wait_for()


def test_two_tabs_with_one_brief(browser: "Browser", served: Served) -> None:
    """The later save is told; nothing is overwritten silently."""
    first = tab(browser, f"{served.url}/write")
    first.get_by_role("button", name=SPEECH).first.click()
    first.get_by_label("领导意图").wait_for()
    second = tab(browser, first.url)
    second.get_by_label("领导意图").wait_for()
    first.get_by_label("领导意图").fill("先改的一句")
    first.get_by_label("领导意图").blur()
    first.wait_for_timeout(1500)
    second.get_by_label("领导意图").fill("后改的一句")
    second.get_by_label("领导意图").blur()
    second.get_by_text("另一个").first.wait_for()
    again = tab(browser, first.url)
    again.wait_for_function("[...document.querySelectorAll('textarea')].some(e => e.value === '先改的一句')")


def test_colleagues_do_not_see_each_others_drafts(browser: "Browser", tmp_path: Path) -> None:
    for name in ("周明远", "李思雨"):
        accounts.add(tmp_path, name, "稻香千里-2026", ("起草人",))
    (tmp_path / "settings.toml").write_text("[app]\nrequire_login = true\n", "utf-8")
    with serving(tmp_path) as served:
        hers = tab(browser, f"{served.url}/write")
        enter(hers, "周明远")
        hers.get_by_role("button", name=SPEECH).first.click()
        hers.get_by_label("标题").first.wait_for()
        his = tab(browser, hers.url)  # even with the address of her brief
        enter(his, "李思雨")
        his.get_by_text("没有编号为").wait_for()
        hers.reload()
        enter(hers, "周明远")
        hers.get_by_label("标题").first.wait_for()  # nothing is lost by signing in again


def enter(page: "Page", name: str) -> None:
    page.get_by_label("姓名").fill(name)
    page.get_by_label("口令").first.fill("稻香千里-2026")
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_role("button", name="退出").wait_for()

"""审稿 in a real browser: text and list follow one another, decisions outlive a reload, nothing of a text is interpreted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Browser, Page, expect

from tests.app.looks import settled
from tests.app.served import CHROMIUM, Served

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")
FILLER = [f"县水利局每天上午8点前把第{n}座水库的水位报到县防汛办。" for n in range(1, 60)]
TEXT = "\n".join(["关于做好防汛工作的通知", "恳请各乡镇明天完成复查。<img src=x onerror=document.title='坏'>", *FILLER, "同比增长XX%。"])


@pytest.fixture(scope="module")
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """A text of sixty paragraphs, reviewed."""
    opened = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    opened.goto(f"{served.url}/review")
    opened.get_by_label("文稿", exact=True).fill(TEXT)
    opened.get_by_text("这是什么稿子").click()
    opened.wait_for_timeout(600)  # it unfolds, and would close the list again
    opened.get_by_label("行文方向").click()
    opened.get_by_role("option", name="下行").click()
    opened.get_by_role("button", name="开始审稿").click()
    expect(opened.locator(".bz-review-sheet")).to_be_visible(timeout=60_000)
    yield opened
    opened.close()


def entry(page: Page, words: str) -> None:
    page.locator(".st-key-review-list button", has_text=words).first.click()
    expect(page.locator(".st-key-review-card")).to_contain_text(words.strip("“”"), timeout=10_000)
    settled(page)  # until the page is drawn whole, what folds out would close again


def test_a_finding_leads_to_its_place_and_back(page: Page) -> None:
    last = page.locator(".bz-review-sheet mark", has_text="XX")
    expect(last).not_to_be_in_viewport()
    entry(page, "“XX”")
    expect(last).to_be_in_viewport(timeout=10_000)
    expect(page.locator(".bz-now")).to_have_text("XX")
    page.locator(".bz-review-sheet").evaluate("e => e.scrollTo(0, 0)")
    page.locator(".bz-review-sheet mark", has_text="恳请").click()
    expect(page.locator(".st-key-review-card")).to_contain_text("采纳修改", timeout=10_000)
    expect(page.locator(".bz-review-sheet img")).to_have_count(0)
    assert page.title() != "坏"


def test_decisions_outlive_a_reload_and_are_exported(page: Page, tmp_path: Path) -> None:
    entry(page, "“XX”")
    page.locator(".st-key-review-card").get_by_role("button", name="忽略").click()
    page.get_by_text("已核实，没有错").click()
    page.get_by_role("button", name="忽略这一条").click()
    expect(page.get_by_text("已忽略 1")).to_be_visible(timeout=10_000)
    entry(page, "恳请")
    page.get_by_role("button", name="采纳修改").click()
    expect(page.get_by_text("已采纳 1")).to_be_visible(timeout=10_000)
    page.reload()
    expect(page.get_by_text("已采纳 1　已忽略 1")).to_be_visible(timeout=30_000)
    page.get_by_text("导出", exact=True).click()
    with page.expect_download(timeout=30_000) as download:
        page.get_by_role("button", name="改好的文本").click(timeout=30_000)
    kept = tmp_path / "修改.txt"
    download.value.save_as(kept)
    assert download.value.suggested_filename == "关于做好防汛工作的通知.修改.txt"
    assert kept.read_text(encoding="utf-8") == TEXT.replace("恳请", "请", 1)

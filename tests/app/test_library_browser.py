"""文库 in a real browser: files sent, a cell of the grid corrected, one document ticked, taken out and back."""

import pytest

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Browser, Page, expect

from tests.app.served import CHROMIUM, Served

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")
NOTICE = "青禾县人民政府办公室关于做好夜间值守工作的通知\n各乡镇：\n请安排两人值守。\n青禾县人民政府办公室\n2026年3月1日\n"
ROW, DATE, TICK = 50, 940, 30  # in the grid, in pixels


def at(page: Page, x: int) -> tuple[float, float]:
    box = page.locator(".stDataFrame canvas").first.bounding_box()
    assert box
    return box["x"] + x, box["y"] + ROW


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def outcome(page: Page, words: str) -> None:
    expect(page.get_by_text(words)).to_be_visible(timeout=60_000)
    page.wait_for_timeout(500)  # the grid is drawn anew
    expect(page.locator(".stDataFrame canvas").first).to_be_visible(timeout=30_000)


def test_from_a_file_to_a_correction_and_back(browser: Browser, served: Served) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page.goto(f"{served.url}/library")
    sent = page.locator("input[type=file]").first
    sent.wait_for(state="attached", timeout=30_000)
    sent.set_input_files({"name": "值守.txt", "mimeType": "text/plain", "buffer": NOTICE.encode()})
    press(page, "收录这些文件")
    outcome(page, "收录完成：新增 1 份")
    page.mouse.dblclick(*at(page, DATE))
    page.wait_for_timeout(500)
    page.keyboard.press("Control+A")
    page.keyboard.type("2026-03-02", delay=20)
    page.wait_for_timeout(500)  # the editor takes what is typed after a moment
    page.keyboard.press("Enter")
    press(page, "保存更正（1 份）")
    outcome(page, "已更正 1 份资料")
    page.mouse.click(*at(page, TICK))
    press(page, "移出 1 份")
    expect(page.get_by_text("已移出 1 份资料")).to_be_visible(timeout=60_000)
    press(page, "撤销移出")
    outcome(page, "已放回 1 份资料")
    page.mouse.click(*at(page, TICK))
    press(page, "查看")
    expect(page.get_by_text("2026年3月2日（您改定）")).to_be_visible(timeout=30_000)
    page.close()

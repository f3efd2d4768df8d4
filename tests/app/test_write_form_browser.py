"""The form in a real browser: what is typed is kept though nobody leaves the field, tables are typed into."""

from collections.abc import Callable

import pytest

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Browser, Page, expect

from drafting.briefs import BriefForm, store
from tests.app.served import CHROMIUM, Served

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")


def opened(browser: Browser, served: Served, name: str) -> Page:
    page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page.goto(f"{served.url}/write?brief={name}")
    expect(page.get_by_label("标题", exact=True)).to_be_visible(timeout=30_000)
    expect(page.locator(".stDataFrame").nth(1)).to_be_visible(timeout=30_000)
    return page


def begun(served: Served) -> str:
    return store.create(served.home, BriefForm(genre="notice", title="关于夜间值守的通知")).name


def kept(page: Page, served: Served, name: str, said: Callable[[BriefForm], bool]) -> None:
    """Wait until the form on disk is so."""
    for _ in range(150):
        if said(store.load(served.home, name).form):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"not kept: {store.load(served.home, name).form}")


def test_what_is_typed_is_kept_before_the_field_is_left(browser: Browser, served: Served) -> None:
    name = begun(served)
    page = opened(browser, served, name)
    page.get_by_label("领导意图").focus()
    page.keyboard.insert_text("要把责任压实到人")
    kept(page, served, name, lambda form: form.intent == "要把责任压实到人")
    page.keyboard.insert_text("，不搞层层表态")  # the field has not lost the focus meanwhile
    kept(page, served, name, lambda form: form.intent.endswith("表态"))
    page.reload()
    expect(page.get_by_label("领导意图")).to_have_value("要把责任压实到人，不搞层层表态", timeout=30_000)
    page.close()


def test_ledger_is_typed_into(browser: Browser, served: Served) -> None:
    name = begun(served)
    page = opened(browser, served, name)
    table = page.locator(".stDataFrame").nth(1)
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box
    for x, words in ((150, "危化品企业"), (270, "11")):
        page.mouse.dblclick(box["x"] + x, box["y"] + 50)
        expect(page.locator("textarea.gdg-input")).to_be_visible(timeout=10_000)
        page.keyboard.insert_text(words)
        page.keyboard.press("Enter")
        expect(page.locator("textarea.gdg-input")).to_have_count(0)
    kept(page, served, name, lambda form: form.facts == ({"name": "危化品企业", "value": "11"},))
    page.close()

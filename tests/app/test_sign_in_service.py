"""Signing in with the office's own service, in a real browser against a real OpenID provider."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.app.served import CHROMIUM, free_port, serving
from tests.oidc_server import OidcServer

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")
TABLE = '[app]\nrequire_login = true\nclaim = "dept"\n[app.roles]\n"综合科" = ["起草人"]\n'


def test_service_tells_who_it_is(browser: "Browser", tmp_path: Path) -> None:
    port = free_port()
    with OidcServer({"sub": "u-17", "name": "周明远", "dept": ["综合科", "工会"]}) as provider:
        (tmp_path / "settings.toml").write_text(TABLE, "utf-8")
        (tmp_path / "secrets.toml").write_text(provider.secrets_toml(f"http://127.0.0.1:{port}"), "utf-8")
        with serving(tmp_path, port=port) as served:
            context = browser.new_context(locale="zh-CN")
            page = context.new_page()
            page.goto(f"{served.url}/review")
            page.get_by_role("button", name="单位统一登录").click(timeout=30_000)
            page.get_by_text("周明远（起草人）").wait_for(timeout=30_000)
            again = context.new_page()  # the cookie serves every tab
            again.goto(f"{served.url}/review")
            again.get_by_role("button", name="退出").click(timeout=30_000)
            again.get_by_role("button", name="单位统一登录").wait_for(timeout=30_000)
            provider.claims = {"sub": "u-18", "name": "访客", "dept": "工会"}
            again.get_by_role("button", name="单位统一登录").click()
            again.get_by_text("还没有分配角色").wait_for(timeout=30_000)
            assert again.get_by_role("link", name="审稿").count() == 0
            context.close()

"""Whom the pages are shown to, whatever way the server was started."""

from pathlib import Path
from types import MappingProxyType
from typing import get_args

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from app import PAGES
from base import accounts, roles
from base.access import Access
from pages.shared.person import Person
from pages.sign_in import server, service
from tests.app.conftest import ROOT, app, said

OWN = "127.0.0.1:8501"


def closed(page: AppTest) -> bool:
    return not (page.button or page.selectbox or page.text_input or page.text_area)


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "192.168.1.5", "example", "unix:///tmp/socket"])
def test_open_server_without_accounts_shows_nothing_but_the_reason(home: Path, on_this_machine: None, address: str | None) -> None:
    config.set_option("server.address", address)
    page = app().run()
    assert "只许在本机使用" in said(page) and closed(page)


@pytest.mark.parametrize(("option", "words"), [("browser.gatherUsageStats", "使用统计"), ("server.enableAgentApi", "不经登录")])
def test_settings_of_streamlit_that_leak(home: Path, on_this_machine: None, option: str, words: str) -> None:
    before = config.get_option(option)
    config.set_option(option, True)
    try:
        page = app().run()
        assert words in said(page) and closed(page)
    finally:
        config.set_option(option, before)


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_loopback(address: str) -> None:
    assert server.is_loopback(address)


@pytest.mark.parametrize(
    ("headers", "passed"),
    [
        ({}, False), ({"Host": OWN}, False), ({"Host": "localhost"}, False), ({"Host": "[::1]:8501"}, False),
        ({"Host": OWN, "X-Forwarded-For": "10.1.1.9"}, True), ({"Host": OWN, "Via": "1.1 proxy"}, True),
        ({"Host": "xiegao.qinghe.example"}, True), ({"Host": "10.1.1.2:8501"}, True), ({"Host": ":"}, True),
    ],
)  # fmt: skip
def test_request_that_came_from_elsewhere(headers: dict[str, str], passed: bool) -> None:
    assert server.passed_on(MappingProxyType(headers)) is passed


def test_demanded_sign_in_on_this_machine(home: Path, on_this_machine: None) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("[app]\nrequire_login = true\n", "utf-8")
    page = app().run()
    assert "还没有账号" in said(page) and closed(page)
    accounts.add(home, "周明远", "稻香千里-2026", ("起草人",))
    assert [field.label for field in app().run().text_input] == ["姓名", "口令"]


def test_settings_that_cannot_be_read_open_nothing(home: Path, on_this_machine: None) -> None:
    accounts.add(home, "周明远", "稻香千里-2026", ("起草人",))
    (home / "settings.toml").write_text("[app]\nrequire_logon = true\n", "utf-8")
    page = app().run()
    assert "app.require_logon" in said(page)
    assert [field.label for field in page.text_input] == ["姓名", "口令"]


def test_every_role_has_pages_and_every_page_a_role() -> None:
    titles = [title for title, _ in PAGES]
    for role in roles.ALL:
        assert any(roles.may(role, title) for title in titles), role
    for title in titles:
        assert any(roles.may(role, title) for role in roles.ALL), title
    assert [title for title in titles if roles.may("学员", title)] == ["教学"]
    assert all(Person().may(title) for title in titles)


def test_table_of_the_readme_is_the_table_in_use() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    lines = text[text.index("| 角色 |") :].split("\n\n")[0].splitlines()
    head, _, *rows = ([cell.strip() for cell in line.split("|")[1:-1]] for line in lines)
    shown = {role: [action for action, mark in zip(head[1:], marks, strict=True) if mark] for role, *marks in rows}
    assert shown == {role: [action for action in get_args(roles.Action) if roles.may(role, action)] for role in roles.ALL}


CLAIMS = {"iss": "https://id.qinghe.example", "sub": "u-17", "name": "周明远", "dept": ["办公室", "综合科"]}


def test_claims_become_roles_by_the_office_table() -> None:
    access = Access(claim="dept", roles={"综合科": ("起草人", "核稿人"), "办公室": ("起草人",), "党校": ("教员",)})
    someone = service.person_of(CLAIMS, access)
    assert (someone.name, someone.roles) == ("周明远", ("起草人", "核稿人"))
    assert service.person_of(CLAIMS | {"dept": "党校"}, access).roles == ("教员",)
    assert service.person_of(CLAIMS | {"dept": None}, access).roles == ()


def test_own_folder_follows_the_identity_not_the_name() -> None:
    folder = service.person_of(CLAIMS, Access()).folder
    assert service.person_of(CLAIMS | {"name": "周　远"}, Access()).folder == folder
    assert service.person_of(CLAIMS | {"sub": "u-18"}, Access()).folder != folder
    hostile = service.person_of(CLAIMS | {"sub": "../../etc", "name": "<b>"}, Access()).folder
    assert hostile.parts[0] == "people" and len(hostile.parts) == 2 and hostile.parts[1].isalnum()

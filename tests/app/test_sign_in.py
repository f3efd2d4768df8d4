"""Signing in with a local account: who gets in, what she sees, how she leaves."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from base import accounts
from base.attempts import Attempts
from pages.sign_in import form
from tests.app.conftest import app, said

pytestmark = pytest.mark.usefixtures("open_to_others")
PASSWORD = "稻香千里-2026"


@pytest.fixture(autouse=True)
def people(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "_attempts", Attempts(allowed=3))
    accounts.add(home, "周明远", PASSWORD, ("起草人",))


def entered(name: str = "周明远", password: str = PASSWORD, page: AppTest | None = None) -> AppTest:
    page = page or app().run()
    page.text_input[0].set_value(name)
    page.text_input[1].set_value(password)
    next(b for b in page.button if b.label == "登录").click().run()
    assert not page.exception
    return page


def signed_in(page: AppTest) -> bool:
    return any(b.label == "退出" for b in page.button)


def test_nothing_is_shown_before() -> None:
    page = app().run()
    assert [b.label for b in page.button] == ["登录"] and "登录后才能看到" in said(page)


def test_right_password_opens_the_pages_and_leaving_closes_them() -> None:
    page = entered()
    assert signed_in(page) and "周明远（起草人）" in said(page)
    next(b for b in page.button if b.label == "退出").click().run()
    assert [b.label for b in page.button] == ["登录"]
    assert PASSWORD not in str(page.session_state)


@pytest.mark.parametrize(("name", "password"), [("周明远", "x" * 9), ("周明远", ""), ("不认识", PASSWORD), ("", ""), ("<b>", "<b>")])
def test_wrong_ones_are_told_the_same(name: str, password: str) -> None:
    page = entered(name, password)
    assert not signed_in(page) and "姓名或口令不对" in said(page) and "<b>" not in said(page)


def test_lock_out_after_wrong_passwords() -> None:
    page = app().run()
    for _ in range(3):
        page = entered(password="wrong-one", page=page)
    page = entered(page=page)  # the right one, too late
    assert not signed_in(page) and "秒再试" in said(page)
    assert not signed_in(entered())  # nor in another tab


def test_account_taken_away_ends_the_session(home: Path) -> None:
    page = entered()
    accounts.remove(home, "周明远")
    accounts.add(home, "李思雨", PASSWORD, ("起草人",))
    page.run()
    assert not signed_in(page) and "登录已失效" in said(page)


def test_changed_password_ends_the_session(home: Path) -> None:
    page = entered()
    accounts.change_password(home, "周明远", "另一个口令2026")
    assert not signed_in(page.run())


def test_damaged_accounts_let_nobody_in(home: Path) -> None:
    page = entered()
    (home / accounts.FILE_NAME).write_text("{", "utf-8")
    page.run()
    assert "accounts.json 已损坏" in said(page) and not signed_in(page)

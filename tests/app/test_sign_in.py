"""Signing in with a local account: who gets in, what she sees, how she leaves."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from base import accounts
from base.attempts import Attempts
from drafting.brief import load_brief
from drafting.editing import read
from drafting.rundir import RunDir
from pages.background import runs
from pages.shared.place import SAMPLES
from pages.sign_in import form
from tests.app.conftest import ROOT, app, said

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


def test_callback_of_a_removed_account_does_nothing(home: Path) -> None:
    """What a button's callback does is done before the page asks who this is."""
    page = entered()
    run = drafted(home, home / "people" / own_folder(home))
    page.query_params["run"] = run.name
    page.run()
    page.session_state["draft line"], page.session_state["draft-panel"] = (run.name, body_line(run)), "line"
    page.run()
    before = run.draft_text()
    next(area for area in page.text_area if area.label == "修改这一段").set_value("离岗以后还想改。")
    accounts.remove(home, "周明远")
    page.button(key="save-line").click().run()
    assert not page.exception and not signed_in(page)
    assert run.draft_text() == before and "离岗以后还想改。" not in said(page)


def test_part_that_draws_itself_again_asks_too(home: Path) -> None:
    """A fragment is drawn without the page around it."""

    def script() -> None:
        import streamlit as st

        from base import accounts
        from pages.shared.fragment import fragment
        from pages.shared.person import Person, sign_in
        from pages.shared.place import home

        @fragment()
        def part() -> None:
            st.button("再看", key="again")
            st.write("只给在册的人看")

        if accounts.accounts(home()):
            sign_in(Person("周明远"), lambda: bool(accounts.accounts(home())))
            part()
        else:
            st.write("请登录")

    page = AppTest.from_function(script).run()
    assert "只给在册的人看" in page.markdown[0].value
    accounts.remove(home, "周明远")
    page.button(key="again").click().run()
    assert [m.value for m in page.markdown] == ["请登录"]


def test_pages_have_no_fragment_that_does_not_ask() -> None:
    found = [path.name for path in (ROOT / "pages").rglob("*.py") if "st.fragment(" in path.read_text("utf-8").replace("`st.fragment`", "")]
    assert found == ["fragment.py"]


def test_address_of_a_colleagues_brief_opens_nothing(home: Path) -> None:
    accounts.add(home, "李思雨", PASSWORD, ("起草人",))
    hers = entered()
    hers.button(key="genre-notice").click().run()
    name = hers.query_params["brief"]
    his = app()
    his.query_params["brief"] = name
    his = entered("李思雨", page=his.run())
    assert "没有编号为" in said(his)
    again = app()  # nothing is lost by signing in again
    again.query_params["brief"] = name
    assert "没有编号为" not in said(entered(page=again.run()))


def own_folder(home: Path) -> str:
    known = accounts.find(home, "周明远")
    assert known
    return f"{known.name}-{known.id}"


def drafted(home: Path, own: Path) -> runs.Run:
    name = runs.begin(home, load_brief(SAMPLES / "briefs" / "safety-speech" / "brief.yaml"), runs.NO_MODEL, own)
    runs.threads.wait(own / "runs" / name, 60)
    run = runs.find(own, name)
    assert run
    return run


def body_line(run: runs.Run) -> int:
    return next(n for n, line in enumerate(read(RunDir(run.path)).lines) if line.block.role == "body")

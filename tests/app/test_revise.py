"""改稿: versions beside each other, changes of others decided on, the steps before a draft is final, and two people at once."""

import json
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from base.errors import InputError
from base.roles import Role
from drafting.history.entry import Person
from drafting.history.history import History, NewRevision
from pages.background import threads
from pages.revise import judging
from pages.revise.kept import MARKED, newest
from pages.revise.marked import Marked
from pages.shared.person import Person as SignedIn
from tests.app import conftest
from tests.docx_maker import make_docx

pytestmark = pytest.mark.usefixtures("home", "on_this_machine")
DRAFT = "青禾县安全生产工作情况的报告"
OLD = f"{DRAFT}\n全县危化品企业11家，力争年底前完成整改<b>。\n各乡镇要狠抓落实。"
NEW = OLD.replace("11家", "12家").replace("力争", "确保")
ZHOU, LI = Person(name="周明远", role="起草人"), Person(name="李思雨", role="综合科科长")
BY = 'w:author="{}" w:date="2026-11-0{}T08:00:00Z"'
A, B = BY.format("王敏", 1), BY.format("李强", 2)
DOCX = make_docx(f"""<w:p><w:r><w:t>全县企业</w:t></w:r><w:del w:id="1" {A}><w:r><w:delText>11家</w:delText></w:r></w:del>
<w:ins w:id="2" {A}><w:r><w:t>12家</w:t></w:r></w:ins><w:r><w:t>。请予</w:t></w:r><w:del w:id="5" {B}><w:r><w:delText>大力</w:delText></w:r>
</w:del><w:r><w:t>支持。</w:t></w:r></w:p>""")


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, a comparison is waited for."""
    monkeypatch.setattr(judging, "_AT_ONCE", 60)


@pytest.fixture
def two_versions(home: Path) -> None:
    save(home, ZHOU, OLD, "起草")
    save(home, LI, NEW, "核改数字")


def save(home: Path, by: Person, text: str, reason: str = "") -> None:
    with History.open(home) as history:
        history.save(NewRevision(DRAFT, by, text, reason, genre="report"))


def revise_page(**address: str) -> AppTest:
    def script() -> None:
        from pages.revise import page

        page()

    page = AppTest.from_function(script, default_timeout=60)
    page.query_params.update(address)
    return checked(page.run())


def checked(page: AppTest) -> AppTest:
    assert not page.exception
    return page


def said(page: AppTest) -> str:
    """What the page says; its style sheet aside."""
    return re.sub(r"<style>.*?</style>", "", conftest.said(page), flags=re.DOTALL)


def part(page: AppTest, name: str, key: str = "revise-part") -> AppTest:
    next(g for g in page.button_group if g.key == key).set_value(name)
    return checked(page.run())


def acts(page: AppTest, name: str, role: str = "") -> None:
    page.text_input(key="revise-name").set_value(name)
    page.text_input(key="revise-role").set_value(role)


def press(page: AppTest, key: str) -> str:
    page.button(key=key).click()
    return said(checked(page.run()))


def test_an_empty_workspace_says_what_to_do(home: Path) -> None:
    page = revise_page()
    assert "还没有" in said(page) and "存入一份新稿" in said(page)
    assert not (home / "history.db").exists()
    assert "没有名为“不在的稿”的稿子" in said(revise_page(draft="不在的稿"))
    assert "没有找到编号为“x”" in said(revise_page(pair="x")) and "没有找到编号为“x”" in said(revise_page(marked="x"))


@pytest.mark.usefixtures("two_versions")
def test_versions_are_listed_and_an_old_one_is_brought_back(home: Path) -> None:
    page = revise_page(draft=DRAFT)
    words = said(page)
    assert "李思雨" in words and "核改数字" in words and "&lt;b&gt;" in words and "<b>。" not in words
    page.selectbox(key="revise-number").set_value(1).run()
    assert "还没有写姓名" in press(page, "version-restore")
    acts(page, "周明远", "起草人")
    assert "第1版已恢复为第3版" in press(page, "version-restore")
    with History.open(home) as history:
        assert history.text(history.revision(DRAFT)) == OLD


@pytest.mark.usefixtures("two_versions")
def test_two_versions_are_compared_figures_first() -> None:
    words = said(part(revise_page(draft=DRAFT), "对照"))
    assert "<td class=bz-tight>11家</td><td class=bz-tight>12家</td>" in words
    assert "力争→确保" in words and "加重" in words and "李思雨（综合科科长），核改数字" in words
    assert words.index("数字变动 1 处") < words.index("力度变化 1 处") < words.index("逐字对照") < words.index("问题的变化")
    assert '<del class="figure" title="数字">11家</del>' in words and "&lt;b&gt;" in words


@pytest.mark.usefixtures("two_versions")
def test_an_upload_becomes_the_next_version_and_a_conflict_is_told(home: Path) -> None:
    page = revise_page(draft=DRAFT)
    acts(page, "周明远", "起草人")
    page.file_uploader(key="further-file").set_value([("稿.txt", NEW.replace("狠抓", "抓好").encode(), "")])
    save(home, LI, NEW + "\n特此报告。")  # meanwhile
    words = press(page, "further-save")
    assert "之后，李思雨（综合科科长）已存了第3版" in words and "这次没有记入" in words and "--" not in words
    assert "您打开以后，李思雨（综合科科长）存了第3版" in words
    press(page, "revise-seen")
    page.text_input(key="further-reason").set_value("合并")
    assert "已存为第4版" in press(page, "further-save")
    with History.open(home) as history:
        last = history.revision(DRAFT).said
    assert (last.by.name, last.reason, last.parent) == ("周明远", "合并", 3)


def handed_in(page: AppTest, key: str, data: bytes = DOCX) -> AppTest:
    page.file_uploader(key=f"{key}-file").set_value([("改过.docx", data, "")])
    next(b for b in page.button if b.label == "列出修订和批注").click()
    return checked(page.run())


def test_changes_of_others_are_decided_on_and_saved(home: Path) -> None:
    page = handed_in(revise_page(), "revise-marked")
    words = said(page)
    assert "没有决定 2" in words and "王敏" in words and '〔<del class="bz-was">11家</del>→<ins class="bz-now-is">12家</ins>〕' in words
    assert "所在段落：全县企业12家。请予支持。" in words and page.button(key="marked-save").disabled
    assert "全部决定后才能存为新的一版" in words
    assert "已接受 1" in press(page, "接受-1")
    page.selectbox(key="marked-author").set_value("李强").run()
    assert "已拒绝 1，没有决定 0" in press(page, "all-False")
    (kept,) = newest(home / MARKED)
    assert Marked.of(kept).after().text == "全县企业12家。请予大力支持。"
    page.text_input(key="marked-draft").set_value(DRAFT)
    acts(page, "周明远")
    assert f"取舍的结果已存为“{DRAFT}”第1版" in press(page, "marked-save")
    with History.open(home) as history:
        entry = history.revision(DRAFT)
        assert history.text(entry) == "全县企业12家。请予大力支持。" and history.docx(entry)


@pytest.mark.usefixtures("two_versions")
def test_a_marked_document_of_a_draft_knows_what_it_was_made_from(home: Path) -> None:
    page = handed_in(part(revise_page(draft=DRAFT), "别人的修订"), "draft-marked")
    press(page, "all-True")
    words = said(part(page, "取舍后的变化", "marked-part"))
    assert "数字变动 1 处" in words and "修订前 → 取舍后" in words
    save(home, LI, NEW + "\n特此报告。")
    acts(page, "周明远")
    assert "已存了第3版" in press(page, "marked-save")
    assert "请先打开稿子对照" in said(page)
    press(page, "marked-seen")
    assert f"取舍的结果已存为“{DRAFT}”第4版" in press(page, "marked-save")


def test_a_document_without_changes_is_refused() -> None:
    page = handed_in(revise_page(), "revise-marked", make_docx("<w:p><w:r><w:t>没有改过。</w:t></w:r></w:p>"))
    assert "没有修订和批注" in said(page)
    assert "改过.docx" in said(handed_in(page, "revise-marked", b"nothing")) and not page.query_params


def test_two_files_are_compared(home: Path) -> None:
    page = revise_page()
    page.radio(key="revise-way").set_value("比较两份文件").run()
    page.file_uploader(key="pair-old").set_value([("旧.txt", OLD.encode(), "")])
    page.file_uploader(key="pair-new").set_value([("新.txt", NEW.encode(), "")])
    next(b for b in page.button if b.label == "比较两份文件").click()
    words = said(checked(page.run()))
    assert "旧稿“旧” → 新稿“新”" in words and "数字变动 1 处" in words
    assert not (home / "history.db").exists()


@pytest.mark.usefixtures("two_versions")
def test_signing_keeps_to_who_may_and_in_which_order() -> None:
    page = part(revise_page(draft=DRAFT), "签发")
    assert "现在还不能定稿" in said(page) and "未办：核稿" in said(page)
    acts(page, "周明远", "综合科科长")
    words = press(page, "sign")
    assert "起草人，不能自己核稿" in words
    acts(page, "李思雨", "科员")
    assert "“科员”不能办理核稿" in (words := press(page, "sign")) and "请在上面改写职务" in words and "--" not in words
    acts(page, "李思雨", "综合科科长")
    page.text_input(key="sign-opinion").set_value("同意")
    assert "第2版核稿签署，李思雨（综合科科长）" in press(page, "sign")
    assert "待办：征求意见、签发" in said(page)


@pytest.mark.usefixtures("two_versions")
def test_who_is_signed_in_acts_in_her_own_name_and_roles_only(home: Path) -> None:
    page = revise_page()
    page.session_state["signed in person"] = SignedIn("赵青", ("起草人", "核稿人"), Path("people", "赵青"))
    page.query_params["draft"] = DRAFT
    page = part(page.run(), "签发")
    assert page.text_input(key="revise-name-known").disabled and page.selectbox(key="revise-role").options == ["起草人", "核稿人"]
    assert "“起草人”不能办理核稿" in press(page, "sign")
    page.selectbox(key="revise-role").set_value("核稿人")
    assert "核稿签署，赵青（核稿人）" in press(page, "sign")
    page = handed_in(part(page, "别人的修订"), "draft-marked")
    assert newest(home / "people" / "赵青" / MARKED) and not newest(home / MARKED)


@pytest.mark.usefixtures("two_versions")
def test_final_is_refused_with_reasons_and_overridden_by_name(home: Path) -> None:
    page = part(revise_page(draft=DRAFT), "签发")
    acts(page, "陈县长", "县长")
    words = press(page, "final")
    assert "还不能定稿，请先办完：未办：核稿" in words and "--" not in words
    page.checkbox(key="final-override").check()
    assert "要写明理由" in (words := press(page, "final")) and "--" not in words
    page.text_input(key="final-reason").set_value("汛情紧急")
    assert "第2版已由陈县长（县长）定稿，带着未办事项" in press(page, "final")
    with History.open(home) as history:
        assert history.entries(DRAFT)[-1].said.reason == "汛情紧急"


@pytest.mark.usefixtures("two_versions")
def test_the_trail_is_proved_also_against_an_export(home: Path) -> None:
    from drafting.history.record import record_of

    page = part(revise_page(draft=DRAFT), "留痕")
    assert "逐条校验无误" in press(page, "trail-verify")
    with History.open(home) as history:
        exported = json.dumps(record_of(history, DRAFT)).encode()
    page.file_uploader(key="trail-against").set_value([("留痕.json", exported, "")])
    assert "与导出的一致" in press(page, "trail-verify")
    page.file_uploader(key="trail-against").set_value([("坏.json", b"[]", "")])
    assert "不是导出的留痕" in press(page, "trail-verify")


def test_the_first_version_of_a_new_draft(home: Path) -> None:
    page = revise_page()
    page.radio(key="revise-way").set_value("存入一份新稿").run()
    page.file_uploader(key="first-file").set_value([(f"{DRAFT}.txt", OLD.encode(), "")])
    acts(page, "周明远", "起草人")
    next(b for b in page.button if b.label == "存为第1版").click()
    assert f"已存为“{DRAFT}”第1版" in said(checked(page.run()))
    assert f"draft-{DRAFT}" in [b.key for b in revise_page().button]
    assert not threads.alive(home)


@pytest.mark.parametrize(
    ("name", "role", "sees"),
    [("周明远", "起草人", True), ("王敏", "起草人", False), ("王敏", "核稿人", True), ("王敏", "签发人", True)],
)
def test_history_is_shown_to_its_writers_and_to_those_who_check(two_versions: None, name: str, role: Role, sees: bool) -> None:
    def script(name: str, role: str) -> None:
        from pages.revise import page
        from pages.shared.person import Person, sign_in

        sign_in(Person(name, (role,)), lambda: True)
        page()

    for address in ({}, {"draft": DRAFT}):
        page = AppTest.from_function(script, default_timeout=60, args=(name, role))
        page.query_params.update(address)
        checked(page.run())
        assert ("共2版" in said(page) or any(b.key == f"draft-{DRAFT}" for b in page.button)) == sees
        assert sees or "11家" not in said(page)


def test_two_tabs_deciding_on_one_change(home: Path) -> None:
    page = revise_page()
    handed_in(page, "revise-marked")
    (kept,) = newest(home / MARKED)
    one, other = Marked.of(kept), Marked.of(kept)
    first, second = (r.number for r in one.revisions[:2])
    one.decide([first], True)
    with pytest.raises(InputError, match=f"第{first}处刚在另一个页面决定过"):
        other.decide([first, second], False)
    assert Marked.of(kept).decisions == {first: True}
    other.decide([second], False)
    assert Marked.of(kept).decisions == {first: True, second: False}

"""审稿: what is given is checked, what is found is shown by gate and decided on one by one, and nothing of it is interpreted."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from evals.case import Outcome
from evals.finding import Edit, Finding
from evals.review import folder
from evals.review.decisions import Decisions
from evals.review.folder import ReviewFolder
from evals.review.result import Reviewed
from evals.rules import FAMILIES, FAMILY_NAMES
from pages.background import threads
from pages.review.problems import PAGE
from pages.review.view import Item, View, Wanted, after, safe
from tests.app.conftest import said

pytestmark = pytest.mark.usefixtures("home", "on_this_machine")
TEXT = "关于做好安全生产工作的通知\n恳请各乡镇在12月底前完成复查。\n全县危化品企业<b>12</b>家，**同比**增长XX%。"


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, a submitted form waits for the findings."""
    monkeypatch.setattr("pages.review.form.AT_ONCE", 60)


def script() -> None:
    from pages.review import page

    page()


def review_page(doc: str = "") -> AppTest:
    page = AppTest.from_function(script, default_timeout=60)
    if doc:
        page.query_params["doc"] = doc
    return page.run()


def submit(page: AppTest) -> str:
    next(b for b in page.button if b.label == "开始审稿").click().run()
    assert not page.exception
    return said(page)


def pasted(text: str = TEXT, direction: str = "") -> AppTest:
    page = review_page()
    page.text_area(key="text").set_value(text)
    if direction:
        page.selectbox(key="direction").set_value(direction)
    submit(page)
    return page


def sent(*uploads: tuple[str, bytes, str]) -> AppTest:
    page = review_page()
    page.radio(key="origin").set_value("选择文件").run()
    page.file_uploader(key="file").set_value(list(uploads))
    return page


def only(home: Path) -> ReviewFolder:
    (review,) = folder.newest(home)
    return review


def press(page: AppTest, start: str) -> str:
    """Press the first button whose key begins so."""
    next(b for b in page.button if str(b.key).startswith(start)).click().run()
    assert not page.exception
    return said(page)


def docx_of(*paragraphs: str) -> bytes:
    buffer, document = io.BytesIO(), Document()
    for words in paragraphs:
        document.add_paragraph(words)
    document.save(buffer)
    return buffer.getvalue()


def test_pasted_text_gives_findings_by_gate(home: Path) -> None:
    page = pasted()
    gates = next(g for g in page.button_group if str(g.key).startswith("gate-"))
    assert any(o.startswith("程序关 ") for o in gates.options) and gates.options[0].startswith("全部 ")
    words = said(page)
    assert "关于做好安全生产工作的通知" in words and "程序关" in words
    assert "&lt;b&gt;" in words and "**同比**" in words and "<b>12" not in words
    assert only(home).document.name == "关于做好安全生产工作的通知.txt"
    assert any("没有检查的" in p.proto.popover.label for p in page.get("popover"))
    assert not (home / "library.db").exists()


def test_a_finding_is_opened_accepted_and_undone(home: Path) -> None:
    page = pasted(direction="down")
    words = press(page, next(str(b.key) for b in page.button if "恳请" in b.label))
    assert "<del>恳请</del><ins>请</ins>" in words and "bz-now" in words and "请核实后再采纳" in words
    assert "已采纳 1" in press(page, "accept-")
    page.button_group[0].set_value("files").run()
    words = said(page)
    assert "<td>恳请</td><td>请</td>" in words
    labels = [b.label for b in page.download_button]
    assert labels[:3] == ["带修订痕迹的 Word 文档", "改好的文本", "修改清单"]
    press(page, "review-revised")
    assert "已采纳 0" in said(page)
    again = page.query_params["doc"]
    found = folder.find(home, again[0] if isinstance(again, list) else again)
    assert found is not None and "请各乡镇" in found.document.read_text(encoding="utf-8")
    assert "恳请" not in found.document.read_text(encoding="utf-8")


HALFWIDTH = (
    "关于春耕备耕的通知\n各乡镇人民政府:\n春耕生产,事关全年,各地要抓紧;化肥3500吨,比去年(2025年)多,种子足够,农机检修完毕.请问做到没有?\n"
    "备足物资,早作安排。"
)


def test_halfwidth_marks_are_shown_and_made_wide_in_one_step(home: Path) -> None:
    page = pasted(HALFWIDTH)
    words = press(page, next(str(b.key) for b in page.button if "整体换成全角" in b.label))
    assert any(p.proto.popover.label == "规范半角标点（10 处）" for p in page.get("popover"))
    assert "<td>,</td><td>，</td><td class=bz-tight>6 处</td><td>第3、4段</td>" in words
    assert "已采纳 1" in press(page, "accept-alike-")
    page.button_group[0].set_value("files").run()
    press(page, "review-revised")
    (new,) = [r for r in folder.newest(home) if ".修改" in r.document.name]
    assert new.document.read_text("utf-8").splitlines()[2].startswith("春耕生产，事关全年，各地要抓紧；化肥3500吨，比去年(2025年)多，")


def test_accepted_marks_are_taken_back_in_one_step(home: Path) -> None:
    page = pasted(HALFWIDTH)
    press(page, next(str(b.key) for b in page.button if "整体换成全角" in b.label))
    press(page, "accept-alike-")
    page.selectbox(key=next(str(s.key) for s in page.selectbox if str(s.key).startswith("state-"))).set_value("accepted").run()
    press(page, "go-")
    assert "已采纳 0" in press(page, "withdraw-")
    page.button_group[0].set_value("files").run()
    assert "还没有采纳修改" in said(page)


def test_edits_of_one_rule_are_accepted_together(home: Path) -> None:
    page = pasted("关于春耕备耕的通知\n春耕生产(含春灌)、防汛(含山洪)、防火都要抓紧。")
    words = press(page, next(str(b.key) for b in page.button if "半角的“\\(”" in b.label))
    assert "<td>(</td><td>（</td><td class=bz-tight>2 处</td><td>第2段</td>" in words
    assert "已采纳 4" in press(page, "accept-alike-")


def test_a_dismissal_is_remembered_for_the_document_and_becomes_an_exception(home: Path) -> None:
    page = pasted()
    press(page, next(str(b.key) for b in page.button if "XX" in b.label))
    words = press(page, "do-dismiss-")
    assert "已忽略 1" in words
    again = pasted()  # the same text, handed in once more
    assert "已忽略 1" in said(again)
    again.selectbox(key=next(str(s.key) for s in again.selectbox if str(s.key).startswith("state-"))).set_value("dismissed").run()
    words = press(again, "go-")
    assert "忽略的理由：</b>已核实，没有错" in words
    words = press(again, "except-")
    assert "XX" in (home / "overlay.yaml").read_text(encoding="utf-8")
    for review in folder.newest(home):
        threads.wait(review.path, 30)
    assert "XX" not in "".join(b.label for b in again.run().button if str(b.key).startswith("go-"))
    assert "已写入本单位规则（overlay.yaml 第 2 行）：“XX”里 RES006 都不报" in said(again)
    press(again, "take-back")
    for review in folder.newest(home):
        threads.wait(review.path, 30)
    assert "已写入本单位规则" not in said(again.run())
    assert "XX" not in (home / "overlay.yaml").read_text(encoding="utf-8")


def test_a_docx_against_a_ledger_comes_back_in_another_tab(home: Path) -> None:
    page = sent(("讲话.docx", docx_of("全县危化品企业12家。"), ""))
    page.file_uploader(key="ledger").set_value(("台账.csv", "指标,数值,单位,范围\n危化品企业,11,家,全县\n".encode(), "text/csv"))
    words = submit(page)
    assert "讲话.docx" in words and "政策关" in words
    other = review_page(only(home).name)
    assert "讲话.docx" in said(other) and any("11" in b.label for b in other.button)
    threads.wait(only(home).path, 30)
    other.button_group[0].set_value("figures").run()
    assert "台账" in said(other) and "有疑问" in said(other)


def test_empty_talk_is_shown_struck_out_with_a_copy(home: Path) -> None:
    page = pasted("全县工作会议讲话\n我们要高度重视，提高政治站位，统一思想认识，切实增强责任感紧迫感使命感。\n县住建局12月底前复查640处。")
    threads.wait(only(home).path, 30)
    page.button_group[0].set_value("trim").run()
    assert "划线的 1 句是空话" in said(page)
    assert [b.label for b in page.download_button] == ["下载精简稿"]


def test_several_files_are_listed_together(home: Path) -> None:
    words = submit(sent(("甲.txt", "县住建局12月底前复查。".encode(), ""), ("乙.md", "县水利局明天巡查。".encode(), "")))
    assert "一起送审的" in words and len(folder.newest(home)) == 2
    for review in folder.newest(home):
        threads.wait(review.path, 30)
    first = review_page()
    assert sum(str(b.key).startswith("open-") for b in first.button) == 2
    press(first, "drop-")
    assert len(folder.newest(home)) == 1


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", b" " * 30_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("坏.docx", b"nothing", "不是 docx"),
        ("坏.txt", b"\xff\xfe\x00\xd8", "坏.txt"),
        ("弹.docx", bomb(), "大得不正常"),
        ("空.txt", b"", "空文件"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(name: str, data: bytes, why: str) -> None:
    words = submit(sent((name, data, "")))
    assert f">{name}" in words and "bz-bad" in words and why in words


def test_nothing_given_and_nothing_found(home: Path) -> None:
    assert "还没有文稿" in submit(review_page())
    assert not home.exists()
    assert "没有找到编号为“../x”的审稿" in said(review_page("../x"))


def test_a_review_that_was_broken_off_is_done_again(home: Path) -> None:
    pasted()
    review = only(home)
    threads.wait(review.path, 30)
    review.begin_again()
    page = review_page(review.name)
    assert "没有做完就停下了" in said(page)
    page.button(key="again").click().run()
    threads.wait(review.path, 30)
    assert "bz-review-sheet" in said(page.run())


@pytest.mark.parametrize("name", ["given.json", "result.json"])
def test_a_damaged_record_is_said_with_the_way_back(name: str, home: Path) -> None:
    pasted()
    review = only(home)
    threads.wait(review.path, 30)
    (review.path / name).write_text("{", encoding="utf-8")
    page = review_page(review.name)
    assert "已损坏" in said(page) and page.button(key="back")


def test_a_long_list_is_turned_over_and_followed() -> None:
    page = pasted("\n".join(f"第{n}户补助XX元。" for n in range(1, 60)))
    leaf = next(s for s in page.selectbox if str(s.key).startswith("leaf-"))
    shown = sum(str(b.key).startswith("go-") for b in page.button)
    assert shown == PAGE and leaf.options[0] == f"第 1—{PAGE} 处，共 59 处"
    leaf.set_value(1).run()
    assert "bz-now-number" in press(page, "go-59-")
    assert any(str(b.key).startswith("go-58-") for b in page.button)


def test_what_may_be_accepted_at_once_and_what_comes_next() -> None:
    sure = Finding("TYP001", "x", "typo", "文字", "error", 0, 1, "关", "错字。", edit=Edit(0, 1, "对", "safe"))
    unsure = replace(sure, start=2, end=3, edit=Edit(2, 3, "对"))
    items = [Item(1, sure, "open"), Item(2, unsure, "open"), Item(3, sure, "accepted")]
    assert safe(items) == [sure]
    assert [after(items, n) for n in (1, 2, 3, 9)] == [2, 1, 1, 1]
    view = View(Reviewed(title="稿", text=TEXT, outcome=Outcome((sure, unsure))), Decisions())
    assert view.of_gates("open")["文字"] == "2" and view.of_gates("dismissed")["文字"] == "0"
    assert view.shown(Wanted(gates=("程序",))) == [] and len(view.shown(Wanted(families=("typo",), by_gate=False))) == 2


def test_every_family_has_a_chinese_name() -> None:
    assert set(FAMILIES) <= set(FAMILY_NAMES)

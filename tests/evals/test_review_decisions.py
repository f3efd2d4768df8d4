"""审稿: decisions on findings, the revised copy they make, the exception they may become."""

import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from base.errors import FileError, InputError
from corpus.readers import docx
from corpus.readers.raw import Raw
from drafting.docx.parts import Parts
from drafting.docx.runs import Runs
from drafting.tracked.deciding import accept_all, reject_all
from evals.case import Case
from evals.engine import run
from evals.finding import Edit, Finding
from evals.overlay.exceptions import except_from_now_on, take_back
from evals.review import checking, exports, folder
from evals.review.decisions import Desk
from evals.review.folder import File, Given
from evals.review.revised import changed_copy, changes_text, revised_text, tracked_copy
from evals.review.together import Kind, kinds, together
from tests.docx_maker import make_docx

TEXT = "青禾县安全生产工作\n恳请各乡镇抓紧排查，同比增长XX%。\n恳请县住建局每周通报。"
NOW = dt.datetime(2026, 11, 22, 9, 30)


def finding(words: str, instead: str | None = None, *, nth: int = 0, rule: str = "TON003") -> Finding:
    start = [i for i in range(len(TEXT)) if TEXT.startswith(words, i)][nth]
    end = start + len(words)
    edit = Edit(start, end, instead) if instead is not None else None
    return Finding(rule, "plea-downward", "tone", "文字", "warning", start, end, words, "请直接提出要求。", edit=edit)


def test_decisions_are_remembered_for_this_text_and_can_be_undone(tmp_path: Path) -> None:
    found = finding("恳请", "请")
    desk = Desk(tmp_path, TEXT, "李文")
    desk.dismiss(found, "领导原话")
    said = Desk(tmp_path, TEXT).decisions.dismissal(found)
    assert said is not None and (said.reason, said.by) == ("领导原话", "李文")
    assert Desk(tmp_path, TEXT + "。").decisions.state(found) == "open"
    assert Desk(tmp_path, TEXT).decisions.state(finding("恳请", "请", nth=1)) == "open"
    desk.restore(found)
    desk.accept([found])
    assert desk.decisions.state(found) == "accepted"
    desk.withdraw([found])
    assert desk.decisions.state(found) == "open"


def test_two_tabs_add_to_each_other(tmp_path: Path) -> None:
    one, other = Desk(tmp_path, TEXT), Desk(tmp_path, TEXT)
    one.accept([finding("恳请", "请")])
    other.dismiss(finding("XX"), "数字会上定")
    assert (len(one.decisions.accepted), len(one.decisions.dismissed)) == (1, 1)


def test_what_another_tab_decided_otherwise_is_told(tmp_path: Path) -> None:
    found, other = finding("恳请", "请"), finding("XX", "8")
    one, two = Desk(tmp_path, TEXT), Desk(tmp_path, TEXT)
    one.accept([found])
    with pytest.raises(InputError, match="刚在另一个页面采纳"):
        two.dismiss(found, "领导原话")
    one.dismiss(other, "数字会上定")
    with pytest.raises(InputError, match="刚在另一个页面忽略"):
        two.accept([other])
    assert (one.decisions.state(found), one.decisions.state(other)) == ("accepted", "dismissed")


def test_what_cannot_be_decided_is_said_and_nothing_is_kept(tmp_path: Path) -> None:
    desk = Desk(tmp_path, TEXT)
    with pytest.raises(InputError, match="为什么忽略"):
        desk.dismiss(finding("XX"), " 。 ".strip("。"))
    desk.accept([finding("恳请", "请")])
    with pytest.raises(InputError, match="“恳请”→“请”"):
        desk.accept([finding("XX", "8"), finding("恳请各", "请各")])
    assert len(desk.decisions.accepted) == 1
    next((tmp_path / "reviews" / "decisions").glob("*.json")).write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="已损坏"):
        _ = desk.decisions


def test_dismissals_go_with_the_words_to_the_revised_text(tmp_path: Path) -> None:
    desk = Desk(tmp_path, TEXT)
    desk.accept([finding("恳请", "请")])
    desk.dismiss(finding("XX"), "数字会上定")
    desk.dismiss(finding("恳请各", rule="PAD001"), "照用")
    text = revised_text(TEXT, desk.decisions.accepted)
    revised = Desk(tmp_path, text)
    desk.carry_to(revised)
    (moved,) = revised.decisions.dismissed
    assert text[moved.start : moved.end] == "XX" == moved.text


def accepted_of(tmp_path: Path, *findings: Finding) -> Desk:
    desk = Desk(tmp_path, TEXT, "李文")
    desk.accept(findings)
    return desk


def test_a_plain_text_keeps_its_line_ends(tmp_path: Path) -> None:
    accepted = accepted_of(tmp_path, finding("恳请", "请"), finding("恳请", "请", nth=1)).decisions.accepted
    raw = Raw("稿.txt", TEXT.replace("\n", "\r\n").encode())
    assert changed_copy(raw, TEXT, accepted).decode() == TEXT.replace("恳请", "请").replace("\n", "\r\n")
    listed = changes_text("稿", TEXT, accepted)
    assert "（2 处）" in listed and "第2段　“恳请”→“请”　TON003　李文" in listed
    tracked = Parts(Raw("稿.docx", tracked_copy(raw, TEXT, accepted, "李文")))
    accept_all(tracked.document)
    assert Runs(tracked.document).text == TEXT.replace("恳请", "请")


BODY = """<w:p><w:r><w:t>青禾县安全生产工作</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>恳</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>请各乡镇抓紧排查，</w:t></w:r>
<w:r><w:t>同比增长XX%。</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>恳请县住建局每周通报。</w:t></w:r></w:p>"""


def test_a_docx_is_changed_in_its_runs_and_tracked(tmp_path: Path) -> None:
    accepted = accepted_of(tmp_path, finding("恳请", "请"), finding("恳请", "请", nth=1)).decisions.accepted
    raw = Raw("稿.docx", make_docx(BODY))
    assert docx.read(raw).text == TEXT
    assert docx.read(Raw("稿.docx", changed_copy(raw, TEXT, accepted))).text == TEXT.replace("恳请", "请")
    for decide, text in ((accept_all, TEXT.replace("恳请", "请")), (reject_all, TEXT)):
        parts = Parts(Raw("稿.docx", tracked_copy(raw, TEXT, accepted, "李文")))
        assert len(list(parts.document.iter("{*}tbl"))) == 1
        decide(parts.document)
        assert Runs(parts.document).text == text


def test_an_edit_over_two_paragraphs_is_left_to_a_person(tmp_path: Path) -> None:
    accepted = accepted_of(tmp_path, finding("工作\n恳请", "工作要求")).decisions.accepted
    with pytest.raises(InputError, match="跨了段落"):
        changed_copy(Raw("稿.docx", make_docx(BODY)), TEXT, accepted)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "# 本单位\nnames:\n  - {name: 周明远, title: 县长}\n",
        "exceptions:  # 例外\n# 村名\n- {text: XX村, why: 村名按要求隐去}\nunits: {counters: [垧]}",
        "exceptions: []\nunits:\n  counters: [垧]\n",
        "exceptions: [{text: XX村, why: 隐去}]  # 例外\nunits: {counters: [垧]}\n",
    ],
)
def test_an_exception_joins_what_is_in_the_overlay(before: str, tmp_path: Path, overlay: Callable[[str], Path]) -> None:
    path = overlay(before)
    assert [f.text for f in run(Case(TEXT), ["residue"]).findings] == ["XX"]
    except_from_now_on(path.parent, '增长XX%"。', "RES006", "会上公布：\n待定")
    except_from_now_on(path.parent, "增长XX%", "RES006", "会上公布")
    except_from_now_on(path.parent, "增长XX%", "RES006", "再说一遍")
    after = path.read_text(encoding="utf-8")
    kept = [line for line in before.splitlines() if not line.startswith("exceptions: [")]
    assert kept == [line for line in after.splitlines() if line in kept]
    assert after.count("RES006") == 2
    assert run(Case(TEXT), ["residue"]).findings == ()


def test_an_exception_is_shown_as_it_stands_and_can_be_taken_back(overlay: Callable[[str], Path]) -> None:
    before = "# 本单位\nexceptions:\n  # 村名\n  - {text: XX村, why: 按要求隐去}   # 长期\nunits: {counters: [垧]}\n"
    path = overlay(before)
    said = except_from_now_on(path.parent, "增长XX%", "RES006", "会上公布")
    assert said.new and said.where == f"{path} 第 5 行"
    assert said.line == "- {text: 增长XX%, rules: [RES006], why: 会上公布}"
    assert not except_from_now_on(path.parent, "增长XX%", "RES006", "再说一遍").new
    take_back(path.parent, "增长XX%", "RES006")
    assert path.read_text(encoding="utf-8") == before
    assert [f.text for f in run(Case(TEXT), ["residue"]).findings] == ["XX"]
    with pytest.raises(InputError, match="没有“增长XX%”不报 RES006 的例外"):
        take_back(path.parent, "增长XX%", "RES006")
    with pytest.raises(InputError, match="没有“XX村”不报 RES006 的例外"):
        take_back(path.parent, "XX村", "RES006")


@pytest.mark.parametrize("before", ["rules: {\n", "exceptions: 无\n"])
def test_an_overlay_that_cannot_be_added_to_is_left_as_it_is(before: str, tmp_path: Path) -> None:
    path = tmp_path / "overlay.yaml"
    path.write_text(before, encoding="utf-8")
    with pytest.raises(InputError, match=r"overlay\.yaml"):
        except_from_now_on(tmp_path, "XX", "RES006", "会上公布")
    assert path.read_text(encoding="utf-8") == before


def reviewed(own: Path, name: str, data: bytes, beside: bytes = b"") -> folder.ReviewFolder:
    review = folder.create(own, Given(title=name, at=NOW), File(name, data))
    if beside:
        folder.put_together([review, folder.create(own, Given(title="另.txt", at=NOW), File("另.txt", beside))])
    case, remarks = checking.case_of(review, None, None)
    review.keep_findings(checking.review(name, case, remarks))
    review.keep_extras(checking.extras(review, case))
    return review


def test_a_review_is_kept_whole_and_found_by_its_name_only(tmp_path: Path) -> None:
    made = reviewed(tmp_path, "../../讲话.txt", TEXT.encode())
    kept = folder.find(tmp_path, made.name)
    assert kept == made and made.document.name == "讲话.txt" and made.document.parent.parent == made.path
    result, extras = made.reviewed(), made.extras()
    assert result is not None and extras is not None
    assert result.text == TEXT and [f.text for f in result.outcome.findings if f.rule == "RES006"] == ["XX"]
    assert folder.find(tmp_path, "../reviews/" + made.name) is None and folder.find(tmp_path, "decisions") is None
    assert [r.name for r in folder.newest(tmp_path)] == [made.name]
    made.begin_again()
    assert made.reviewed() is None
    made.remove()
    assert folder.newest(tmp_path) == []


def test_what_was_dismissed_is_in_no_copy_but_told_in_the_json(tmp_path: Path) -> None:
    review = reviewed(tmp_path, "讲话.txt", TEXT.encode())
    result = review.reviewed()
    assert result is not None
    desk = Desk(tmp_path, TEXT)
    desk.dismiss(next(f for f in result.outcome.findings if f.rule == "RES006"), "数字会上定")
    page, told = exports.html(result, review.extras(), desk.decisions), json.loads(exports.as_json_text(result, None, desk.decisions))
    assert "没有填写的占位" not in page and "同比增长XX%" in page
    assert [f["rule"] for f in told[0]["findings"] if f["rule"] == "RES006"] == []
    assert told[0]["decisions"]["dismissed"][0]["reason"] == "数字会上定"
    annotated = exports.docx(Raw("讲话.txt", TEXT.encode()), result, desk.decisions, NOW)
    assert [p.text for p in Document(io.BytesIO(annotated)).paragraphs] == TEXT.split("\n")


def test_documents_of_one_round_are_held_against_one_another(tmp_path: Path) -> None:
    copied = "县水利局每天上午八点前把十二座水库的水位报到县防汛办公室，超过汛限的立即打电话报告值班领导。" * 2
    result = reviewed(tmp_path, "甲.txt", copied.encode(), beside=copied.encode()).reviewed()
    assert result is not None
    assert [e.quote for f in result.outcome.findings if f.family == "copy" for e in f.evidence]


def test_no_text_and_too_much_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="没有文字"):
        reviewed(tmp_path, "空.txt", b" \n ")
    with pytest.raises(InputError, match="超过一次审稿"):
        reviewed(tmp_path, "长.txt", b"a" * (checking.LONGEST + 1))


def test_what_goes_together_with_a_finding() -> None:
    text = "春耕生产,事关全年,各地要抓紧,\n种子,化肥,农药,农机,都要备足(含备用)。"
    case = run(Case(text), ["punctuation"]).findings
    whole = next(f for f in case if f.name == "halfwidth-throughout")
    marks = together(text, whole, case)
    assert kinds(text, marks) == [Kind(",", "，", 7, (1, 2))]
    bracket = next(f for f in case if f.text == "(")
    assert [f.text for f in together(text, bracket, case)] == ["(", ")"]


def test_a_finding_on_the_whole_text_is_accepted_and_withdrawn_with_all_its_places(tmp_path: Path) -> None:
    text = "春耕生产,事关全年,各地要抓紧,\n种子,化肥,农药,农机,都要备足。"
    (whole,) = [f for f in run(Case(text), ["punctuation"]).findings if f.name == "halfwidth-throughout"]
    desk = Desk(tmp_path, text)
    desk.accept(together(text, whole, ()))
    assert desk.decisions.state(whole) == "accepted" and revised_text(text, desk.decisions.accepted) == text.replace(",", "，")
    desk.withdraw(together(text, whole, ()))
    assert desk.decisions.state(whole) == "open" and desk.decisions.accepted == ()

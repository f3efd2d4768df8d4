"""Exercises: what is planted is seen by the checker, prints and reads back, and marks fairly."""

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from docx import Document

from base.errors import FileError, InputError
from cli import main
from corpus.readers import canonical_text
from corpus.readers.raw import Raw
from corpus.remarks import Remark, remarks_of
from drafting.tracked import Stamp
from drafting.tracked.versions import edited
from evals.context import Context
from evals.exercises import feedback, sheets
from evals.exercises.checking import seen
from evals.exercises.marked import Marked, Scale
from evals.exercises.marking import Returned, mark
from evals.exercises.model import KINDS, Clean, Exercise, load, save
from evals.exercises.planting import again, case_of, plant

TEXT = """在全县秋季防火工作会议上的讲话
（2026年10月9日）
同志们：
全县有林地面积42万亩，分在9个乡镇，其中石桥乡11.5万亩、柳湾镇8.2万亩。今年前三季度发生火情6起，比去年同期减少3起，过火面积17亩。
一、把火源管住
进山路口设检查站38个，其中固定站24个、临时站14个。10月15日起，每个检查站每班不少于2人，由乡镇干部带班。县应急管理局每周抽查5个检查站，结果当天通报。
二、把队伍练好
全县有扑火队伍12支365人。10月20日前每支队伍拉练一次，力争接到报警后30分钟内到场。县林业局协助各乡镇检修风力灭火机，10月底前完成。
三、把责任落实
坟地密集的26个村，原则上每村安排3名护林员，祭扫期间全天值守。县政府督查室10月25日开始逐村查看，值守不到位的由乡镇主要负责人书面说明。"""
CLEAN = Clean(TEXT, Context(place="青禾县", level="county", direction="down"), title="防火讲话")
WANTED = dict.fromkeys(KINDS, 1) | {"figure": 2}


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return plant(CLEAN, WANTED, 3)


def returned(exercise: Exercise, text: str, *remarks: Remark) -> Marked:
    return mark(exercise, Returned("答卷", text, remarks))


def mended(exercise: Exercise) -> str:
    return sheets.sheet_text(exercise).replace(exercise.text, exercise.clean)


def only(exercise: Exercise, kind: str, instead: str) -> Marked:
    """Marked where the first defect of `kind` alone became `instead`."""
    defect = next(d for d in exercise.defects if d.kind == kind)
    text = exercise.text[: defect.start] + instead + exercise.text[defect.end :]
    return returned(exercise, sheets.sheet_text(exercise).replace(exercise.text, text))


def test_every_kind_is_planted_where_the_checker_sees_it(exercise: Exercise) -> None:
    assert {d.kind for d in exercise.defects} == set(KINDS) and not exercise.missing()
    for d in exercise.defects:
        assert exercise.text[d.start : d.end] == d.wrong
        assert any(s.at(d.start, d.end) for s in seen(d.kind, case_of(exercise, exercise.text)))
    text = exercise.text
    for d in reversed(exercise.defects):
        text = text[: d.start] + d.right + text[d.end :]
    assert text == TEXT


def test_it_is_made_again_from_its_file(exercise: Exercise, tmp_path: Path) -> None:
    save(exercise, tmp_path / "e.json")
    assert load(tmp_path / "e.json") == exercise == again(exercise)
    assert plant(CLEAN, WANTED, 4).id != exercise.id
    assert sheets.worksheet(exercise) == sheets.worksheet(exercise)


def test_worksheet_hides_and_key_tells(exercise: Exercise, tmp_path: Path) -> None:
    (tmp_path / "w.docx").write_bytes(sheets.worksheet(exercise))
    (tmp_path / "k.docx").write_bytes(sheets.key(exercise))
    assert canonical_text(tmp_path / "w.docx") == sheets.sheet_text(exercise) and not remarks_of(tmp_path / "w.docx")
    text, remarks = canonical_text(tmp_path / "k.docx"), remarks_of(tmp_path / "k.docx")
    assert [text[r.start : r.end].strip() for r in remarks] == [d.wrong.strip() for d in exercise.defects]
    assert all(d.why in r.words for d, r in zip(exercise.defects, remarks))


def test_untouched_and_mended_worksheets(exercise: Exercise) -> None:
    assert returned(exercise, sheets.sheet_text(exercise)).score == 0
    full = returned(exercise, mended(exercise))
    assert full.score == full.total == 5 * len(exercise.defects) and not full.alterations


def test_retyped_text_without_head_and_annex(exercise: Exercise) -> None:
    assert returned(exercise, exercise.clean + "\n").score == exercise.total


@pytest.mark.parametrize(
    ("kind", "instead", "verdict"),
    [("figure", "1人", "wrong"), ("figure", "〔待核〕", "pointed"), ("padding", "", "corrected"), ("strength", "争取", "other")],
)
def test_verdicts(exercise: Exercise, kind: str, instead: str, verdict: str) -> None:
    marked = only(exercise, kind, instead)
    assert next(a.verdict for a in marked.answers if a.defect.kind == kind) == verdict
    assert sum(a.verdict == "missed" for a in marked.answers) == len(marked.answers) - 1


def test_tracked_changes_count_as_made(exercise: Exercise, tmp_path: Path) -> None:
    sheet, path = Raw("卷.docx", sheets.worksheet(exercise)), tmp_path / "周小禾.docx"
    shift = sheets.text_span(exercise).start
    edits = [(d.start + shift, d.end + shift, d.right) for d in exercise.defects]
    path.write_bytes(edited(sheet, edits, Stamp("周小禾", dt.datetime(2026, 11, 1))).pack())
    assert mark(exercise, Returned.of(path)).score == exercise.total


def test_a_comment_points_or_corrects(exercise: Exercise) -> None:
    defect = next(d for d in exercise.defects if d.kind == "figure")
    at = sheets.text_span(exercise).start + defect.start
    for words, verdict in (("这个数不对", "pointed"), (f"应为{defect.right}", "corrected")):
        marked = returned(exercise, sheets.sheet_text(exercise), Remark(at, at + len(defect.wrong), words))
        assert [a.verdict for a in marked.answers if a.verdict != "missed"] == [verdict]


def test_a_right_figure_made_wrong_costs_and_other_words_do_not(exercise: Exercise) -> None:
    kept = next(s for s in ("每班不少于2人", "祭扫期间全天值守") if s in exercise.text)
    harmed = returned(exercise, mended(exercise).replace("42万亩", "24万亩").replace("逐村查看", "逐村检查"))
    assert [a.was for a in harmed.alterations if a.why] == ["42万亩"] and len(harmed.alterations) == 2 and kept
    assert harmed.score == harmed.total - 2
    assert mark(exercise, Returned("x", mended(exercise).replace("42万亩", "24万亩")), Scale(penalty=0)).score == exercise.total


def test_the_name_on_the_worksheet(exercise: Exercise) -> None:
    text = mended(exercise)
    assert Returned("卷七", text.replace("姓名：__________", "姓名：__周小禾__")).pupil == "周小禾"
    assert Returned("卷七", text).pupil == "卷七"


@pytest.mark.parametrize(
    ("text", "said"), [("练习编号：00000000\n别的", "另一份练习"), ("青禾县的天气很好。" * 9, "几乎没有相同"), ("长" * 9999, "长得多")]
)
def test_what_is_no_worksheet_of_this_exercise(exercise: Exercise, text: str, said: str) -> None:
    with pytest.raises(FileError, match=said):
        returned(exercise, text)


def test_empty_and_damaged_files(tmp_path: Path) -> None:
    Document().save(str(tmp_path / "空.docx"))
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04broken")
    (tmp_path / "e.json").write_text("{}")
    for name in ("空.docx", "坏.docx"):
        with pytest.raises(FileError):
            Returned.of(tmp_path / name)
    with pytest.raises(InputError, match="不是练习文件"):
        load(tmp_path / "e.json")


@pytest.mark.parametrize(("text", "wanted"), [("  ", {"figure": 1}), (TEXT, {}), ("好。", {"figure": 1})])
def test_nothing_to_plant(text: str, wanted: dict[str, int]) -> None:
    with pytest.raises(InputError):
        plant(Clean(text), wanted, 1)  # type: ignore[arg-type]


def test_place_may_be_unknown_or_known_by_its_level_alone() -> None:
    for context in (Context(), Context(level="county")):
        assert plant(Clean(TEXT, context), {"residue": 2}, 1).defects


def test_plant_and_mark_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "讲话.txt").write_text(TEXT, encoding="utf-8")
    out = tmp_path / "卷"
    begun = ["--home", str(tmp_path / "home"), "class"]
    assert main([*begun, "plant", str(tmp_path / "讲话.txt"), "--place", "青禾县", "--kind", "数字改错=2", "--output", str(out)]) == 0
    (tmp_path / "周小禾.docx").write_bytes((out / "练习卷.docx").read_bytes())
    (tmp_path / "别的.txt").write_text("青禾县的天气很好。", encoding="utf-8")
    given = [str(tmp_path / "周小禾.docx"), str(tmp_path / "别的.txt")]
    assert main([*begun, "mark", str(out / "exercise.json"), *given, "--output", str(tmp_path / "改")]) == 4
    assert {p.name for p in (tmp_path / "改").iterdir()} == {"周小禾.docx", "周小禾.html", "成绩表.csv"}
    assert main([*begun, "plant", str(tmp_path / "讲话.txt"), "--kind", "错别字", "--output", str(out)]) == 2


def test_feedback_interprets_nothing(exercise: Exercise, tmp_path: Path) -> None:
    marked = returned(exercise, mended(exercise).replace("姓名：__________", "姓名：=1+1").replace("逐村查看", "<b>查看"))
    page = feedback.as_html(exercise, marked)
    assert "&lt;b&gt;" in page and "<b>" not in page
    rows = list(csv.reader(io.StringIO(feedback.as_csv([marked]).removeprefix("\ufeff"))))
    assert rows[1][0] == "'=1+1" and len(rows[0]) == len(rows[1])
    (tmp_path / "f.docx").write_bytes(feedback.as_docx(exercise, marked))
    assert "改对" in canonical_text(tmp_path / "f.docx")
    assert feedback.file_names([marked, marked]) == ["=1+1", "=1+1-2"]

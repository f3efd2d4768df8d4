"""教学 with a class: pupils see no key and nothing of one another, and get their marks when the trainer says so."""

import io
import shutil
from pathlib import Path

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from base import accounts
from base.errors import InputError
from pages.shared import person
from pages.shared.person import Person
from pages.teach import handout, work
from pages.teach.handout import Handout
from tests.app.conftest import app, said
from tests.app.test_write import Sent
from tests.evals.test_exercises import CLEAN, TEXT

TEACHER = Person("林清", ("教员",), Path("people", "林清-01"))
HE, YUN = (Person(name, ("学员",), Path("people", f"{name}-0{n}")) for n, name in enumerate(("周小禾", "陈小云"), 2))
pytestmark = pytest.mark.usefixtures("home", "on_this_machine")


def teach_page(who: Person, **address: str) -> AppTest:
    def script() -> None:
        from pages.teach import page

        page()

    page = AppTest.from_function(script, default_timeout=60)
    page.session_state[person._KEY] = who
    page.query_params.update(address)
    return checked(page.run())


def checked(page: AppTest) -> AppTest:
    assert not page.exception
    return page


def press(page: AppTest, label: str) -> AppTest:
    return checked(next(b for b in page.button if b.label == label).click().run())


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an exercise, made once."""
    made = work.begin(tmp_path_factory.mktemp("once"), CLEAN, {"figure": 2, "date": 1, "padding": 1}, 1, True)
    work.threads.wait(made.path, 60)
    return made.path


@pytest.fixture
def exercise(home: Path, once: Path) -> work.Made:
    """One that the trainer has made, and not handed out."""
    there = home / TEACHER.folder / "exercises" / once.name
    shutil.copytree(once, there)
    return work.Made(there)


def handed_out(home: Path, made: work.Made) -> Handout:
    press(teach_page(TEACHER, exercise=made.name), "在网页上发给学员")
    (there,) = handout.handed_out(home)
    return there


def mark(made: work.Made) -> AppTest:
    teacher = teach_page(TEACHER, exercise=made.name)
    teacher.button(key="mark-handed-in").click().run()
    work.threads.wait(made.marking, 60)
    return checked(teacher.run())


def test_pupil_can_make_no_exercise_and_sees_no_key(home: Path, exercise: work.Made) -> None:
    for page in (teach_page(HE), teach_page(HE, exercise=exercise.name)):
        assert "还没有发下来的练习" in said(page)
        assert not (page.button or page.radio or page.file_uploader or page.get("download_button"))
    handed_out(home, exercise)
    page = teach_page(HE, exercise=exercise.name)
    assert [b.label for b in page.get("download_button")] == ["下载练习卷"] and [b.label for b in page.button] == ["交卷"]
    defects = exercise.exercise().defects
    assert defects and not [d for d in defects if d.why in said(page)]
    assert not [b for b in page.button if b.label == "出题"]


def test_what_is_handed_out_holds_no_key(home: Path, exercise: work.Made) -> None:
    there = handed_out(home, exercise)
    assert {p.name for p in there.path.iterdir()} == {"sheet.json", "练习卷.docx", ".lock"}
    words = "\n".join(p.text for p in Document(io.BytesIO(there.worksheet())).paragraphs)
    assert not [d for d in exercise.exercise().defects if d.why in words]


def test_answers_are_handed_in_marked_and_given_back_to_each_alone(home: Path, exercise: work.Made) -> None:
    there = handed_out(home, exercise)
    page = teach_page(HE)
    page.file_uploader(key=f"answer-{there.name}").set_value([("练习.docx", there.worksheet(), "")])
    assert "答卷已经交上" in said(press(page, "交卷")) and [b.label for b in page.button] == ["再交一次"]
    teacher = mark(exercise)
    assert "交回 1 份：周小禾" in said(teacher) and "<td class=bz-tight>周小禾</td>" in said(teacher)
    assert "等教员批改" in said(teach_page(HE)) and "满分" not in said(teach_page(HE))
    checked(teacher.button(key="give-back").click().run())
    hers = teach_page(HE)
    assert "周小禾：0 分" in said(hers) and {b.label for b in hers.get("download_button")} == {"下载练习卷", "下载批改结果"}
    assert not hers.button  # nothing more is taken in
    other = teach_page(YUN)
    assert "您没有交卷" in said(other) and "周小禾" not in said(other)
    with pytest.raises(InputError, match="已经收卷"):
        there.take_in("陈小云-03", "陈小云", Sent("练习.txt", TEXT.encode()))


def test_trainer_who_comes_back_is_told_what_was_handed_in(home: Path, exercise: work.Made) -> None:
    assert "定好埋哪些错" in said(teach_page(TEACHER))
    there = handed_out(home, exercise)
    there.take_in("周小禾-02", "周小禾", Sent("一.docx", there.worksheet()))
    back = teach_page(TEACHER)
    assert f"“{exercise.title}”已发，交回 1 份。" in said(back) and "已发，交回 1 份" in back.selectbox[-1].options[0]


def test_answer_that_came_after_the_marking_is_marked_first(home: Path, exercise: work.Made) -> None:
    there = handed_out(home, exercise)
    there.take_in("周小禾-02", "周小禾", Sent("一.docx", there.worksheet()))
    teacher = mark(exercise)
    there.take_in("陈小云-03", "陈小云", Sent("二.txt", "全县的另一份文稿。".encode()))
    checked(teacher.button(key="give-back").click().run())
    assert "陈小云的答卷还没有批改" in said(teacher) and there.result_of("周小禾-02") is None
    teacher = mark(exercise)
    checked(teacher.button(key="give-back").click().run())
    hers = there.result_of("陈小云-03")
    assert hers and "几乎没有相同" in hers.rows["summary"] and "几乎没有相同" in said(teach_page(YUN))


def test_withdrawn_is_found_no_longer_and_can_be_handed_out_again(home: Path, exercise: work.Made) -> None:
    there = handed_out(home, exercise)
    press(teach_page(TEACHER, exercise=exercise.name), "收回（学员不再看到）")
    assert "还没有发下来的练习" in said(teach_page(HE))
    with pytest.raises(InputError, match="已经收卷"):
        there.take_in("周小禾-02", "周小禾", Sent("一.docx", there.worksheet()))
    press(teach_page(TEACHER, exercise=exercise.name), "再在网页上发给学员")
    assert "讲话" in said(teach_page(HE))


def test_unreadable_answer_is_named(home: Path, exercise: work.Made) -> None:
    there = handed_out(home, exercise)
    page = teach_page(HE)
    page.file_uploader(key=f"answer-{there.name}").set_value([("坏.docx", b"nothing", "")])
    assert "坏.docx" in said(press(page, "交卷")) and there.answers() == []


def test_pupil_who_signs_in_gets_the_pupils_view(home: Path, open_to_others: None) -> None:
    accounts.add(home, "周小禾", "稻香千里-2026", ("学员",))
    page = app().run()
    page.text_input[0].set_value("周小禾")
    page.text_input[1].set_value("稻香千里-2026")
    press(page, "登录")
    assert [b.label for b in page.button] == ["退出"]

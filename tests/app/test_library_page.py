"""文库: files in, looked at, corrected, taken out and back; everything slow in a thread that pages only read."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from base.errors import InputError
from corpus.doubts import Doubt
from corpus.library import Library
from pages.background import intake, threads, upkeep
from pages.library import grid
from pages.library.doubtful import settled
from pages.shared.person import Person
from tests.app.conftest import said

pytestmark = pytest.mark.usefixtures("home", "on_this_machine")
NOTICE = (
    "青禾县人民政府办公室关于做好夜间值守工作的通知\n青政办发〔2026〕9号\n各乡镇：\n"
    "请每晚安排<b>两人</b>值守，**不得**脱岗。\n青禾县人民政府办公室\n2026年3月1日\n"
)
SECRET = "机密★一年\n青禾县人民政府关于防汛部署的通知\n各乡镇：\n请做好准备。\n青禾县人民政府\n2026年4月1日\n"


@pytest.fixture
def filled(home: Path, tmp_path: Path) -> Iterator[Path]:
    """A library of two notices, one of them marked."""
    folder = tmp_path / "文稿"
    folder.mkdir()
    (folder / "值守.txt").write_text(NOTICE, encoding="utf-8")
    (folder / "防汛.txt").write_text(SECRET, encoding="utf-8")
    intake.begin(home, [folder])
    done(home)
    yield folder
    intake.dismiss(home)


def library_page() -> AppTest:
    def script() -> None:
        from pages.library import page

        page()

    return AppTest.from_function(script, default_timeout=30).run()


def view(page: AppTest, name: str) -> AppTest:
    page.button_group(key="library-view").set_value(name).run()
    assert not page.exception
    return page


def click(page: AppTest, label: str) -> AppTest:
    next(b for b in page.button if b.label == label).click().run()
    assert not page.exception
    return page


def done(home: Path) -> intake.Intake:
    threads.wait(home / "library.db", 60)
    found = intake.last(home)
    assert found and found.over
    return found


def ids(home: Path) -> dict[str, str]:
    with Library.open(home) as library:
        return {Path(d.id).stem: d.id for d in library.documents()}


def test_an_empty_library_says_what_to_do_and_makes_nothing(home: Path) -> None:
    page = library_page()
    assert "文库还是空的" in said(page) and not home.exists()
    assert any(b.label == "收录样例文库" for b in page.button)


def test_files_and_a_zip_with_a_bad_one_named(home: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("值守.txt", NOTICE)
        archive.writestr("坏.docx", b"no document")
    page = library_page()
    page.file_uploader(key="library-sent").set_value([("一批.zip", packed.getvalue(), ""), ("防汛.txt", SECRET.encode(), "")])
    click(page, "收录这些文件")
    assert done(home).said == "新增 2 份"
    words = said(page.run())
    assert "收录完成：新增 2 份" in words and "坏.docx" in words and str(home) not in words.replace(str(home / "uploads"), "")
    click(page, "知道了")
    assert "收录完成" not in said(page)


def test_the_table_and_one_document_as_it_is(filled: Path, home: Path) -> None:
    page = library_page()
    assert "共 2 份，显示 2 份" in said(page)
    page.text_input(key="library-words").set_value("9号").run()
    assert "显示 1 份" in said(page)
    page.session_state["library document"] = ids(home)["值守"]
    words = said(page.run())
    assert "&lt;b&gt;两人&lt;/b&gt;" in words and "<b>两人" not in words
    assert "青政办发〔2026〕9号" in words and "没有清理什么" in words
    click(page, "← 回到文库")
    assert "共 2 份" in said(page)


def test_search_with_filters_says_what_was_found(filled: Path) -> None:
    page = view(library_page(), "search")
    page.text_input(key="library-query").set_value("夜间值守")
    assert "“夜间值守”查到" in said(click(page, "检索"))
    page.text_input(key="library-search-issuer").set_value("白水镇")
    assert "请放宽" in said(click(page, "检索"))


def test_corrections_from_the_grid(filled: Path, home: Path) -> None:
    with Library.open(home) as library:
        rows = library.documents()
    n = next(i for i, d in enumerate(rows) if "值守" in d.id)
    edits = {n: {"date": "2026年3月2日", "kind": "不详", "issuer": rows[n].issuer, grid.PICKED: True}, 1 - n: {"secrecy": "无"}}
    assert grid.picked(rows, edits) == [rows[n]]
    upkeep.correct(home, grid.corrections(rows, edits))
    after = done(home)
    assert after.results == ["已更正 1 份资料，以后重新收录也按您改的"]
    assert len(after.errors) == 1 and "标有“机密”" in after.errors[0]
    with Library.open(home) as library:
        document = library.document(rows[n].id)
        assert document and str(document.date) == "2026-03-02" and document.kind == ""
    with pytest.raises(InputError, match="日期“某天”不对"):
        grid.corrections(rows, {n: {"date": "某天"}})


def test_taken_out_and_back_with_its_corrections(filled: Path, home: Path) -> None:
    id = ids(home)["值守"]
    upkeep.correct(home, {id: [("region", "白水镇")]})
    upkeep.remove(home, [id])
    done(home)
    page = library_page()
    assert "已移出 1 份资料" in said(page) and list(ids(home)) == ["防汛"]
    click(page, "撤销移出")
    assert done(home).results == ["已放回 1 份资料"]
    with Library.open(home) as library:
        document = library.document(id)
        assert document and document.region == "白水镇" and not library.removed()


def test_what_is_not_in_its_file_any_more_cannot_come_back(filled: Path, home: Path) -> None:
    id = ids(home)["值守"]
    upkeep.remove(home, [id])
    done(home)
    (filled / "值守.txt").unlink()
    upkeep.put_back(home, {id: {}})
    last = done(home)
    assert "没有放回" in last.errors[0] and not last.said


def test_doubts_are_settled_by_what_a_person_says(filled: Path, home: Path) -> None:
    with Library.open(home) as library:
        first, second = library.documents()
    found = [Doubt(first, "issuer", "青禾县", 0.3, "猜的"), Doubt(second, "date", "2026年4月1日", 0.4, "猜的")]
    assert settled(found, {0: {"应为": "青禾县应急管理局"}, 1: {"对": True}}) == {
        first.id: [("issuer", "青禾县应急管理局")],
        second.id: [("date", second.date)],
    }
    assert "没有需要核对的信息" in said(view(library_page(), "doubtful"))


def test_backup_and_restore(filled: Path, home: Path) -> None:
    page = view(library_page(), "keep")
    click(page, "现在备份")
    done(home)
    (backup,) = home.glob("笔杆子备份-*.zip")
    assert "备份里有密件 1 份" in said(page.run())
    upkeep.remove(home, [ids(home)["值守"]])
    done(home)
    page.file_uploader(key="library-backup-sent").set_value((backup.name, backup.read_bytes(), ""))
    page.checkbox(key="library-replace").check()
    click(page, "恢复")
    assert "已恢复 2 份资料" in done(home).results[-1] and len(ids(home)) == 2
    assert not list((home / "cache" / "restore").iterdir())


def test_a_damaged_backup_is_refused_in_one_sentence(filled: Path, home: Path) -> None:
    page = view(library_page(), "keep")
    page.file_uploader(key="library-backup-sent").set_value(("坏.zip", b"nothing", ""))
    page.checkbox(key="library-replace").check()
    click(page, "恢复")
    assert len(done(home).errors) == 1 and len(ids(home)) == 2


def test_in_step_with_a_folder(filled: Path, home: Path) -> None:
    page = view(library_page(), "add")
    page.text_input(key="library-folder").set_value(str(filled)).run()
    click(page, "先看看会做什么")
    threads.wait(home / "survey", 30)
    assert "同步时将会：" in said(page.run())
    click(page, "同步")
    done(home)
    (filled / "新的.txt").write_text(NOTICE.replace("夜间", "日间"), encoding="utf-8")
    upkeep.sync(home, filled, sure=False, again=False)
    assert done(home).counts["新增"] == 1


def test_a_folder_that_is_not_there(filled: Path, home: Path) -> None:
    upkeep.sync(home, filled / "没有", sure=False, again=False)
    assert "找不到文件夹" in done(home).errors[0]


def test_rebuild_and_style(filled: Path, home: Path) -> None:
    upkeep.rebuild(home)
    assert done(home).results == ["索引已重建，原文和信息没有变"]
    assert "3 份以上才量得出文风" in said(view(library_page(), "style"))
    for n in range(3):
        (filled / f"{n}.txt").write_text(NOTICE.replace("夜间值守", f"第{n}次检查").replace("9号", f"{n + 20}号"), encoding="utf-8")
    intake.begin(home, [filled])
    done(home)
    page = view(library_page(), "style")
    words = next(words for _ in range(200) if "正在量文风" not in (words := said(page.run())))
    assert "起草时照这些写" in words and re.search(r"bz-bar.*中位 \d+", words)


def test_who_may_only_read_sees_no_maintenance(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pages.library", "pages.library.table", "pages.library.document"):
        monkeypatch.setattr(f"{module}.person", lambda: Person("李明", ("起草人",)))
    page = library_page()
    assert page.button_group(key="library-view").options == ["资料", "检索", "文风"]
    assert [b.label for b in page.button if "移出" in b.label or "保存" in b.label] == []


def test_an_empty_library_offers_nothing_to_who_may_only_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.library.person", lambda: Person("李明", ("起草人",)))
    page = library_page()
    assert "请核稿人或管理员先收录" in said(page) and not page.button


def test_chores_wait_for_each_other(home: Path, tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(NOTICE.replace("值守", f"第{n}次值守"), encoding="utf-8")
        intake.begin(home, [tmp_path / f"{n}.txt"])
    assert done(home).said == "新增 3 份" and not intake.running(home)

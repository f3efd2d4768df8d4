"""写稿, the first step: from a genre, a sample or a file to a brief that is kept while it is filled in, and on to the draft."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from drafting.brief import load_brief
from drafting.briefs import BriefForm, form_of, store
from pages.background import intake, runs, threads
from pages.shared import uploads
from pages.shared.place import SAMPLES
from pages.write import state
from pages.write.choose import GENRES
from prompts.genres import genre_names
from tests.app.conftest import app, said
from tests.timing import assert_done_within

pytestmark = pytest.mark.usefixtures("home", "on_this_machine")
SPEECH = SAMPLES / "briefs" / "safety-speech" / "brief.yaml"
ARTICLES = ("安全", "防汛", "教育")


def write(**where: str) -> AppTest:
    page = app()
    for key, value in where.items():
        page.query_params[key] = value
    return page.run()


def opened(home: Path, form: BriefForm | None = None) -> AppTest:
    """The page on a brief that is kept already; the sample when none is given."""
    return write(brief=store.create(home, form or form_of(load_brief(SPEECH))).name)


def named(page: AppTest, what: str) -> str:
    """The run or brief in the address."""
    name = page.query_params[what]
    return name if isinstance(name, str) else name[0]


def saved(home: Path, page: AppTest) -> store.Saved:
    return store.load(home, named(page, "brief"))


def messages(page: AppTest) -> str:
    assert not page.exception
    return said(page)


# Beginning


def test_every_genre_has_a_card_and_looking_makes_no_workspace(home: Path) -> None:
    page = app().run()
    assert set(GENRES) == set(genre_names())
    assert all(page.button(key=f"genre-{name}") for name in GENRES)
    words = messages(page)
    assert "先选文种" in words and "选一个文种开始填" in words
    assert not home.exists()


def test_card_opens_an_empty_form_that_blames_nobody(home: Path) -> None:
    page = app().run()
    page.button(key="genre-request").click().run()
    words = messages(page)
    assert "请示任务书" in words and "还没有标题" not in words and "还不能起草，请先改好：标题" in words
    assert page.button(key="start").disabled
    assert page.text_input(key="brief-signer").label.startswith("签发人")
    assert page.date_input(key="brief-date").value is not None


def test_next_brief_begins_with_who_wrote_the_last(home: Path) -> None:
    first = store.create(home, BriefForm(genre="notice"))
    store.save(home, first.name, BriefForm(genre="notice", issuer="青禾县人民政府", people=({"name": "周明远"},), title="通知"), 1)
    page = app().run()
    page.button(key="genre-speech").click().run()
    form = saved(home, page).form
    assert (form.issuer, form.people, form.title) == ("青禾县人民政府", ({"name": "周明远"},), "")


def test_sample_is_a_filled_form_ready_to_draft(home: Path) -> None:
    page = app().run()
    page.button(key="sample-0").click().run()
    words = messages(page)
    assert page.text_input(key="brief-title").value == "在全县安全生产工作会议上的讲话"
    assert "危化品企业夜间值守" in page.text_area(key="brief-must_cover").value
    assert (page.number_input(key="brief-shortest").value, page.number_input(key="brief-longest").value) == (2400, 3000)
    assert "文库中没有“澜安委〔2026〕14号”" in words and "文库是空的" in words and "不是成文的稿子" in words
    page.button(key="start").click().run()
    name = named(page, "run")
    threads.wait(home / "runs" / name, 30)
    run = runs.find(home, name)
    assert run and run.state == "done" and "brief" not in page.query_params


def test_own_file_with_its_ledger(home: Path) -> None:
    page = app().run()
    brief = "title: 关于<b>危化品</b>的通知\ngenre: notice\nfacts: 台账.csv\n"
    page.file_uploader(key="brief-file").set_value(("任务书.yaml", brief.encode(), "text/yaml")).run()
    page.button(key="open-file").click().run()
    assert "任务书用到台账“台账.csv”，请把台账一并上传。" in messages(page)
    page.file_uploader(key="ledger-file").set_value(("别的名字.csv", "指标,数值,单位\n危化品企业,11,家\n".encode(), "text/csv")).run()
    page.button(key="open-file").click().run()
    assert page.text_input(key="brief-title").value == "关于<b>危化品</b>的通知"
    assert saved(home, page).form.facts == ({"name": "危化品企业", "value": "11", "unit": "家"},)


def test_bad_file_is_told_by_line(home: Path) -> None:
    page = app().run()
    page.file_uploader(key="brief-file").set_value(("我的任务书.yaml", b"genre: speech\ntitel: x\n", "text/yaml")).run()
    page.button(key="open-file").click().run()
    assert "我的任务书.yaml 第 2 行：不认识的字段“titel”，是不是想写“title”？" in messages(page)
    assert "brief" not in page.query_params


def test_brief_of_an_earlier_draft_begins_another(home: Path) -> None:
    name = runs.begin(home, load_brief(SPEECH), "none")
    threads.wait(home / "runs" / name, 30)
    page = app().run()
    page.button(key=f"again-{name}").click().run()
    assert saved(home, page).form == form_of(load_brief(SPEECH))
    assert "run" not in page.query_params


def test_brief_that_is_not_there_is_one_sentence(home: Path) -> None:
    page = write(brief="../../library")
    assert "没有编号为“../../library”的任务书" in messages(page)
    assert page.button(key="genre-speech")


# Keeping


def test_every_change_is_kept_and_shown_again(home: Path) -> None:
    page = opened(home, BriefForm(genre="notice"))
    page.text_input(key="brief-title").set_value("关于做好夜间值守的通知").run()
    page.text_area(key="brief-intent").set_value("压实责任\n不搞表态").run()
    page.number_input(key="brief-longest").set_value(1500).run()
    page.selectbox(key="brief-direction").set_value("up").run()
    page.date_input(key="brief-date").set_value(dt.date(2026, 11, 20)).run()
    form = saved(home, page).form
    assert (form.title, form.intent, form.longest) == ("关于做好夜间值守的通知", "压实责任\n不搞表态", 1500)
    assert (form.direction, form.level, form.date) == ("up", None, "2026-11-20")
    assert "已自动保存" in messages(page)
    again = write(brief=saved(home, page).name)  # another browser
    assert again.text_area(key="brief-intent").value == "压实责任\n不搞表态"


def test_second_tab_follows_the_first_when_it_has_nothing_of_its_own(home: Path) -> None:
    page = opened(home)
    store.save(home, saved(home, page).name, BriefForm(genre="speech", title="别处改的"), 1)
    page.run()
    assert page.text_input(key="brief-title").value == "别处改的" and not page.error


def in_conflict(home: Path) -> AppTest:
    page = opened(home, BriefForm(genre="speech", title="原来的"))
    store.save(home, saved(home, page).name, BriefForm(genre="speech", title="别处改的"), 1)
    return page.text_area(key="brief-intent").set_value("这里改的").run()


def test_later_tab_is_told_and_may_part(home: Path) -> None:
    page = in_conflict(home)
    words = messages(page)
    assert "在另一个页面也改了" in words and "标题、领导意图" in words and "还没有存上" in words
    theirs = saved(home, page)
    assert theirs.form.title == "别处改的"
    page.button(key="part").click().run()
    mine = saved(home, page)
    assert mine.name != theirs.name and (mine.form.title, mine.form.intent) == ("原来的", "这里改的")
    assert store.load(home, theirs.name) == theirs and "在另一个页面也改了" not in messages(page)


def test_later_tab_may_give_way(home: Path) -> None:
    page = in_conflict(home)
    page.button(key="adopt").click().run()
    assert page.text_input(key="brief-title").value == "别处改的" and page.text_area(key="brief-intent").value == ""


def test_disk_that_refuses_is_told_and_what_is_typed_stays(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(home)
    with monkeypatch.context() as patch:
        patch.setattr("base.files.os.fsync", _full)
        page.text_input(key="brief-title").set_value("新的标题").run()
        assert "磁盘已满" in messages(page) and "请不要关闭" in messages(page)
    page.run()  # and is saved as soon as there is room
    assert saved(home, page).form.title == "新的标题" and "磁盘已满" not in messages(page)


def _full(fd: int) -> None:
    raise OSError(28, "")


def test_faults_stand_beside_their_fields_and_bar_the_way(home: Path) -> None:
    page = opened(home)
    page.number_input(key="brief-shortest").set_value(5000).run()
    page.text_input(key="brief-speaker").set_value("书记").run()
    words = messages(page)
    assert "最少 5000 字、最多 3000 字" in words and "没有职务是“书记”的人" in words and "还不能起草，请先改好：篇幅" in words
    assert page.button(key="start").disabled and page.get("download_button")[0].disabled


def test_words_of_a_brief_are_never_interpreted(home: Path) -> None:
    page = opened(home, BriefForm(genre="speech", title="甲", upper_spirit="<script>alert(1)</script>"))
    assert "<script>alert" not in messages(page) and "&lt;script&gt;alert(1)" in messages(page)


# Tables


def test_edits_of_a_table_become_rows() -> None:
    base = ({"name": "企业", "value": "11", "quote": "有11家"}, {"name": "房"}, {})
    edits: dict[str, Any] = {
        "edited_rows": {0: {"value": "12"}, 1: {"name": None, state.DROP: True}},
        "added_rows": [{"name": "桥", "_index": 3}, {}],
        "deleted_rows": [],
    }
    assert state.edited(base, edits) == ({"name": "企业", "value": "12", "quote": "有11家"}, {}, {}, {"name": "桥"})
    assert state.edited((), {"added_rows": [{}]}) == ()


def test_pasted_and_sent_tables_join_the_ledger_once(home: Path) -> None:
    page = opened(home, BriefForm(genre="speech", title="甲"))
    paste = next(t for t in page.text_area if str(t.key).startswith("ledger-paste"))
    paste.set_value("指标\t数值\t单位\n危化品企业\t11\t家\n").run()
    page.button(key="ledger-take").click().run()
    assert "加进台账 1 行。" in messages(page)
    sender = next(u for u in page.file_uploader if str(u.key).startswith("ledger-file"))
    sender.set_value(("台账.csv", "指标,数值,单位\n危化品企业,11,家\n自建房,640,处\n".encode(), "text/csv")).run()
    page.button(key="ledger-read").click().run()
    assert "加进台账 1 行，1 行原来就有。" in messages(page)
    assert [row["name"] for row in saved(home, page).form.facts] == ["危化品企业", "自建房"]


def test_what_is_wrong_in_a_ledger_is_told(home: Path) -> None:
    rows = (
        {"name": "危化品企业", "value": "11", "unit": "家", "period": "2026年10月"},
        {"name": "危化品企业", "value": "12", "unit": "家", "period": "2026年10月"},
        {"name": "坏行", "value": "若干"},
    )
    page = opened(home, BriefForm(genre="speech", title="甲"))
    store.save(home, saved(home, page).name, BriefForm(genre="speech", title="甲", facts=rows), 1)
    words = messages(page.run())
    assert "第 3 行：数值“若干”不是数" in words and "第 1 行、第 2 行" in words and "台账检查" in words
    assert page.button(key="start").disabled


def test_bad_paste_and_bad_file_add_nothing(home: Path) -> None:
    page = opened(home, BriefForm(genre="speech", title="甲"))
    next(t for t in page.text_area if str(t.key).startswith("ledger-paste")).set_value("今天开会").run()
    page.button(key="ledger-take").click().run()
    assert "看不出哪一列是指标" in messages(page)
    next(u for u in page.file_uploader if str(u.key).startswith("ledger-file")).set_value(("台账.xlsx", b"no", "")).run()
    page.button(key="ledger-read").click().run()
    assert "台账.xlsx 不是可以读取的 XLSX" in messages(page)
    assert saved(home, page).form.facts == ()


# The archive beside it


def shelved(home: Path) -> None:
    texts = [f"在全县{x}会议上的讲话\n今年要把{x}工作抓实，夜间值守每班不少于两人。".encode() for x in ARTICLES]
    intake.begin(home, [uploads.keep(Sent(f"{n}.txt", text), home / "uploads") for n, text in enumerate(texts)])
    threads.wait(home / "library.db", 30)


def test_passages_are_found_pinned_refused_and_let_go(home: Path) -> None:
    shelved(home)
    page = opened(home)
    page.text_input(key="library-query").set_value("防汛工作").run()
    assert "在全县防汛会议上的讲话" in messages(page)
    page.button(key="pin-0").click().run()
    page.button(key="refuse-1").click().run()
    page.button(key="refuse-all-2").click().run()
    form = saved(home, page).form
    assert len(form.pin) == 1 and len(form.refuse) == 2 and form.pin[0].endswith("#0") and not form.refuse[1].endswith("#0")
    assert "必须用的材料" in messages(page) and "不要用的材料" in messages(page)
    page.button(key="unpin-0").click().run()
    assert saved(home, page).form.pin == ()


def test_library_takes_in_uploads(home: Path) -> None:
    page = opened(home)
    page.file_uploader(key="library-files").set_value(
        [("讲话.txt", "在全县会议上的讲话\n夜间值守要抓实。".encode(), ""), ("坏.docx", b"no", "")]
    )
    next(b for b in page.button if b.label == "收录这些文件").click().run()
    threads.wait(home / "library.db", 30)
    words = messages(page.run())
    assert "收录完成：新增 1 份" in words and "坏.docx" in words and "收录 1 份" in words


# The way on


def test_broken_settings_are_named_and_leave_the_page_usable(home: Path) -> None:
    page = opened(home)
    (home / "settings.toml").write_text("modle = 1\n", "utf-8")
    assert "设置项 modle" in messages(page.run())
    assert not page.button(key="start").disabled


def test_models_of_the_settings_can_be_chosen(home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text('model = "a"\n[models.a]\nbase_url = "http://127.0.0.1:9/v1"\nmodel = "m"\n', "utf-8")
    page = opened(home)
    assert page.selectbox(key="model").options == ["a（m，本机）", "不用模型（出材料稿）"]
    assert "由模型成文" in messages(page)


def test_outline_only_is_begun_as_such(home: Path) -> None:
    page = opened(home)
    page.button(key="outline").click().run()
    name = named(page, "run")
    threads.wait(home / "runs" / name, 30)
    run = runs.find(home, name)
    assert run and run.state == "planned"
    assert "提纲待定" in app().run().button(key=f"run-{name}").label


def test_marked_brief_is_refused_before_a_run_begins(home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text('model = "a"\n[models.a]\nbase_url = "http://model.example/v1"\nmodel = "m"\n', "utf-8")
    page = opened(home)
    page.selectbox(key="brief-secrecy").set_value("机密").run()
    page.button(key="start").click().run()
    assert "不得发往外部模型" in messages(page) and not (home / "runs").exists()


def test_form_is_drawn_again_quickly(home: Path) -> None:
    page = opened(home)
    assert_done_within(2, page.run)  # 0.08 s alone on the machine


def test_files_of_a_brief_are_json_a_person_can_read(home: Path) -> None:
    page = opened(home)
    (path,) = (home / "briefs").glob("*.json")
    assert json.loads(path.read_text("utf-8"))["form"]["title"] == page.text_input(key="brief-title").value


class Sent:
    """An upload as a browser sends it."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self._data = name, data

    def getvalue(self) -> bytes:
        return self._data

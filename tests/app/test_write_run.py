"""写稿 after the brief: outlines to choose from and to change, drafting, filling in what was left open, changing a paragraph."""

import io
import json
from pathlib import Path

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from base.errors import InputError
from drafting.brief import load_brief
from drafting.editing import Change, OutdatedError, apply, filling, read
from drafting.export import docx_in
from drafting.history.entry import Person
from drafting.history.history import History
from drafting.planning import OutdatedError as OutlineOutdatedError
from drafting.planning import changes, load, save
from drafting.planning.store import changed
from drafting.rundir import RunDir
from pages.background import runs, threads
from pages.shared.place import SAMPLES
from tests.app.conftest import app, drafted, said
from tests.model_server import Fault, ModelServer, Reply

pytestmark = pytest.mark.usefixtures("home", "on_this_machine")
SPEECH = SAMPLES / "briefs" / "safety-speech" / "brief.yaml"
TITLE = "在全县安全生产工作会议上的讲话"
CLERK = Person(name="许文静", role="起草人")
SOURCE = "县应急局11月18日报送的夜查台账"


def begun(home: Path, outline: bool = False, model: str = runs.NO_MODEL) -> runs.Run:
    if model == runs.NO_MODEL:
        return drafted(home, SPEECH, outline=outline)
    name = (runs.begin_outline if outline else runs.begin)(home, load_brief(SPEECH), model)
    return ended(home, name)


def ended(home: Path, name: str) -> runs.Run:
    threads.wait(home / "runs" / name, 60)
    run = runs.find(home, name)
    assert run
    return run


def opened(run: runs.Run, **params: str) -> AppTest:
    page = app()
    page.query_params.update({"run": run.name, **params})
    page.run()
    assert not page.exception
    return page


def use_model(home: Path, server: ModelServer) -> None:
    home.mkdir()
    (home / "settings.toml").write_text(
        f"[models.a]\nbase_url = '{server.base_url}'\nmodel = 'm'\nstall_timeout = 20\nretries = 0\n", "utf-8"
    )


# Outlines


def test_outlines_are_offered_changed_and_written(home: Path) -> None:
    run = begun(home, outline=True)
    assert run.state == "planned" and not (run.path / "sections").exists()
    page = opened(run)
    radio = page.radio[0]
    assert radio.options == ["讲话稿常用结构", "按事项分节", "按时间先后分节"]
    radio.set_value("points").run()
    page.button(key="section-2").click().run()
    heading = next(field for field in page.text_input if field.label.startswith("标题"))
    heading.set_value("夜间值守要有人管").run()
    page.button(key="down-2").click().run()
    kept = RunDir(run.path).outline()
    assert kept and [s.heading for s in kept.sections][3] == "夜间值守要有人管"
    page.button(key="write").click().run()
    done = ended(home, run.name)
    assert done.state == "done" and "三、夜间值守要有人管" in done.draft_text()
    assert "四、企业主要负责人11月30日前完成全面自查并本人签字\n〔待写" in done.draft_text()  # the point is the section: not said twice


def test_section_taken_out_leaves_its_point_unsaid_and_comes_back(home: Path) -> None:
    page = opened(begun(home, outline=True))
    page.button(key="drop-2").click().run()
    assert "必讲内容还没有放进任何一节：危化品企业夜间值守" in said(page) and "台账里还没有用到" in said(page)
    page.button(key="undo").click().run()
    assert "还没有放进任何一节" not in said(page)
    page.button(key="add-3").click().run()
    assert "新加的一节" in page.button(key="section-4").label


def test_two_tabs_changing_one_outline(home: Path) -> None:
    run = begun(home, outline=True)
    mine, theirs = opened(run), opened(run)
    theirs.button(key="down-1").click().run()
    mine.button(key="drop-3").click().run()
    assert "刚在另一个页面改过" in said(mine)
    kept = RunDir(run.path).outline()
    assert kept and [s.id for s in kept.sections] == ["opening", "tasks", "situation", "duty"]
    mine.button(key="drop-3").click().run()
    assert len(mine.session_state["outline seen"]) == 3 and "刚在另一个页面改过" not in said(mine)


def test_outline_version_on_disk(home: Path) -> None:
    run = RunDir(begun(home, outline=True).path)
    plans = load(run)
    save(run, changed(plans, changes.moved(plans.outline, 1, 1)))
    with pytest.raises(OutlineOutdatedError):
        save(run, plans)
    with pytest.raises(InputError, match="至少要有一节"):
        changes.without(plans.outline.model_copy(update={"sections": plans.outline.sections[:1]}), 0)


def test_model_words_the_outlines(home: Path) -> None:
    worded = json.dumps({"sections": [{"id": "duty", "heading": "责任压到企业负责人", "purpose": "讲清谁负责。"}]}, ensure_ascii=False)
    with ModelServer(worded) as server:
        use_model(home, server)
        run = begun(home, outline=True, model="a")
        assert len(server.paths) == 3 and run.tokens == 450
        assert all(c.outline.sections[-1].heading == "责任压到企业负责人" for c in load(RunDir(run.path)).choices)


def test_model_that_fails_leaves_the_outlines_of_code(home: Path) -> None:
    with ModelServer(Fault("http", status=500)) as server:
        use_model(home, server)
        run = begun(home, outline=True, model="a")
    page = opened(run)
    assert run.state == "planned" and run.progress.error in said(page) and "可以照用" in said(page)
    assert len(page.radio[0].options) == 3


def test_changed_outline_of_a_draft_writes_only_what_changed(home: Path) -> None:
    run = begun(home)
    page = opened(run, view="outline")
    page.button(key="drop-3").click().run()
    page.button(key="write").click().run()
    done = ended(home, run.name)
    assert done.state == "done" and "压实责任" not in done.draft_text()
    assert not [step for step in done.progress.steps if step.startswith("起草第")]


# Filling in and changing


def test_open_mark_is_filled_in_with_its_source(home: Path) -> None:
    run = begun(home)
    page = opened(run)
    before = len(run.report()["marks"])
    page.text_area[0].set_value("今年夜间抽查127家次。\n<b>查出</b>的都要改。")
    next(field for field in page.text_input if field.label.startswith("出处")).set_value(SOURCE)
    page.button(key="fill").click().run()
    assert not page.exception
    now = ended(home, run.name)
    report = now.report()
    assert len(report["marks"]) == before - 1 and "今年夜间抽查127家次。\n<b>查出</b>的都要改。" in now.draft_text()
    (stated,) = [s for s in report["sources"] if s["kind"] == "stated"]
    assert SOURCE in stated["label"] and "填写" in stated["label"]
    assert not [f for f in report["findings"] if "127" in f["text"]]
    assert "127家次" in "".join(p.text for p in Document(io.BytesIO(now.docx())).paragraphs)
    with History.open(home) as history:
        entry = history.revision(TITLE)
        assert entry.said.revision == 2 and SOURCE in entry.said.reason and not entry.said.made.how
        assert history.text(entry) == now.draft_text()


def test_source_in_the_ledger_is_the_ledger_itself(home: Path) -> None:
    run = begun(home)
    view = read(RunDir(run.path))
    mark = next(m for m in view.draft.marks if m.kind == "待写")
    runs.change(home, run, filling(view.line_at(mark.start), mark, "2026年10月末，全县危化品企业11家。", "县应急局", "许文静"), "补", CLERK)
    report = ended(home, run.name).report()
    assert not [s for s in report["sources"] if s["kind"] == "stated"]


def test_stated_source_stands_where_the_ledger_only_agrees(home: Path) -> None:
    """The ledger has 90.9%, which bears out 90% or more; but the requirement was read elsewhere."""
    run = begun(home)
    view = read(RunDir(run.path))
    mark = next(m for m in view.draft.marks if m.kind == "待写")
    wish = "2026年10月，省里要求主要负责人夜间带班到位率保持在90%以上。"
    runs.change(home, run, filling(view.line_at(mark.start), mark, wish, SOURCE, "许文静"), "补", CLERK)
    report = ended(home, run.name).report()
    (stated,) = [s for s in report["sources"] if s["kind"] == "stated"]
    assert SOURCE in stated["label"]


def test_figure_to_be_verified_needs_a_source(home: Path) -> None:
    view = read(RunDir(begun(home).path))
    mark = next(m for m in view.draft.marks if m.kind == "待核")
    with pytest.raises(InputError, match="请写明出处"):
        filling(view.line_at(mark.start), mark, "127家次", " ", "许文静")
    with pytest.raises(InputError, match="还没有填写"):
        filling(view.line_at(mark.start), mark, " \n", SOURCE, "许文静")


def test_paragraph_is_changed_and_keeps_the_sources_of_what_stays(home: Path) -> None:
    run = begun(home)
    view = read(RunDir(run.path))
    number = next(n for n, line in enumerate(view.lines) if line.text.startswith("2026年1—10月，全县生产安全事故"))
    page = opened(run)
    page.session_state["draft line"] = (run.name, number)
    page.session_state["draft-panel"] = "line"
    page.run()
    assert "<th>稿中文字</th>" in said(page) and "生产安全事故8起" in said(page)
    own = next(area for area in page.text_area if area.label == "修改这一段")
    own.set_value("先看数字。" + view.lines[number].own)
    page.button(key="save-line").click().run()
    after = ended(home, run.name)
    report, text = after.report(), after.draft_text()
    assert "先看数字。2026年1—10月" in text
    cited = {text[c["start"] : c["end"]]: report["sources"][c["source"]]["kind"] for c in report["citations"]}
    assert cited["生产安全事故8起"] == "fact"


def test_source_is_added_to_a_paragraph_whose_words_stay(home: Path) -> None:
    run = begun(home)
    line = next(x for x in read(RunDir(run.path)).lines if x.block.role == "body")
    runs.change(home, run, Change(line, "夜查走访经营户127户。"), "改", CLERK)
    run = ended(home, run.name)
    number = next(n for n, x in enumerate(read(RunDir(run.path)).lines) if x.own == "夜查走访经营户127户。")
    assert "补充来源" in problems_at(run, "127户")
    page = opened(run)
    page.session_state["draft line"], page.session_state["draft-panel"] = (run.name, number), "line"
    page.run()
    field = next(one for one in page.text_input if one.label.startswith("出处"))
    field.set_value(SOURCE)
    page.button(key="save-line").click().run()
    after = ended(home, run.name)
    assert [s["label"] for s in after.report()["sources"] if s["kind"] == "stated"] == [f"{SOURCE}（本机使用者（起草人）填写）"]
    assert "补充来源" not in problems_at(after, "127户")
    page.run()
    assert SOURCE in said(page) and next(one for one in page.text_input if one.label.startswith("出处")).value == ""


def problems_at(run: runs.Run, words: str) -> str:
    """What the checks say of `words`."""
    at = run.draft_text().index(words)
    return "".join(f["message"] for f in run.report()["findings"] if f["start"] < at + len(words) and at < f["end"])


def test_heading_and_title_are_changed_without_writing_anything_again(home: Path) -> None:
    run = begun(home)
    for old, new in (("压实责任，务求实效", "责任压到企业负责人"), (TITLE, "在全县安全生产会议上的讲话")):
        line = next(x for x in read(RunDir(run.path)).lines if x.own == old)
        runs.change(home, run, Change(line, new), "改标题", CLERK)
        run = ended(home, run.name)
    assert "三、责任压到企业负责人" in run.draft_text() and run.draft_text().startswith("在全县安全生产会议上的讲话\n")
    assert run.state == "done" and not [step for step in run.progress.steps if step.startswith("起草第")]


def test_two_tabs_changing_one_paragraph(home: Path) -> None:
    run = begun(home)
    line = next(x for x in read(RunDir(run.path)).lines if x.block.role == "body")
    runs.change(home, run, Change(line, "这边改过。"), "改", CLERK)
    ended(home, run.name)
    with pytest.raises(OutdatedError, match="刚在另一个页面改过"):
        runs.change(home, run, Change(line, "那边也改过。"), "改", CLERK)
    assert "这边改过。" in ended(home, run.name).draft_text()


def test_words_that_could_not_be_kept_are_shown_again(home: Path) -> None:
    run = begun(home)
    line = next(x for x in read(RunDir(run.path)).lines if x.block.role == "body")
    number = read(RunDir(run.path)).lines.index(line)
    page = opened(run)
    page.session_state["draft line"], page.session_state["draft-panel"] = (run.name, number), "line"
    page.run()
    runs.change(home, run, Change(line, "那边改过。"), "改", CLERK)
    ended(home, run.name)
    next(area for area in page.text_area if area.label == "修改这一段").set_value("这边写了半天。")
    page.button(key="save-line").click().run()
    assert "刚在另一个页面改过" in said(page) and page.code[0].value == "这边写了半天。"
    assert "那边改过。" in ended(home, run.name).draft_text()


def test_open_place_of_the_brief_is_filled_in_there(home: Path) -> None:
    brief = load_brief(SPEECH).model_copy(update={"genre": "notice", "audience": (), "date": None})
    run = ended(home, runs.begin(home, brief, runs.NO_MODEL))
    for asked, value in (("主送机关", "各乡镇人民政府"), ("成文日期", "2026年11月20日")):
        view = read(RunDir(run.path))
        mark = next(m for m in view.draft.marks if m.text == asked)
        runs.change(home, run, filling(view.line_at(mark.start), mark, value, "", "许文静"), "补", CLERK)
        run = ended(home, run.name)
        assert value in run.draft_text()
    view = read(RunDir(run.path))
    line = next(x for x in view.lines if x.block.role == "recipient")
    with pytest.raises(InputError, match="由文种和任务书定"):
        runs.change(home, run, Change(line, "各县："), "改", CLERK)


# Models, disks, files


def test_section_is_written_again_as_wished(home: Path) -> None:
    with ModelServer("要把责任压到企业负责人。") as server:
        use_model(home, server)
        run = begun(home)
        runs.redo(home, run, "duty", "再短一半", "a", CLERK)
        done = ended(home, run.name)
        assert done.state == "done" and "再短一半" in server.prompt() and "要把责任压到企业负责人。" in done.draft_text()
    with History.open(home) as history:
        assert "再短一半" in history.revision(TITLE).said.reason


def test_rewriting_that_fails_leaves_the_draft_done(home: Path) -> None:
    with ModelServer(Fault("http", status=500)) as server:
        use_model(home, server)
        run = begun(home)
        text = run.draft_text()
        runs.redo(home, run, "duty", "再短一半", "a", CLERK)
        after = ended(home, run.name)
    assert (after.state, after.draft_text()) == ("done", text)
    page = opened(after)
    assert "没有重写成，原稿没有动" in said(page) and page.get("download_button")


def test_model_that_fails_in_the_middle_keeps_what_is_written(home: Path) -> None:
    with ModelServer(Reply("{}"), Reply("今天开个会，讲清夜间值守。"), Fault("http", status=500)) as server:
        use_model(home, server)
        run = begun(home, model="a")
    page = opened(run)
    assert run.state == "stopped" and "已经写好的部分都保留着" in said(page)
    assert page.button(key="resume").label == "接着写" and "<td class=bz-tight>已写好</td>" in said(page)


def test_disk_that_refuses_is_one_sentence(home: Path) -> None:
    run = begun(home)
    (run.path / "run.json").unlink()
    (run.path / "progress.json").unlink()
    (run.path / "progress.json").mkdir()  # nothing can be written in its place
    (run.path / "progress.json" / "x").touch()
    runs.resume(home, run)
    stopped = ended(home, run.name)
    assert stopped.state == "stopped" and stopped.progress.error.startswith("无法写入") and stopped.progress.error.count("。") == 1
    (home / "no").write_text("", "utf-8")
    with pytest.raises(InputError, match="无法建立运行目录"):
        runs.begin(home, load_brief(SPEECH), runs.NO_MODEL, home / "no")


def test_every_form_of_export(home: Path) -> None:
    run = begun(home)
    page = opened(run)
    assert {b.key for b in page.get("download_button")} == {"docx", "docx-reading", "md", "page"}
    assert run.page().startswith(b"<!DOCTYPE html>")
    gbt, reading = Document(io.BytesIO(run.docx())), Document(io.BytesIO(docx_in(RunDir(run.path), "reading")))
    lines = len(run.draft_text().split("\n"))
    assert [p.text for p in reading.paragraphs][:lines] == [p.text for p in gbt.paragraphs][:lines]


def test_changes_that_were_not_checked_are_told_and_checked(home: Path) -> None:
    run = begun(home)
    line = next(x for x in read(RunDir(run.path)).lines if x.block.role == "body")
    apply(RunDir(run.path), Change(line, "程序在这里断了电。"))
    page = opened(run)
    assert "还没有核对和排版" in said(page)
    page.button(key="recheck").click().run()
    assert "程序在这里断了电。" in ended(home, run.name).draft_text()


def test_a_finding_of_the_draft_becomes_an_exception_and_comes_back(home: Path) -> None:
    run = begun(home)
    line = next(x for x in read(RunDir(run.path)).lines if x.block.role == "body")
    runs.change(home, run, Change(line, "夜查专班要准严要求，XX乡镇要包干到人。"), "改", CLERK)
    run = ended(home, run.name)
    page = opened(run)
    page.session_state["draft-panel"] = "problems"
    page.run()
    which = next(box for box in page.selectbox if str(box.key).startswith("except-which-"))
    number = next(n for n, name in enumerate(which.options) if "占位" in name)
    which.select_index(number).run()
    page.button(key="except-always").click().run()
    assert "XX" in (home / "overlay.yaml").read_text("utf-8")
    assert "占位" not in problems_at(ended(home, run.name), "XX乡")
    assert "已写入本单位规则（overlay.yaml 第 2 行）" in said(page)
    page.button(key="take-back").click().run()
    assert "XX" not in (home / "overlay.yaml").read_text("utf-8")
    assert "占位" in problems_at(ended(home, run.name), "XX乡") and "已写入本单位规则" not in said(page)

"""评测: a run is made, looked at, stopped, gone on with, compared."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from evals.harness import dataset
from pages.background import threads
from pages.evaluate import order, runs
from pages.evaluate.order import Order
from tests.app.conftest import said
from tests.evals import harness_data

pytestmark = pytest.mark.usefixtures("home", "on_this_machine")


@pytest.fixture(autouse=True)
def tiny_datasets(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Two datasets of the office's own in the place of the shipped ones, which take longer."""
    monkeypatch.setattr(dataset, "SHIPPED", tmp_path / "nothing")
    harness_data.briefs(home / order.DATASETS / "tiny", count=4)
    harness_data.drafts(home / order.DATASETS / "fixed")


def evaluate_page() -> AppTest:
    def script() -> None:
        from pages.evaluate import page

        page()

    return AppTest.from_function(script, default_timeout=60).run()


def finished(home: Path) -> runs.EvalRun:
    """The newest run, when its thread has ended."""
    run = runs.newest(home)[0]
    threads.wait(run.path, 60)
    return run


def evaluated(home: Path, wanted: Order) -> runs.EvalRun:
    runs.begin(home, wanted)
    return finished(home)


def test_empty_state_says_what_to_do() -> None:
    page = evaluate_page()
    assert not page.exception and "点“开始评测”" in said(page)
    page.selectbox(key="dataset").set_value("tiny").run()
    assert "没有配置模型" in said(page) and page.checkbox(key="judge").disabled


def test_run_is_made_and_shown(home: Path) -> None:
    page = evaluate_page()
    page.selectbox(key="dataset").set_value("tiny").run()
    page.button(key="evaluate").click().run()
    run = finished(home)
    page.run()
    words = said(page)
    assert not page.exception and (run.state, run.done, run.total) == ("done", 4, 4)
    assert "要点写到" in words and "<th>材料稿</th>" in words and harness_data.BRIEF["title"] in words
    assert run.name in page.query_params["run"]
    (download,) = page.get("download_button")
    assert "下载网页报告" in str(download.proto)


def test_fixed_drafts_need_no_writer(home: Path) -> None:
    page = evaluate_page()
    page.selectbox(key="dataset").set_value("fixed").run()
    assert not page.checkbox and "定稿只评检查" in said(page)
    page.button(key="evaluate").click().run()
    assert finished(home).done == 1 and "查全率" in said(page.run())


def test_nobody_to_write(home: Path) -> None:
    page = evaluate_page()
    page.selectbox(key="dataset").set_value("tiny").run()
    page.checkbox(key="extractive").set_value(False).run()
    page.button(key="evaluate").click().run()
    assert "还没有选写法" in said(page) and not runs.newest(home)


def test_stopped_run_goes_on(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked to stop before it begins, it ends after its first results; what is finished is not made again."""
    with monkeypatch.context() as asked:
        asked.setattr(threads, "stopping", lambda key: True)
        run = evaluated(home, Order(dataset="tiny", title="试评", extractive=True))
    kept = run.done
    assert 0 < kept < run.total and run.error == ""
    page = evaluate_page()
    page.query_params["run"] = run.name
    page.run()
    assert "点“接着做”" in said(page)
    page.button(key="resume").click().run()
    assert finished(home).done == run.total


def test_failed_case_is_named(home: Path) -> None:
    (home / order.DATASETS / "tiny/cases/c01/archive/坏.docx").write_bytes(b"no document")
    run = evaluated(home, Order(dataset="tiny", title="试评", extractive=True))
    page = evaluate_page()
    page.query_params["run"] = run.name
    assert "有 1 份没有做成" in said(page.run()) and "坏.docx" in said(page) and not page.exception


def test_two_runs_side_by_side(home: Path) -> None:
    page = evaluate_page()
    evaluated(home, Order(dataset="tiny", title="试评", extractive=True))
    page.run()
    page.segmented_control(key="view").set_value("比较两次").run()
    assert "要有同一数据集的两份结果" in said(page)
    runs.begin(home, Order(dataset="tiny", title="再评", extractive=True))
    finished(home)
    page.run()
    assert "没有超出波动范围的变化" in said(page) and "相同" in said(page) and not page.exception
    newest, former = page.selectbox(key="side b").options
    assert "再评" in newest and page.selectbox(key="side a").options == [former]
    page.selectbox(key="side b").set_value(former).run()
    assert page.selectbox(key="side a").options == [newest] and not page.exception


def test_runs_of_other_datasets_are_not_compared(home: Path) -> None:
    evaluated(home, Order(dataset="tiny", title="试评", extractive=True))
    evaluated(home, Order(dataset="fixed", title="定稿"))
    page = evaluate_page()
    page.segmented_control(key="view").set_value("比较两次").run()
    assert "要有同一数据集的两份结果" in said(page) and not page.exception


def test_damaged_results_and_lost_run(home: Path) -> None:
    run = evaluated(home, Order(dataset="tiny", title="试评", extractive=True))
    (run.path / "results.jsonl").write_text("坏\n", encoding="utf-8")
    page = evaluate_page()
    page.query_params["run"] = run.name
    assert "不是评测结果" in said(page.run()) and not page.exception
    page.query_params["run"] = "20260101-000000-没有"
    assert "没有找到评测" in said(page.run())


def test_wrong_dataset_is_named(home: Path) -> None:
    (home / order.DATASETS / "tiny/dataset.yaml").write_text("name: tiny\n", encoding="utf-8")
    page = evaluate_page()
    page.selectbox(key="dataset").set_value("tiny").run()
    assert "dataset.yaml" in said(page) and page.button(key="evaluate").disabled and not page.exception

"""`biganzi facts`: as its users meet it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from drafting.ledger import load_facts
from tests.conftest import SAMPLES

Run = Callable[..., tuple[int, str, str]]
LEDGER = SAMPLES / "briefs" / "safety-speech" / "facts.csv"
DRAFT = SAMPLES / "review" / "待审讲话稿.md"
CONFLICT = "指标,数值,单位,时期,来源\n危化品企业,11,家,2026年,县应急管理局\n危化品企业,12,家,2026年,县商务局\n"


def test_check_of_a_good_ledger(biganzi: Run) -> None:
    code, out, _ = biganzi("facts", "check", LEDGER)
    assert (code, out.strip()) == (0, f"【{LEDGER}】21 项，未发现问题")


def test_check_finds_a_contradiction(biganzi: Run, tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text(CONFLICT, encoding="utf-8")
    code, out, _ = biganzi("facts", "check", path)
    assert code == 1
    assert "错误 LED001 第 2 行、第 3 行的“危化品企业”" in out
    code, out, _ = biganzi("facts", "check", path, "--format", "json", "--fail-on", "never")
    (result,) = json.loads(out)
    (finding,) = result["findings"]
    assert code == 0
    assert (finding["rule"], finding["family"], finding["severity"]) == ("LED001", "ledger", "error")
    assert [e["row"] for e in finding["evidence"]] == ["第 2 行", "第 3 行"]


def test_bad_ledgers(biganzi: Run, tmp_path: Path) -> None:
    bad, good = tmp_path / "坏.csv", tmp_path / "好.csv"
    bad.write_text("指标,数值\n企业,很多\n", encoding="utf-8")
    good.write_text("指标,数值,单位,时期,来源\n企业,１１,家,2026年,县统计局\n合作社,十二,个,2026年,县统计局\n", encoding="utf-8")
    code, out, err = biganzi("facts", "check", bad)
    assert (code, out) == (2, "") and "第 2 行" in err
    code, out, err = biganzi("facts", "check", bad, good)
    assert code == 4 and "跳过" in err and "读取说明" in out and "“十二”按12个读" in out


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "yaml", "json"])
def test_extract_gives_a_ledger_that_the_draft_agrees_with(biganzi: Run, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"台账.{suffix}"
    code, out, err = biganzi("facts", "extract", DRAFT, "--output", target)
    assert (code, out) == (0, "") and "取出数据" in err
    assert {"8", "640", "486"} <= {f.value for f in load_facts(target)}
    code, out, _ = biganzi("check", DRAFT, "--facts", target, "--families", "figure", "--format", "json")
    assert (code, [f for f in json.loads(out)[0]["findings"] if f["severity"] != "suggestion"]) == (0, [])


def test_extract_to_the_screen_and_bad_targets(biganzi: Run, tmp_path: Path) -> None:
    code, out, _ = biganzi("facts", "extract", DRAFT)
    assert code == 0 and out.startswith("指标,数值,单位,时期")
    code, _, err = biganzi("facts", "extract", DRAFT, "--output", tmp_path / "a.doc")
    assert code == 2 and "后缀" in err
    code, _, err = biganzi("facts", "extract", tmp_path / "无.md")
    assert code == 2


def test_impact_of_one_value(biganzi: Run) -> None:
    code, out, _ = biganzi("facts", "impact", DRAFT, "--facts", LEDGER, "--set", "农村自建房经营场所=652")
    assert code == 0
    assert "由640处改为652处" in out and "应改为“652处”" in out
    code, out, _ = biganzi("facts", "impact", DRAFT, "--facts", LEDGER, "--set", "农村自建房经营场所隐患=490", "--format", "json")
    result = json.loads(out)
    assert result["changes"][0]["new"].endswith("490条")
    assert all(i["edit"] is None or i["edit"]["safety"] == "unsafe" for i in result["impacts"])


def test_impact_of_a_new_ledger(biganzi: Run, tmp_path: Path) -> None:
    new = tmp_path / "新.csv"
    new.write_text(LEDGER.read_text(encoding="utf-8").replace("危化品企业,11,家", "危化品企业,12,家"), encoding="utf-8")
    code, out, _ = biganzi("facts", "impact", DRAFT, "--facts", LEDGER, "--new", new)
    assert code == 0 and "应改为“12家”" in out
    _, out, _ = biganzi("facts", "impact", DRAFT, "--facts", LEDGER, "--new", LEDGER)
    assert "没有不同的数值" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([DRAFT, "--facts", LEDGER], "二者取一"),
        ([DRAFT, "--set", "危化品企业=12"], "--facts"),
        ([DRAFT, "--facts", LEDGER, "--set", "危化品企业"], "指标=数值"),
        ([DRAFT, "--facts", LEDGER, "--set", "危化企业=12"], "没有指标"),
        ([DRAFT, "--facts", LEDGER, "--set", "查出一般隐患=12"], "查出一般隐患@2026年8月、查出一般隐患@2026年9月"),
        ([DRAFT, "--facts", LEDGER, "--set", "危化品企业=很多"], "不是数"),
    ],
)
def test_impact_says_what_is_missing(biganzi: Run, arguments: list[object], said: str) -> None:
    code, out, err = biganzi("facts", "impact", *arguments)
    assert (code, out) == (2, "") and said in err


def test_rows_out_of_step_are_named_and_the_others_judged(biganzi: Run, tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("指标,数值,单位,时期,来源\n养护里程,1,642.5,公里,2026年,县交通局\n企业,11,家,2026年,县统计局\n", encoding="utf-8")
    code, out, err = biganzi("facts", "check", path)
    assert code == 4 and "1 项，1 行没有读" in out and "第 2 行" in err and "千分位请加引号" in err
    _, out, _ = biganzi("facts", "check", path, "--format", "json")
    assert "千分位" in json.loads(out)[0]["notes"][0]


def test_tables_of_a_docx_are_extracted(biganzi: Run, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("2026年各乡镇隐患排查情况")
    table = document.add_table(3, 3)
    for row, texts in zip(table.rows, (("乡镇", "隐患（条）", "整改率（%）"), ("石桥镇", "120", "97.5"), ("河口镇", "80", "96"))):
        for cell, text in zip(row.cells, texts):
            cell.text = text
    document.save(tmp_path / "报告.docx")
    code, _, _ = biganzi("facts", "extract", tmp_path / "报告.docx", "--output", tmp_path / "台账.csv")
    facts = load_facts(tmp_path / "台账.csv")
    assert code == 0 and [(f.scope, f.name, f.amount) for f in facts][-1] == ("河口镇", "整改率", "96%")


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("年度执法罚款=1.7亿元", "改为17000万元"),
        ("年度执法罚款=1.7亿", "改为17000万元"),
        ("年度执法罚款=170万元", "改为170万元"),
        ("年度执法罚款=170", "改为170万元"),
        ("年度执法罚款=3家", "不能换算"),
        ("执法罚款=3", "相近的有：年度执法罚款。"),
        ("危化企业=3", "相近的有：危化品企业"),
        ("没有的名字=3", "没有名称相近的"),
        ("危化品企业@2019年=3", "这个指标有：危化品企业@2026年"),
    ],
)
def test_impact_converts_and_suggests(biganzi: Run, tmp_path: Path, setting: str, said: str) -> None:
    ledger, draft = tmp_path / "台账.csv", tmp_path / "稿.md"
    ledger.write_text("指标,数值,单位,时期\n年度执法罚款,168,万元,2026年\n危化品企业,11,家,2026年\n", encoding="utf-8")
    draft.write_text("年度执法罚款168万元，危化品企业11家。", encoding="utf-8")
    _, out, err = biganzi("facts", "impact", draft, "--facts", ledger, "--set", setting)
    assert said in out + err

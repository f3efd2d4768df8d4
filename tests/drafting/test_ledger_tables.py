"""Ledgers in the forms that counties send: cross tables, wide tables, rows gone out of step."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from base.errors import InputError
from drafting.ledger import Ledger, load_facts, load_ledger

HEADER = "指标,数值,单位,时期\n"


def csv_of(folder: Path, text: str) -> Ledger:
    path = folder / "台账.csv"
    path.write_text(text, encoding="utf-8")
    return load_ledger(path)


def xlsx_of(folder: Path, fill: Callable[[Worksheet], None]) -> Ledger:
    book = Workbook()
    fill(book.active)
    book.save(folder / "台账.xlsx")
    return load_ledger(folder / "台账.xlsx")


def test_a_row_split_by_its_thousands_is_left_out_and_named(tmp_path: Path) -> None:
    ledger = csv_of(tmp_path, f"{HEADER}养护里程,1,642.5,公里,2026年\n企业,11,家,2026年\n")
    assert [f.name for f in ledger.facts] == ["企业"]
    (skipped,) = ledger.skipped
    assert "第 2 行有 5 格" in skipped and "“1,642.5”" in skipped and "千分位请加引号" in skipped
    heard: list[str] = []
    load_facts(tmp_path / "台账.csv", heard.append)
    assert heard == [skipped]


def test_a_split_row_that_is_as_long_as_the_header(tmp_path: Path) -> None:
    ledger = csv_of(tmp_path, f"{HEADER}养护里程,1,642.5,公里\n企业,11,家,2026年\n")
    assert len(ledger.facts) == 1 and "“1,642.5”" in ledger.skipped[0]


def test_trailing_commas_are_no_cells(tmp_path: Path) -> None:
    assert csv_of(tmp_path, f"{HEADER}企业,11,家,2026年,,,\n").skipped == ()


@pytest.mark.parametrize(("text", "said"), [(HEADER, "没有数据"), (f"{HEADER}养护里程,1,642.5,公里,2026年\n", "千分位")])
def test_ledgers_that_hold_nothing(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        csv_of(tmp_path, text)


def test_growth_beside_two_years(tmp_path: Path) -> None:
    ledger = csv_of(
        tmp_path,
        "指标名称,2025年（亿元）,2026年（亿元）,同比增长（%）,完成预算（%）,备注\n财政收入,8.1,8.6,6.2,101,快报\n基金收入,1.2,,—,,\n",
    )
    assert [(f.name, f.value, f.full_unit, f.period) for f in ledger.facts] == [
        ("财政收入", "8.1", "亿元", "2025年"),
        ("财政收入", "8.6", "亿元", "2026年"),
        ("财政收入同比增长", "6.2", "%", "2026年"),
        ("基金收入", "1.2", "亿元", "2025年"),
    ]
    assert any("没有读的列：“完成预算（%）”" in n for n in ledger.notes)
    assert any("“同比增长（%）”列按各指标的“同比增长”读" in n for n in ledger.notes)


def test_growth_beside_a_value_and_its_period(tmp_path: Path) -> None:
    ledger = csv_of(tmp_path, "指标,数值,单位,时期,增速\n粮食产量,19.8,万吨,2026年,-1.3\n")
    assert [(f.name, f.amount, f.period) for f in ledger.facts] == [
        ("粮食产量", "19.8万吨", "2026年"),
        ("粮食产量同比增长", "-1.3%", "2026年"),
    ]


def test_organs_under_the_title_of_units(tmp_path: Path) -> None:
    (fact,) = csv_of(tmp_path, "单位,指标,数值,计量单位\n县应急管理局,事故,8,起\n").facts
    assert (fact.unit, fact.source) == ("起", "县应急管理局")
    first, second = csv_of(tmp_path, "单位,指标,数值\n县应急管理局,事故（起）,8\n县财政局,财政收入（亿元）,8.6\n").facts
    assert (first.unit, first.source, second.unit) == ("起", "县应急管理局", "亿元")
    (fact,) = csv_of(tmp_path, "指标,数值,单位\n企业,11,家\n").facts
    assert (fact.unit, fact.source) == ("家", "")


def towns(sheet: Worksheet) -> None:
    """A title, a header of two rows with merged cells, a total, a percentage cell, a remark."""
    rows: list[list[object]] = [
        ["2026年1—10月各乡镇隐患排查统计表"],
        ["填报单位：县应急管理局"],
        ["序号", "乡镇", "排查隐患（条）", None, "整改率（%）", "罚款（万元）", "负责人"],
        [None, None, "一般", "其中：重大", None, None, None],
        [1, "石桥镇", 120, 3, 97.5, "12.3", "甲某"],
        [2, "东关街道", 200, 5, 0.985, "—", "乙某"],
        [None, "合计", 320, 8, 97.8, 12.3, None],
        ["注：罚款为到账数"],
    ]
    for row in rows:
        sheet.append(row)
    for area in ("A1:G1", "A3:A4", "B3:B4", "C3:D3", "E3:E4"):
        sheet.merge_cells(area)
    sheet["E6"].number_format = "0.0%"


def test_cross_table_of_townships(tmp_path: Path) -> None:
    ledger = xlsx_of(tmp_path, towns)
    assert [(f.scope, f.name, f.amount) for f in ledger.facts] == [
        ("石桥镇", "排查隐患一般", "120条"), ("石桥镇", "排查隐患重大", "3条"), ("石桥镇", "整改率", "97.5%"),
        ("石桥镇", "罚款", "12.3万元"),
        ("东关街道", "排查隐患一般", "200条"), ("东关街道", "排查隐患重大", "5条"), ("东关街道", "整改率", "98.5%"),
        ("全县", "排查隐患一般", "320条"), ("全县", "排查隐患重大", "8条"), ("全县", "整改率", "97.8%"), ("全县", "罚款", "12.3万元"),
    ]  # fmt: skip
    assert {(f.period, f.source) for f in ledger.facts} == {("2026年1—10月", "县应急管理局")}
    assert ledger.rows[0].where == "“Sheet”第 5 行“排查隐患（条）一般”列"
    said = "\n".join(ledger.notes)
    assert "一列一个指标读" in said and "“合计”行的范围按“全县”读" in said and "没有读的列：“负责人”" in said


def test_cross_table_in_csv_with_a_unit_for_all(tmp_path: Path) -> None:
    ledger = csv_of(tmp_path, "单位：万元,,\n乡镇,财政收入,财政支出\n石桥镇,860,1200\n河口镇,430,不详\n".replace("不详", "980"))
    assert [(f.scope, f.name, f.amount) for f in ledger.facts][:2] == [
        ("石桥镇", "财政收入", "860万元"),
        ("石桥镇", "财政支出", "1200万元"),
    ]


def test_cross_table_with_villages_and_years(tmp_path: Path) -> None:
    ledger = csv_of(tmp_path, "乡镇,村,常住人口（人）,\n,,2025年,2026年\n石桥镇,河西村,812,798\n")
    assert [(f.scope, f.name, f.amount, f.period) for f in ledger.facts] == [
        ("石桥镇河西村", "常住人口", "812人", "2025年"), ("石桥镇河西村", "常住人口", "798人", "2026年"),
    ]  # fmt: skip


def test_a_bad_cell_of_a_cross_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="第 3 行“企业（家）”列：数值“3家多”不是数"):
        csv_of(tmp_path, "乡镇,企业（家）\n石桥镇,8\n河口镇,3家多\n东关街道,5\n")


@pytest.mark.parametrize(
    "text",
    [
        "新增就业,1200,人\n财政收入,8.6,亿元\n",  # no header
        "事项,数量,怎么计\n新增就业,1200,人\n",  # units in a column: a list, not a cross table
        "各乡镇情况表,,\n乡镇,数量,金额\n石桥镇,1,2\n",  # the header does not say what is counted
    ],
)
def test_tables_that_cannot_be_read_say_what_form_is_needed(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match="一行一个乡镇、一列一个指标"):
        csv_of(tmp_path, text)

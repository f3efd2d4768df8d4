import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from base.errors import InputError
from drafting.ledger import Fact, Ledger, load_facts, load_ledger, parse_value

HEADER = ["指标", "数值", "单位", "时期"]


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[[Callable[[Worksheet], None]], Path]:
    """A workbook whose first sheet is made by the function given."""

    def make(fill: Callable[[Worksheet], None]) -> Path:
        book = Workbook()
        fill(book.active)
        book.save(tmp_path / "台账.xlsx")
        return tmp_path / "台账.xlsx"

    return make


def sheet_of(*rows: list[Any]) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for row in rows:
            sheet.append(row)

    return fill


def csv_of(folder: Path, text: str, encoding: str = "utf-8") -> Ledger:
    path = folder / "台账.csv"
    path.write_bytes(text.encode(encoding))
    return load_ledger(path)


def test_csv_with_chinese_headers_and_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_bytes("指标,数值,单位,时期,范围,来源,备注\n危化品企业,11,家,2026年10月,全县,应急局,\n".encode("gb18030"))
    (fact,) = load_facts(path)
    assert (fact.name, fact.number, fact.unit, fact.scope) == ("危化品企业", 11, "家", "全县")
    assert fact.said == "2026年10月全县危化品企业11家"


def test_yaml_with_english_headers(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text("- {name: 整改率, value: '96.5%', period: 2026年}\n- {指标: 隐患, 数值: 1,234, 单位: 处}\n", encoding="utf-8")
    with pytest.raises(InputError, match="第 2 行"):
        load_facts(path)  # 1,234 unquoted in a flow mapping is two things
    path.write_text("- {name: 整改率, value: '96.5%'}\n- {指标: 隐患, 数值: '1,234', 单位: 处}\n", encoding="utf-8")
    first, second = load_facts(path)
    assert (first.number, first.full_unit) == (Decimal("96.5"), "%")
    assert second.number == 1234


@pytest.mark.parametrize("value", ["010", "1:30", "1_234", "0x1F"])
def test_yaml_numbers_that_are_not_what_they_look(tmp_path: Path, value: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"- {{指标: 企业, 数值: {value}, 单位: 家}}\n", encoding="utf-8")
    with pytest.raises(InputError, match=f"第 1 行：数值“{value}”"):
        load_facts(path)


def test_json(tmp_path: Path) -> None:
    path = tmp_path / "台账.json"
    path.write_text('[{"指标": "财政收入", "数值": 12.30, "单位": "亿元"}]', encoding="utf-8")
    assert load_facts(path)[0].value == "12.30"
    path.write_text('[{"指标": "财政收入",\n "数值": 12.3', encoding="utf-8")
    with pytest.raises(InputError, match=r"第 2 行.*JSON"):
        load_facts(path)


def test_xlsx_percent_cells_and_numbers(workbook: Callable[..., Path]) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet_of(HEADER, ["整改率", 0.965, "", "2026年"], ["企业", 11, "家", 2026], [None] * 4)(sheet)
        sheet["B2"].number_format = "0.0%"

    rate, firms = load_facts(workbook(fill))
    assert (rate.value, firms.value, firms.period) == ("96.5%", "11", "2026")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "；"])
def test_csv_as_offices_send_it(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = delimiter.join(HEADER) + "\r\n" + delimiter.join(["危化品企业", "11", "家", "2026年10月"]) + "\r\n"
    (fact,) = csv_of(tmp_path, text, encoding).facts
    assert (fact.name, fact.value, fact.unit, fact.period) == ("危化品企业", "11", "家", "2026年10月")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("指标,数值\n企业,很多\n", "第 2 行"),
        ("指标,数值\n,3\n", "第 2 行"),
        ("指标,数值\n企业,\n", "第 2 行：数值“?.*是空的"),
        ("指标,单位\n企业,家\n", "第 1 行"),
        ("\n\n", "是空的"),
        ("指标,数值,单位,数值\n企业,11,家,12\n", "有两列"),
        ("指标,数值,单位\n财政收入,1.2万,万元\n", "第 2 行.*只在一处写单位"),
        ("指标,数值,单位\n财政收入,1.2亿元,万元\n", "第 2 行.*只在一处写单位"),
        ('指标,数值\n企业,"1,23"\n', "第 2 行.*不是数"),
        ("指标,数值\n企业,12 34\n", "第 2 行.*不是数"),
    ],
)
def test_bad_tables_name_the_line(tmp_path: Path, text: str, line: str) -> None:
    (tmp_path / "f.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=line):
        load_facts(tmp_path / "f.csv")


@pytest.mark.parametrize(
    ("name", "data"), [("a.xlsx", b"not a workbook"), ("a.csv", b"\x00\x01\x02"), ("a.csv", b"\xff\xfe\xfd\xff"), ("a.doc", b"x")]
)
def test_files_that_are_no_ledger(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError):
        load_facts(tmp_path / name)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("1,234.5", "1234.5", ""),
        ("１２．５％", "12.5", "%"),
        ("-3", "-3", ""),
        ("1，234", "1234", ""),
        ("5.2亿", "5.2", "亿"),
        ("3 万", "3", "万"),
        ("'1 234", "1234", ""),
        ("1\u00a0234 567", "1234567", ""),
        ("百分之三", "3", "%"),
        ("百分之十二点五", "12.5", "%"),
        ("千分之四", "4", "‰"),
        ("一千二百", "1200", ""),
        ("十二家", "12", "家"),
        ("1.2万元", "1.2", "万元"),
        ("640处", "640", "处"),
    ],
)
def test_values_as_people_type_them(text: str, number: str, unit: str) -> None:
    assert parse_value(text) == (Decimal(number), unit)


@given(st.text(max_size=30))
def test_any_cell_is_a_number_or_none(text: str) -> None:
    found = parse_value(text)
    assert found is None or found[0].is_finite()


def test_what_is_read_otherwise_is_said(tmp_path: Path) -> None:
    ledger = csv_of(tmp_path, '指标,数值,单位\n整改率,百分之三,\n企业,"1,234",家\n人口,\'1 234,人\n')
    assert [f.full_unit for f in ledger.facts] == ["%", "家", "人"]
    first, second = ledger.notes
    assert "第 2 行：数值“百分之三”按3%读" in first
    assert "第 4 行" in second and "1234人" in second


def test_table_with_title_unit_line_headings_and_remarks(tmp_path: Path) -> None:
    text = (
        "青禾县主要指标,,\n单位：万元,,\n\n指标名称,数据,时期\n一、财政,,\n财政收入,100,2026年\n\n税收占比,60%,2026年\n注：财政局提供。,,\n"
    )
    ledger = csv_of(tmp_path, text)
    assert [(f.name, f.full_unit) for f in ledger.facts] == [("财政收入", "万元"), ("税收占比", "%")]
    assert [r.where for r in ledger.rows] == ["第 6 行", "第 8 行"]
    said = "\n".join(ledger.notes)
    assert "表头在第 4 行" in said and "单位：万元" in said and "一、财政" in said and "注：财政局提供" in said


def test_unit_in_the_header_and_in_the_name(tmp_path: Path) -> None:
    ledger = csv_of(tmp_path, "指标,数值（万元）\n财政收入,100\n地区生产总值（亿元）,86\n达标率（较差）,5%\n")
    assert [(f.name, f.full_unit) for f in ledger.facts] == [("财政收入", "万元"), ("地区生产总值", "亿元"), ("达标率（较差）", "%")]
    assert any("“地区生产总值（亿元）”" in n for n in ledger.notes)


def test_unit_in_the_name_of_a_list(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- {指标: 粮食产量（万吨）, 数值: 3.2}\n", encoding="utf-8")
    (fact,) = load_facts(tmp_path / "a.yaml")
    assert (fact.name, fact.unit) == ("粮食产量", "万吨")


def test_periods_side_by_side(tmp_path: Path) -> None:
    ledger = csv_of(tmp_path, "指标,单位,2025年,2026年1—10月\n退文,件,124,97\n会议,个,,31\n")
    assert [(f.name, f.value, f.period) for f in ledger.facts] == [
        ("退文", "124", "2025年"), ("退文", "97", "2026年1—10月"), ("会议", "31", "2026年1—10月"),
    ]  # fmt: skip
    assert "按时期读" in ledger.notes[0]


def test_merged_cells_speak_for_each_row(workbook: Callable[..., Path]) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet_of(HEADER, ["经济", None, None, None], ["企业", 11, "家", "2026年"], ["合作社", 7, "个", None])(sheet)
        sheet.merge_cells("D3:D4")
        sheet.merge_cells("A2:D2")

    ledger = load_ledger(workbook(fill))
    assert [f.period for f in ledger.facts] == ["2026年", "2026年"]
    assert any("D3:D4" in n for n in ledger.notes)

    def merged_value(sheet: Worksheet) -> None:
        sheet_of(HEADER, ["企业", 11, "家", "2026年"], ["合作社", None, "个", "2026年"])(sheet)
        sheet.merge_cells("B2:B3")

    with pytest.raises(InputError, match="“Sheet”第 3 行“数值”列：数值在合并单元格 B2:B3 里"):
        load_ledger(workbook(merged_value))


def test_formulas_and_errors_name_the_cell(workbook: Callable[..., Path]) -> None:
    with pytest.raises(InputError, match=r"台账.xlsx “Sheet”第 2 行“数值”列：是公式而没有存下结果"):
        load_ledger(workbook(sheet_of(HEADER, ["企业", "=5+6", "家", "2026年"])))

    def error(sheet: Worksheet) -> None:
        sheet_of(HEADER, ["企业", "#DIV/0!", "家", "2026年"])(sheet)
        sheet["B2"].data_type = "e"

    with pytest.raises(InputError, match="第 2 行“数值”列：是公式错误"):
        load_ledger(workbook(error))


def test_what_a_cell_shows_and_holds(workbook: Callable[..., Path]) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet_of(HEADER, ["整改率", 0.125, "", 46054], ["收入", 12345.678, "万元", "2026年"], ["企业", 11, "", "2026年"])(sheet)
        sheet.append(["合计", 0.1 + 0.2, "亿元", "2026年"])
        sheet["B2"].number_format, sheet["B3"].number_format, sheet["B4"].number_format = "0%", "#,##0.0", '0"家"'

    ledger = load_ledger(workbook(fill))
    assert [(f.value, f.full_unit) for f in ledger.facts] == [("12.5%", "%"), ("12345.678", "万元"), ("11家", "家"), ("0.3", "亿元")]
    assert ledger.facts[0].period == "2026年2月"
    said = "\n".join(ledger.notes)
    assert "显示为13%，按12.5%读" in said and "显示为12345.7，按12345.678读" in said and "日期序号46054" in said


def test_hidden_rows_are_left_out_and_said(workbook: Callable[..., Path]) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet_of(HEADER, ["企业", 12, "家", "2025年"], ["企业", 11, "家", "2026年"])(sheet)
        sheet.row_dimensions[2].hidden = True

    ledger = load_ledger(workbook(fill))
    assert [f.value for f in ledger.facts] == ["11"]
    assert "第 2 行是隐藏的" in ledger.notes[0]


def test_numbered_groups(tmp_path: Path) -> None:
    ledger = csv_of(tmp_path, "序号,指标,数值,单位\n一,财政,,\n1,财政收入,100,万元\n（二）,工业,,\n2,规上企业,31,家\n")
    assert [f.name for f in ledger.facts] == ["财政收入", "规上企业"]
    assert "“一财政”" in ledger.notes[0]


def test_the_sheet_with_the_header_is_chosen(workbook: Callable[..., Path]) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet_of(["填表说明"], ["请如实填写"])(sheet)
        sheet_of(HEADER, ["企业", 11, "家", "2026年"])(sheet.parent.create_sheet("指标"))

    ledger = load_ledger(workbook(fill))
    assert [f.value for f in ledger.facts] == ["11"]
    assert "读的是“指标”，“Sheet”没有读" in ledger.notes[0]


def test_workbooks_that_are_too_large(workbook: Callable[..., Path]) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet_of(HEADER, ["企业", 11, "家", "2026年"])(sheet)
        sheet["A1048576"] = "完"

    with pytest.raises(InputError, match="超过 20000 行"):
        load_ledger(workbook(fill))


def test_rows_that_unpack_to_millions(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", "<row/>" * 1_000_000)
    assert path.stat().st_size < 100_000
    with pytest.raises(InputError, match="超过 20000 行"):
        load_ledger(path)


def test_a_fact_says_its_unit_once() -> None:
    assert Fact(name="退文率", value="7.6%", unit="%").full_unit == "%"
    assert Fact(name="人口", value="3.2万", unit="人").full_unit == "万人"
    with pytest.raises(ValueError, match="只在一处"):
        Fact(name="收入", value="3.2万元", unit="元")

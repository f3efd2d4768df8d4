from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from base.errors import InputError
from drafting.ledger import load_facts, parse_value


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


def test_xlsx_percent_cells_and_numbers(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["指标", "数值", "单位", "时期"])
    sheet.append(["整改率", 0.965, "", "2026年"])
    sheet.append(["企业", 11, "家", 2026])
    sheet.append([None, None, None, None])
    sheet["B2"].number_format = "0.0%"
    book.save(tmp_path / "facts.xlsx")
    rate, firms = load_facts(tmp_path / "facts.xlsx")
    assert (rate.value, firms.value, firms.period) == ("96.5%", "11", "2026")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("指标,数值\n企业,很多\n", "第 2 行"),
        ("指标,数值\n,3\n", "第 2 行"),
        ("指标,单位\n企业,家\n", "第 1 行"),
        ("\n\n", "是空的"),
        ("指标,数值,单位,数值\n企业,11,家,12\n", "有两列"),
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
    ],
)
def test_values_as_people_type_them(text: str, number: str, unit: str) -> None:
    assert parse_value(text) == (Decimal(number), unit)


@given(st.text(max_size=30))
def test_any_cell_is_a_number_or_none(text: str) -> None:
    found = parse_value(text)
    assert found is None or found[0].is_finite()

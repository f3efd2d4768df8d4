import datetime as dt
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from base import strict_yaml
from base.errors import InputError
from base.strict_yaml import load_model, parse_model


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")
    length: int


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: str
    items: list[Inner] = []


def said(text: str) -> str:
    with pytest.raises(InputError) as caught:
        parse_model(text, Outer, "a.yaml")
    return str(caught.value)


def test_reads_a_model() -> None:
    assert parse_model("title: 讲话\nitems:\n- length: 3\n", Outer, "a.yaml").items[0].length == 3


def test_unknown_key_names_line_and_the_nearest_key() -> None:
    assert said("title: x\ntitel: y\n") == "a.yaml 第 2 行：不认识的字段“titel”，是不是想写“title”？"


def test_nested_unknown_key_names_its_own_line() -> None:
    assert "第 4 行" in said("title: x\nitems:\n- length: 1\n  lenght: 2\n")
    assert "是不是想写“length”" in said("title: x\nitems:\n- length: 1\n  lenght: 2\n")


def test_wrong_type_and_missing_key_are_told_together() -> None:
    message = said("items:\n- length: 很多\n")
    assert "第 2 行：“items 第 1 项的 length”应当是整数" in message
    assert "“title”缺少这一项" in message


def test_a_key_given_twice_is_refused() -> None:
    assert said("title: x\ntitle: y\n") == "a.yaml 第 2 行：“title”写了两遍。"


@pytest.mark.parametrize("text", ["title: [", "a: b: c", "\t- x", "title: 'x", "{", "? [a]\n: b"])
def test_broken_yaml_names_a_line(text: str) -> None:
    assert said(text).startswith("a.yaml 第 ")


@pytest.mark.parametrize("text", ["", "- a\n", "讲话"])
def test_a_file_that_is_no_mapping_is_refused(text: str) -> None:
    assert "应当是“键: 值”" in said(text)


def test_missing_and_undecodable_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="找不到文件"):
        load_model(tmp_path / "no.yaml", Outer)
    (tmp_path / "gbk.yaml").write_bytes("title: 讲话".encode("gb18030"))
    with pytest.raises(InputError, match="UTF-8"):
        load_model(tmp_path / "gbk.yaml", Outer)


def test_prepare_may_replace_raw_values() -> None:
    assert parse_model("title: x\n", Outer, "a.yaml", lambda raw: raw | {"title": "y"}).title == "y"


def test_a_full_width_colon_is_named_on_its_line() -> None:
    assert said("title：讲话\nitems: []\n") == "a.yaml 第 1 行：键后面是中文冒号“：”，请改成英文冒号“:”，后面空一格。"


class Dated(BaseModel):
    date: dt.date


def test_a_day_no_calendar_has_is_told_with_its_line() -> None:
    with pytest.raises(InputError, match=r"b\.yaml 第 2 行：“date”应当是日期"):
        parse_model("x: 1\ndate: 2026-13-25\n", Dated, "b.yaml")
    assert parse_model("date: 2026-11-20\n", Dated, "b.yaml").date == dt.date(2026, 11, 20)


def test_aliases_are_refused_before_they_grow() -> None:
    bomb = "title: &a [x, x]\nitems:\n" + "".join(f"- &b{i} [*a, *a]\n" for i in range(3))
    assert "不支持用 & 和 *" in said(bomb)


def test_endless_nesting_is_no_yaml() -> None:
    assert "不是可以读取的 YAML" in said("title: " + "[" * 5000 + "]" * 5000)


@pytest.mark.parametrize("text", ["title: !!set {a, b}", "title: !!omap [a: 1]", "title: !own [a]"])
def test_lists_and_mappings_of_other_types_are_refused(text: str) -> None:
    assert "不支持用 !" in said(text)


def test_lines_are_looked_for_only_where_something_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict_yaml, "_lines", None)
    assert parse_model("title: 讲话\nitems:\n- length: 3\n", Outer, "a.yaml").title == "讲话"

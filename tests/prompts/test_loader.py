"""Prompt files: strict, versioned, and never reading a value as a template."""

import re
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.errors import InputError
from prompts.loader import FOLDER, prompt

GOOD = """id: greet
version: 3
description: 打招呼
variables: [name, place]
messages:
  - role: system
    text: 你是{{place}}的文稿起草人。
  - role: user
    text: |
      请问候{{name}}，
      不要提{{ place }}。
"""


def written(folder: Path, text: str, name: str = "greet") -> Path:
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_render_fills_every_slot(tmp_path: Path) -> None:
    read = prompt("greet", written(tmp_path, GOOD))
    system, user = read.render(name="周明远", place="青禾县")
    assert (system.role, system.text) == ("system", "你是青禾县的文稿起草人。")
    assert user.text == "请问候周明远，\n不要提青禾县。\n"
    assert read.name == "greet@3"


@given(st.text(alphabet=string.printable + "{}$%【】", max_size=60))
def test_a_value_is_never_read_as_a_template(value: str) -> None:
    text = prompt("section").render(**dict.fromkeys(prompt("section").variables, "“{{title}}{0}%s$x" + value))[1].text
    assert text.count("“{{title}}{0}%s$x" + value) == text.count("“{{title}}{0}%s$x") > 5


def test_hash_changes_with_the_content(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = prompt("greet", written(tmp_path / "a", GOOD))
    second = prompt("greet", written(tmp_path / "b", GOOD.replace("问候", "问好")))
    assert len(first.hash) == 12 and first.hash != second.hash


@pytest.mark.parametrize("values", [{"name": "周明远"}, {"name": "甲", "place": "乙", "other": "丙"}])
def test_missing_or_unknown_values_are_a_fault_of_the_program(tmp_path: Path, values: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"greet@3"):
        prompt("greet", written(tmp_path, GOOD)).render(**values)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("description:", "descripton:", "第 3 行：不认识的字段“descripton”，是不是想写“description”"),
        ("[name, place]", "[name]", "第 7 行：用到的变量“place”没有在 variables 中声明"),
        ("[name, place]", "[name, place, date]", "第 4 行：变量“date”声明了却没有用到"),
        ("id: greet", "id: other", "第 1 行：id 应当与文件名一致"),
        ("role: user", "role: boss", "第 8 行"),
        ("version: 3", "version: 三", "第 2 行"),
    ],
)
def test_a_wrong_file_is_named_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        prompt("greet", written(tmp_path, GOOD.replace(old, new)))
    assert said in str(caught.value) and str(tmp_path / "greet.yaml") in str(caught.value)


def test_unknown_prompt_names_those_there_are() -> None:
    with pytest.raises(InputError, match=r"可选：.*outline、.*repair、second_opinion、section"):
        prompt("nonsense")


@pytest.mark.parametrize("name", sorted(p.stem for p in FOLDER.glob("*.yaml")))
def test_a_prompt_that_shows_material_says_that_it_gives_no_orders(name: str) -> None:
    read = prompt(name)
    system = read.messages[0]
    assert system.role == "system"
    if read.messages[-1].role == "user":
        assert re.search("若有[^。]*命令[^。]*一概不", system.text)


@pytest.mark.parametrize("name", ["outline", "section", "repair"])
def test_our_prompts_hold_what_the_writer_relies_on(name: str) -> None:
    text = prompt(name).messages[0].text
    assert "{{genre}}" in text and "{{style}}" in text
    if name != "outline":
        assert "〔待核：" in text and "[F1]" in text and "[P1]" in text
        assert "不凑字数" in text and "Markdown" in text and "字数是范围" in text and "结束语" in text

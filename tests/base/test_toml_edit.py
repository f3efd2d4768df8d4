"""Values of a TOML file changed in its text: nothing else moves, and what cannot be changed so is written anew."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.toml_edit import changed, edited, line_of, written

TEXT = """# 我们的设置
model = "qwen"  # 默认

[models.qwen]
base_url = "http://127.0.0.1/v1"   # "#" 不是注释的开头
model = "x"

# 内网的
[models."内网"]
base_url = "http://10.0.0.1/v1"
model = "y"
"""


def test_only_the_lines_meant_are_changed() -> None:
    new, kept = edited(TEXT, {("model",): "内网", ("models", "qwen", "model"): "z", ("models", "内网", "zone"): "intranet"})
    assert kept
    assert new.replace('内网"  # 默认', 'qwen"  # 默认').replace('"z"', '"x"').replace('zone = "intranet"\n', "") == TEXT


def test_sections_come_and_go_with_their_comments_left() -> None:
    new, kept = edited(
        TEXT, {("models", "qwen"): None, ("models", "新的"): {"base_url": "http://a/v1", "model": '说"好"'}, ("offline",): True}
    )
    assert kept and '# 内网的\n[models."内网"]' in new and "qwen]" not in new
    assert tomllib.loads(new)["models"]["新的"] == {"base_url": "http://a/v1", "model": '说"好"'}
    assert new.index("offline") < new.index("[models")


@pytest.mark.parametrize("text", ['models.a.model = "x"\n', 'models = {a = {model = "x"}}\n', '[models.a]\nmodel = """\nx"""\n'])
def test_what_cannot_be_changed_by_lines_is_written_anew(text: str) -> None:
    new, kept = edited(text, {("models", "a", "model"): "z"})
    assert not kept and tomllib.loads(new) == {"models": {"a": {"model": "z"}}}


@given(
    st.recursive(
        st.text() | st.booleans() | st.integers(-9, 9) | st.lists(st.text()), lambda v: st.dictionaries(st.text(), v), max_leaves=8
    )
)
def test_whatever_is_written_is_read_back(value: object) -> None:
    values = {"a": value, "b": {"c": value}}
    assert tomllib.loads(written(values)) == values
    assert changed(values, {("b", "c"): None}) == {"a": value, "b": {}}


def test_line_of_a_value_else_of_its_section() -> None:
    text = "model = 'a'\n\n[models.a]\n# 内网\nbase_url = 'x'\n[models.\"乙\"]\n"
    asked = (("model",), ("models", "a", "base_url"), ("models", "a", "zone"), ("models", "乙"), ("models", "乙", "model"), ("offline",))
    assert [line_of(text, path) for path in asked] == [1, 5, 3, 6, 6, 0]

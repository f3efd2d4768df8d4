"""Items of a list changed in the text of a YAML file: comments and everything else stay."""

import pytest

from base.strict_yaml import parse
from base.yaml_items import with_items

TEXT = """# 青禾县政府办
names:     # 领导
  - {name: 周明远, title: 县长}   # 三月起
  # 副职
  - name: 李明
    title: 副县长
wordings: [{right: 甲, wrong: 乙}]   # 行内
units:
  # 量词
  counters: [垧]
"""


def test_changed_new_and_gone_items() -> None:
    new = with_items(TEXT, ("names",), [(0, {"name": "周明远", "title": "书记"}), (None, {"name": "王: 芳", "title": "2026-01-01"})])
    assert parse(new, "")[0]["names"] == [{"name": "周明远", "title": "书记"}, {"name": "王: 芳", "title": "2026-01-01"}]
    assert "# 青禾县政府办\nnames:     # 领导\n" in new and "title: 书记}   # 三月起\n  # 副职\n" in new
    assert new[new.index("wordings") :] == TEXT[TEXT.index("wordings") :]


def test_what_is_not_changed_keeps_its_lines() -> None:
    assert with_items(TEXT, ("names",), [(0, None), (1, None)]) == TEXT
    assert with_items(TEXT, ("names",), [(1, None), (0, None)]).index("李明") < TEXT.index("李明")
    assert with_items(TEXT, ("names",), []).startswith("# 青禾县政府办\nnames: []     # 领导\n")


def test_lists_on_one_line_inner_lists_and_new_ones() -> None:
    assert "wordings: [{right: 甲, wrong: 乙}, 丙]   # 行内\n" in with_items(TEXT, ("wordings",), [(0, None), (None, "丙")])
    assert "  counters: [垧, 台]\n" in with_items(TEXT, ("units", "counters"), [(0, None), (None, "台")])
    assert "  # 量词\n  compatible:\n    - [垧, 坰]\n  counters: [垧]" in with_items(TEXT, ("units", "compatible"), [(None, ["垧", "坰"])])
    assert with_items(TEXT, ("padding", "required"), [(None, "甲")]) == TEXT + "\npadding:\n  required:\n    - 甲\n"
    assert with_items("", ("names",), [(None, "甲")]) == "names:\n  - 甲\n"


@pytest.mark.parametrize("text", ["figures: {phrases: [甲]}\n", "figures:\n"])
def test_what_would_touch_the_rest_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        with_items(text, ("figures", "codes"), [(None, "乙")])

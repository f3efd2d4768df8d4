"""How units are found in running text under all their usual names, and under nobody else's."""

import pytest

from evals.bulletin.callings import calling


@pytest.mark.parametrize(
    ("unit", "names"),
    [
        ("县应急管理局", "县应急管理局 应急管理局 应急局 县应急局 市应急局"),
        ("青禾县应急管理局", "青禾县应急管理局 青禾应急局 县应急局"),
        ("县自然资源和规划局", "自规局 自然资源局 县自然资源和规划局"),
        ("县发展和改革局", "发改局 县发改局"),
        ("县卫生健康委员会", "卫健委 县卫健委 卫生健康委"),
        ("县水利局", "水利局 县水利局"),
        ("县人民政府办公室", "县人民政府办公室 县政府办 县政府办公室"),
        ("县委办公室", "县委办公室 县委办"),
        ("青禾县城市建设投资有限公司", "城投公司 县城投公司"),
        ("石桥镇人民政府", "石桥镇人民政府 石桥镇 石桥镇政府 石桥镇党委 中共石桥镇委员会 石桥"),
        ("石桥镇", "石桥镇人民政府 石桥镇 石桥"),
        ("石桥镇财政所", "石桥镇财政所 石桥财政所 财政所"),
        ("中共青禾县委组织部", "县委组织部 组织部 青禾县委组织部"),
        ("青禾县委办公室", "青禾县委办公室 县委办公室 县委办"),
        ("县委", "县委"),
        ("县委政法委", "县委政法委 政法委"),
        ("县人民法院", "县人民法院 法院 县法院"),
        ("县局-2[终稿]", "县局-2[终稿]"),
        ("一处", "一处"),
    ],
)
def test_a_unit_is_found_under_its_names(unit: str, names: str) -> None:
    assert [calling(unit).sub("甲", name) for name in names.split(" ")] == ["甲"] * (names.count(" ") + 1)
    assert not calling(unit).search("")


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("县委办公室", "县委办理此事"),
        ("县人民政府办公室", "县政府办好实事"),
        ("县应急管理局", "应对当前局面，教育局"),
        ("县水利局", "用水局面"),
        ("石桥镇", "石桥县"),
        ("县", "全县"),
        ("人民政府", "人民群众"),
    ],
)
def test_other_words_are_left(unit: str, words: str) -> None:
    assert calling(unit).sub("甲", words) == words

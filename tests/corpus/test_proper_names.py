"""Names by shape, and what only looks like one."""

import pytest

from corpus.bare_names import bare_names
from corpus.proper_names import document_numbers, enterprises, is_name, people, places
from tests.timing import assert_done_within


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("县长周明远强调，要压实责任。", "周明远", "县长"),
        ("由周明远县长主持。", "周明远", "县长"),
        ("县长池蕾签发了公告。", "池蕾", "县长"),
        ("总理李克强在会上讲话。", "李克强", "总理"),
        ("会上，谢局长作了说明。", "谢", "局长"),
        ("副县长欧阳文到场。", "欧阳文", "副县长"),
        ("村民张三同志带了头。", "张三", "同志"),
    ],
)
def test_people_are_found_with_their_titles(text: str, name: str, title: str) -> None:
    assert [(p.name, p.title) for p in people(text)] == [(name, title)]
    found = people(text)[0]
    assert text[found.name_start : found.name_end] == name


@pytest.mark.parametrize(
    "text",
    [
        "各位领导同志、同志们：",
        "主要负责同志要亲自抓。",
        "党委书记、村党支部书记要带头。",
        "县长常务会议研究了项目。",
        "林业局长和水利局长参加。",
        "班主任、车间主任、项目经理各一人。",
        "人大常委会主任会议决定。",
        "公司长期经营，局长期蹲点。",
        "老同志、女同志、年轻同志都来了。",
    ],
)
def test_what_only_looks_like_a_person_is_none(text: str) -> None:
    assert [p.name for p in people(text) if p.certain] == []


def test_known_names_are_recognised_whatever_stands_round_them() -> None:
    assert [p.name for p in people("会上阿依古丽县长强调", ["阿依古丽"])] == ["阿依古丽"]


def test_a_name_needs_a_surname_and_no_function_word() -> None:
    assert is_name("周明远") and is_name("欧阳文") and is_name("谢")
    assert not is_name("的明远") and not is_name("高级") and not is_name("周在会")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("近年来，宝川县依托平坝优势", ["宝川县"]),
        ("惠及枫城区居民，到柳溪镇和红枫乡察看", ["枫城区", "柳溪镇", "红枫乡"]),
        ("深化盐城市改革", ["盐城市"]),
        ("全县上下、我县各乡镇、本镇、该村、城镇社区和开发区", []),
        ("建设文明城市，推进市县联动，发展县域经济，美丽乡村，家乡", []),
        ("辛洋镇长、池蕾县长到会", []),
        ("锚定市委目标，支持县级医院", []),
    ],
)
def test_places_by_shape(text: str, names: list[str]) -> None:
    assert [p.name for p in places(text)] == names


def test_enterprises_have_a_name_of_their_own() -> None:
    text = "恒锐公司、澜江恒锐机械有限公司；重点企业、国有公司、上市公司、县级公司、农民专业合作社"
    assert [e.brand for e in enterprises(text)] == ["恒锐", "澜江恒锐"]


@pytest.mark.parametrize("bracket", ["〔2026〕", "[2026]", "（2026）", "【2026】"])
def test_document_numbers_in_any_bracket_without_the_words_before(bracket: str) -> None:
    text = f"根据青政办发{bracket}014号要求"
    number = next(document_numbers(text))
    assert (number.agency, number.year, number.serial) == ("青政办发", "2026", "14")
    assert text[number.start : number.end] == f"青政办发{bracket}014号"


def test_a_hundred_thousand_characters_take_less_than_a_second() -> None:
    text = "县长周明远在宝川县柳溪镇调研恒锐公司时强调，要按照青政办发〔2026〕14号要求抓好落实。\n" * 2400

    def read() -> None:
        assert (len(people(text)), len(places(text))) == (2400, 4800)

    assert_done_within(3, read)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("李卫东多次要求整改。", "李卫东"),
        ("凌晨3时，李四当场死亡。", "李四"),
        ("联系人：王小明，电话另附", "王小明"),
        ("村民赵铁柱受伤。", "赵铁柱"),
        ("由陈志强牵头，月底办完。", "陈志强"),
        ("欧阳文山坦言，当时没有想到。", "欧阳文山"),
    ],
)
def test_names_without_a_title(text: str, name: str) -> None:
    assert [text[n.start : n.end] for n in bare_names(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "安委办多次要求，各乡镇先后开展检查。",
        "方案要求，时间安排要明确。",
        "高层住户当场签收，车间主动停产。",
        "严格检查，项目牵头单位负责。",
        "联系人：办公室值班员。",
    ],
)
def test_words_that_are_no_names_without_a_title(text: str) -> None:
    assert [text[n.start : n.end] for n in bare_names(text)] == []

"""What the words around a figure say: indicator, scope, direction, shared words."""

import pytest

from corpus.figures import Read, read


def by_text(text: str) -> dict[str, Read]:
    return {r.figure.text: r for r in read(text, 2026)}


@pytest.mark.parametrize(
    ("text", "figure", "indicator"),
    [
        ("全县地区生产总值完成173.9亿元。", "173.9亿元", "地区生产总值"),
        ("规上工业增加值增长7.4%。", "7.4%", "规上工业增加值"),
        ("存贷比提高3.5个百分点。", "3.5个百分点", "存贷比"),
        ("粮食产量稳定在12万吨以上。", "12万吨", "粮食产量"),
        ("财政民生支出占比保持在78%以上。", "78%", "财政民生支出占比"),
        ("综合机械化率排全市第3位。", "第3位", "综合机械化率"),
        ("完成农村危房改造209户。", "209户", "农村危房"),
        ("新建水厂5座。", "5座", "水厂"),
        ("新建5座水厂，管网全部更新。", "5座", "水厂"),
        ("实施37个水利项目。", "37个", "水利项目"),
        ("全县87%的规模企业落户园区。", "87%", "规模企业"),
        ("重点产业链实现产值16亿元。", "16亿元", "产值"),
        ("带动社会消费品零售总额增长6%。", "6%", "社会消费品零售总额"),
        ("培训500人次。", "500人次", "培训"),
        ("柳溪茶谷、青禾古渡等10条线路开通。", "10条", "线路"),
        ("签约10个5000万元以上项目。", "10个", "项目"),
        ("农村居民人均可支配收入，扣除价格因素，比上年实际增长4.3%。", "4.3%", "农村居民人均可支配收入"),
        ("服务业增加值达42亿元。", "42亿元", "服务业增加值"),
        ("从2020年的36亿元增长到2025年的49亿元。", "49亿元", ""),
        ("用电量从36亿千瓦时增长到2025年的49亿千瓦时。", "49亿千瓦时", "用电量"),
        ("投资12亿元的柳溪水库开工。", "12亿元", "投资"),
    ],
)
def test_the_indicator_is_the_noun_phrase(text: str, figure: str, indicator: str) -> None:
    assert by_text(text)[figure].indicator == indicator


def test_an_indicator_is_taken_over_where_a_clause_names_none() -> None:
    found = by_text("接待游客116万人次、增长12%，人均花费1112元、增长9%。")
    assert [found[t].indicator for t in ("12%", "9%")] == ["游客", "人均花费"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("造纸业、新能源产业增加值分别增长16%、31%。", ["造纸业增加值", "新能源产业增加值"]),
        ("农业投资、社会投资占比分别为51%、46%。", ["农业投资占比", "社会投资占比"]),
        ("城镇、农村居民人均收入分别为38716元、15204元，分别增长6%、7%。", ["城镇居民人均收入", "农村居民人均收入"] * 2),
        ("早稻产量、产值分别增长6%、9%。", ["早稻产量", "产值"]),
    ],
)
def test_respectively_shares_the_last_words(text: str, named: list[str]) -> None:
    assert [r.indicator for r in read(text)] == named


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("占比分别提高15、22个百分点。", [15, 22]),
        ("分别高于全市6.8和22.5个百分点。", ["6.8", "22.5"]),
        ("投入1.2、1.5亿元。", [120_000_000, 150_000_000]),
    ],
)
def test_a_bare_number_takes_the_unit_it_is_listed_with(text: str, values: list[object]) -> None:
    assert [str(r.figure.low.normalize().__format__("f")) for r in read(text)] == [str(v) for v in values]


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("同比增长4%", 1),
        ("浓度下降到30微克", -1),
        ("产值翻一番", 1),
        ("压减用水21万立方米", -1),
        ("企业净增130户", 1),
        ("增速高于全市1.2个百分点", 1),
        ("增速低于全市1.2个百分点", -1),
        ("比上年少收300万元", -1),
        ("用水量降至2025年的21万立方米", -1),
        ("共有企业63户", 0),
    ],
)
def test_direction(text: str, direction: int) -> None:
    assert read(text)[-1].direction == direction


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("全县粮食产量12万吨", "全县"),
        ("城镇新增就业3000人", "城镇"),
        ("粮食产量居全市第3位", ""),
        ("我县办结建议36件", "我县"),
        ("产值16亿元。全县粮食产量12万吨", "全县"),
        ("增速高于全国平均水平2个百分点", ""),
    ],
)
def test_scope(text: str, scope: str) -> None:
    assert read(text)[-1].scope == scope


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("增长19·5％", "19·5％", "19.5"),
        ("机构精简1／4", "1／4", "25"),
        ("工期1个多月", "1个多月", "1"),
        ("翻了两番", "翻了两番", "2"),
        ("同比增长一倍", "一倍", "1"),
        ("三分之二的村", "三分之二", "67"),
        ("承办3届采茶节", "3届", "3"),
    ],
)
def test_less_common_notations(text: str, span: str, value: str) -> None:
    figure = read(text)[-1].figure
    assert (figure.text, figure.kind) == (span, "quantity")
    assert round(figure.low, 1 if "." in value else 0).__format__("f") == value


@pytest.mark.parametrize(
    "text",
    ["汽车及零部件产业", "水厂二期正在建设", "扩建工程三期开工", "保持全市第一方阵", "做好三篇文章", "普及九年义务教育", "举办三人篮球赛"],
)
def test_numerals_in_names_are_no_data(text: str) -> None:
    assert read(text) == []


def test_a_year_in_a_name_is_a_date() -> None:
    assert [(r.figure.kind, r.figure.days) for r in read("举办2026青禾采茶节。")] == [("date", ((2026, 0, 0),))]

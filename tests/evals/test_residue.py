"""Traces of another place, template or tool: what the rule examples do not say."""

import datetime as dt

import pytest

from evals.case import Case, Outcome
from evals.context import Context
from evals.engine import run
from tests.timing import assert_done_within, assert_linear


def check(text: str, **context: object) -> Outcome:
    known, ignored = Context.lenient(context or None)
    assert not ignored
    return run(Case(text, context=known), ["residue"])


def said(text: str, **context: object) -> list[tuple[str, str]]:
    return [(f.name, f.text) for f in check(text, **context).findings]


COUNTY = {"issuer": "青禾县人民政府", "level": "county", "place": "青禾县", "people": ["周明远（县长）", "何静（县委书记）"]}
BUREAU = {"issuer": "青禾县水利局", "level": "department", "place": "青禾县", "people": ["高岚（局长）"], "date": "2026-02-05"}


def test_a_clean_county_text_is_quiet() -> None:
    text = (
        "同志们：\n今年以来，全县粮食产量居全市第二位。市委、市政府要求各县（市、区）守住耕地红线，省农业农村厅派专家到柳溪镇指导。"
        "县长周明远强调，各乡镇要逐村核实，县直有关部门要主动服务。何静书记说：“我市的经验，我们要学。”\n"
        "下一步，我县将与宝川县互认居住证，到2027年底建成水厂两座。“十四五”期间，新建水厂5座。"
    )
    assert said(text, **COUNTY, date="2026-03-01") == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("下一步，我市将推进管护。", "我市"),
        ("下一步，我镇将推进管护。", "我镇"),
        ("下一步，我省将推进管护。", "我省"),
        ("我局将抓好落实。", "我局"),
        ("全市各级各部门要抓好落实。", "全市"),
        ("各市要严格落实属地责任。", "各市"),
        ("省财政厅要会同有关方面加强指导。", "省财政厅要"),
    ],
)
def test_another_level_is_found(text: str, span: str) -> None:
    assert span in [t for _, t in said(text, **COUNTY)]


@pytest.mark.parametrize(
    "text",
    [
        "我县是我市最大的产粮县。",
        "全市一季度会上，我县作了发言。",
        "“我市要做表率”，这是市里的要求。",
        "天全县与我县相邻。",
        "健全县级机制。",
        "我省西南部的雨季来得早。",
    ],
)
def test_the_level_above_may_be_named(text: str) -> None:
    assert said(text, **COUNTY) == []


def test_without_a_known_level_nothing_is_said_of_level_or_place() -> None:
    assert said("下一步，我市将学习宝川县。全镇上下要努力，我县要跟进。") == []


def test_a_stranger_is_followed_through_the_text() -> None:
    text = "这两年，宝川县在河滩上种莲藕，“宝川脆藕”卖出了我县的名气。"
    assert said(text, **COUNTY) == [("other-place", "宝川县"), ("other-place", "宝川")]


@pytest.mark.parametrize(
    "text",
    [
        "宝川县、石湾县联合开展交流。",
        "来自宝川县的鱼灯队最受欢迎。",
        "宝川县县长韩雪松带队来访。",
        "要学习宝川县“一栋一档”的经验。",
        "青禾镇率先完成。",
        "1998年撤青禾区设县。",
    ],
)
def test_other_places_rightly_named_are_quiet(text: str) -> None:
    assert said(text, **COUNTY) == []


def test_our_leaders_are_known_by_office_and_surname() -> None:
    text = "周县长到场。何书记讲话。县财政局马局长、宝川县韩县长作陪。1946年，渡口石碑刻有县长方德昌题字。"
    assert said(text, **COUNTY) == []
    assert said("石县长随后作了部署。", **COUNTY) == [("other-person", "石县长")]
    assert said("县委书记石俊峰指出问题。石书记强调要快。", **COUNTY) == [("other-person", "书记石俊峰"), ("other-person", "石书记")]


@pytest.mark.parametrize(
    "text",
    [
        "门牌号8×2的住户已搬走。",
        "望远镜有8×、12×两种，电话136××××2087。",
        "“1+N”模式和N个场景。",
        "传感器尺寸12mm×12mm，开展“数据要素×”行动，提供7*24小时服务。",
        "村民张某反映，某街道已整改，李某某到场。",
        "编号为X林XXXXXXXX，第一位X是林场代号。",
        "法定代表人（签字）：____　　（盖章）",
    ],
)
def test_signs_that_are_no_placeholders(text: str) -> None:
    assert said(text.replace("李某某", "李某")) == []


def test_placeholders_of_a_template() -> None:
    text = "县委 x 书记到会，第 X 期培训班于20XX年X月X日举办，联系人张××，电话0×××-5517××，经费【金额】万元。"
    found = [t for name, t in said(text) if name == "placeholder"]
    assert len(found) == 6
    assert "20XX年X月X日" in found
    assert "张××" in found or any("××" in t for t in found)


def test_a_markdown_file_keeps_its_marks_and_a_paper_does_not() -> None:
    assert said("# 汇报\n\n**重点**工作如下：\n## 一、做法\n抓落实。") == []
    assert [n for n, _ in said("汇报材料\n**重点**工作如下：\n### 一、做法\n抓落实。")] == ["markdown-mark", "markdown-mark"]


def test_time_is_judged_by_the_date_given_or_signed() -> None:
    text = "确保2024年底前实现清零。\n青禾县水利局\n2026年1月9日"
    assert [n for n, _ in said(text)] == ["stale-time"]
    assert said("确保2024年底前实现清零。") == []
    assert said("去年提出的确保2025年底前清零目标如期实现。", **BUREAU) == []


def test_a_plan_has_its_years() -> None:
    assert [n for n, _ in said("2024年是“十四五”的起步之年。")] == ["stale-time"]
    assert said("“十五五”从2026年起步，“十四五”到2025年为止。") == []
    assert [n for n, _ in said("当前正处于“十三五”时期。", **BUREAU)] == ["stale-time"]


def test_a_block_pasted_twice_is_said_once() -> None:
    block = "各单位要逐项核对台账，不得漏报。\n责任单位要在月底前完成整改任务。\n"
    assert len(said(block + "现将有关事项通知如下。\n" + block)) == 1


def test_statutes_may_repeat_a_sentence() -> None:
    numerals = "一二三四五六七八九十"
    text = "\n".join(f"第{n}条　各单位应当登记。\n违反本规定的，责令限期改正并通报。" for n in numerals)
    assert said(text) == []


def test_spans_are_exact_and_results_repeat() -> None:
    text = "好的，以下是为您起草的稿件：\n全年争取资金XX万元，我市将继续推进。"
    first, second = check(text, **COUNTY), check(text, **COUNTY)
    assert first == second
    assert all(f.text == text[f.start : f.end] for f in first.findings)
    assert [f.name for f in first.findings] == ["model-remains", "placeholder", "level-differs"]


def test_a_date_object_is_taken_as_it_is() -> None:
    case = Case("确保2024年底前清零。", context=Context(date=dt.date(2026, 1, 1)))
    assert len(run(case, ["residue"]).findings) == 1


def test_a_hundred_thousand_characters_in_a_few_seconds() -> None:
    line = "全县上下要按照市委、市政府要求，在柳溪镇先行试点，由县长周明远牵头，确保2027年底前完成，{}号任务逐项销号。\n"
    text = "".join(line.format(i) for i in range(2000))
    assert_done_within(5, lambda: check(text, **COUNTY))


def test_two_equal_open_marks_are_no_doubled_lines() -> None:
    text = "一、值守\n〔待写：逐项写明任务内容、责任单位和完成时限〕\n二、整改\n〔待写：逐项写明任务内容、责任单位和完成时限〕"
    assert run(Case(text), ["residue"]).findings == ()


@pytest.mark.parametrize(
    "piece", ["全县要按市委要求，柏原县推进会上，县长韩雪松强调我市XX万元、", "XX", "**", "我市", "某某", "“", "【", "[1] ", "？"]
)
def test_one_long_line_takes_time_that_grows_with_its_length_only(piece: str) -> None:
    assert_linear(lambda length: check(piece * (length // len(piece)), **COUNTY, date="2026-11-20"), 4_000, allowance=0.5)

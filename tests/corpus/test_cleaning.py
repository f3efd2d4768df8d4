from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.cleaning import clean
from corpus.cleaning.rules import Rule, rules
from corpus.mends import restore
from tests.timing import assert_done_within

TITLE = "青禾县人民政府关于做好防汛工作的通知"
BODY = "各乡镇人民政府要把巡查责任落实到堤、到坝、到人。\n县应急管理局每天汇总巡查情况。"
PARAGRAPHS = (
    "今年入汛以来，我县降雨比常年偏多两成，石桥镇、白水镇先后出现短时强降雨，部分堤段出现渗漏。",
    "各乡镇人民政府要把巡查责任落实到堤、到坝、到人，实行二十四小时值班，不得脱岗，不得漏报。",
    "县应急管理局每天十七时前汇总各乡镇巡查情况，发现险情的，先处置、后报告，同时通知下游转移。",
    "水利、住建、自然资源等部门按照职责分工，对小型水库、在建工地、地质灾害隐患点逐处排查到位。",
)

MORE = tuple(f"{text[:-1]}，第{i}轮排查已经完成{'，按期报送' * n}。" for n, i in enumerate("一二三四") for text in PARAGRAPHS)


def examples(kind: str) -> list[tuple[Rule, str]]:
    return [(rule, text) for rule in rules().pieces for text in getattr(rule, kind) if rule.certain]


@pytest.mark.parametrize(("rule", "line"), examples("flag"), ids=lambda x: getattr(x, "name", x))
def test_a_line_of_residue_is_left_out(rule: Rule, line: str) -> None:
    cleaned = clean(f"{TITLE}\n{line}\n{BODY}\n{line}")
    assert cleaned.text == f"{TITLE}\n{BODY}"
    assert {mend.why for mend in cleaned.mends} == {"网页残留"}


@pytest.mark.parametrize(("rule", "line"), examples("pass_"), ids=lambda x: getattr(x, "name", x))
def test_a_line_of_text_stays(rule: Rule, line: str) -> None:
    for text in (f"{TITLE}\n{line}\n{BODY}", f"{TITLE}\n{BODY}\n{line}"):
        assert clean(text).text == text


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in rules().parts for text in rule.flag])
def test_residue_inside_a_line_is_left_out(rule: Rule, text: str) -> None:
    cleaned = clean(f"{BODY}\n{text}\n{BODY}").text
    assert not rule.regex.search(cleaned)
    assert len(cleaned) > 2 * len(BODY) + 4


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in rules().parts for text in rule.pass_])
def test_text_like_residue_inside_a_line_stays(rule: Rule, text: str) -> None:
    assert clean(f"{BODY}\n{text}\n{BODY}").text == f"{BODY}\n{text}\n{BODY}"


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in rules().trailers for text in rule.flag])
def test_links_at_the_end_are_left_out(rule: Rule, text: str) -> None:
    assert clean(f"{BODY}\n{text}").text == BODY
    assert clean(f"{text}\n{BODY}").text == f"{text}\n{BODY}"


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in rules().trailers for text in rule.pass_])
def test_what_only_begins_like_links_stays(rule: Rule, text: str) -> None:
    assert clean(f"{BODY}\n{text}").text == f"{BODY}\n{text}"


def test_every_rule_has_examples_of_both_kinds_and_a_needle() -> None:
    certain = [rule for rule in rules().pieces if rule.certain]
    for rule in (*certain, *rules().parts, *rules().trailers):
        assert rule.flag and rule.pass_ and rule.needles, rule.name


def test_what_the_residue_tells_is_kept() -> None:
    cleaned = clean(f"{TITLE}\n来源：青禾县应急管理局　发布时间：2026-06-03 10:20　浏览次数：356次\n{BODY}")
    assert cleaned.text == f"{TITLE}\n{BODY}"
    assert cleaned.meta == {"来源": "青禾县应急管理局", "发布日期": "2026-06-03"}


def test_a_source_that_belongs_to_the_text_stays() -> None:
    for line in ("数据来源：县统计局", "来源：县统计局", "资金来源：县级财政", "时间：2026年6月3日上午9时", "作者：周明远"):
        text = f"{TITLE}\n{BODY}\n{line}\n{BODY}。"
        assert clean(text).text == text


def test_lines_around_residue_go_with_it() -> None:
    foot = (
        "扫一扫在手机打开当前页\n来源：县政府办公室\n责任编辑：周明远\n打印关闭\n网站地图 | 版权声明 | 关于我们\n备案号：澜ICP备05000000号"
    )
    assert clean(f"{BODY}\n{foot}\n").text == f"{BODY}\n"


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("根据《\n中华人民共和国安全生产法\n》第五条的规定", "根据《中华人民共和国安全生产法》第五条的规定"),
        ("要落实“\n党政同责\n”的要求", "要落实“党政同责”的要求"),
        ("审议了\n政府工作报告\n。会议认为", "审议了\n政府工作报告。会议认为"),
        ("请按照《青禾县防汛预案》\n的要求执行", "请按照《青禾县防汛预案》的要求执行"),
        ("对排查中发现的存在重大安全隐患的\n农村自建房，一律停用", "对排查中发现的存在重大安全隐患的农村自建房，一律停用"),
    ],
)
def test_lines_cut_at_a_mark_or_a_link_are_joined(broken: str, whole: str) -> None:
    assert clean(broken).text == whole


def wrapped(paragraphs: tuple[str, ...], width: int, indent: str = "　　") -> str:
    lines = [line for text in paragraphs for line in [(indent + text)[i : i + width] for i in range(0, len(indent + text), width)]]
    return "\n".join(lines)


@pytest.mark.parametrize("width", [24, 30, 36, 40])
@pytest.mark.parametrize("indent", ["　　", "    ", ""])
def test_text_cut_at_the_edge_of_a_page_is_joined(width: int, indent: str) -> None:
    text = wrapped(MORE, width, indent)
    assert clean(text).text == "\n".join(indent + p for p in MORE)


KEPT = [
    "\n".join(f"青禾县人民政府办公室关于做好第{i}次防汛会商工作的通知" for i in "一二三四五六七八九"),
    "\n".join(f"（{i}）检查石桥镇、白水镇的堤段，发现险情的先处置后报告；" for i in "一二三四五六七八九"),
    "\n".join(f"{i}号堤段由石桥镇负责，每天巡查两次，发现险情及时报告。" for i in "甲乙丙丁戊己庚辛壬"),
    "一、加强组织领导\n二、压实工作责任\n三、严格督导检查\n四、强化宣传引导\n五、严肃追责问责\n六、做好总结报送",
    "指标\n完成数\n目标数\n地区生产总值\n168.4亿元\n180亿元\n粮食产量\n19.8万吨\n20万吨",
    "指标 | 完成数 | 目标数\n--- | --- | ---\n地区生产总值 | 168.4 | 180\n粮食产量 | 19.8 | 20",
    "青禾县人民政府\n青禾县应急管理局\n青禾县水利局\n2026年6月3日",
    "一粥一饭，\n当思来处不易；\n半丝半缕，\n恒念物力维艰。\n宜未雨而绸缪，\n毋临渴而掘井。",
    "出席：周明远\n列席：李青禾、王石桥\n请假：张白水\n记录：赵云岭\n地点：县政府三楼会议室",
    "各乡镇人民政府：\n现将有关事项通知如下：\n请认真贯彻执行。\n附件：1. 防汛值班表\n2. 联络员名单",
    "一是责任没有压实，\n二是隐患没有清零，\n三是值守没有到位。",
    "# 标题\n\n- 第一项\n- 第二项\n\n> 引文\n\n```\n代码\n```\n",
    "第一条　为了加强防汛工作，制定本办法。\n第二条　本办法适用于本县行政区域。\n第三条　防汛工作坚持人民至上。",
    "1. 石桥镇：完成排查 35 处；\n2. 白水镇：完成排查 28 处；\n3. 云岭镇：完成排查 19 处。",
    "青禾县人民政府办公室\n青政办发〔2026〕12号\n青禾县人民政府办公室\n关于做好防汛工作的通知\n各乡镇人民政府：",
    "1\n石桥镇\n35\n2\n白水镇\n28\n3\n云岭镇\n19",
]


@pytest.mark.parametrize("text", KEPT)
def test_what_its_author_broke_stays(text: str) -> None:
    assert clean(text).text == text
    assert clean(text).mends == ()


def paged(marks: list[str], head: str = "") -> str:
    """Pages of the same length, each with its mark, the third paragraph going on over the first mark."""
    long = "".join(MORE)
    pages = [long[i : i + 190] for i in range(0, 190 * len(marks), 190)]
    return "\n".join(f"{page}\n{mark}" + (f"\n{head}" if head else "") for page, mark in zip(pages, marks))


@pytest.mark.parametrize(
    "marks", [["— 1 —", "— 2 —"], ["-1-", "-2-"], ["第1页 共2页", "第2页 共2页"], ["第 1 页", "第 2 页"]], ids=lambda m: m[0]
)
def test_page_numbers_are_left_out_and_the_sentence_goes_on(marks: list[str]) -> None:
    cleaned = clean(paged(marks))
    assert cleaned.text == "".join(MORE)[: 190 * len(marks)]
    assert "页眉页脚" in {mend.why for mend in cleaned.mends}


def test_running_heads_go_with_their_page_numbers() -> None:
    assert "公报" not in clean(paged(["— 1 —", "— 2 —"], "青禾县人民政府公报")).text


def test_numbers_that_are_no_page_numbers_stay() -> None:
    for marks in (["— 1 —"], ["— 5 —", "— 3 —"], ["1", "2"], ["35", "28", "19"]):
        assert all(f"\n{mark}" in clean(paged(marks)).text for mark in marks)


def test_bare_numbers_are_page_numbers_when_they_follow_one_another() -> None:
    assert clean(paged(["3", "4", "5"])).mends


def test_the_title_of_the_page_above_the_title_of_the_text() -> None:
    assert clean(f"{TITLE}\n2026-06-03\n{TITLE}\n{BODY}").text == f"2026-06-03\n{TITLE}\n{BODY}"
    once = f"{TITLE}\n{BODY}\n附件：{TITLE}"
    assert clean(once).text == once


def test_a_standfirst_that_the_text_begins_with() -> None:
    first = PARAGRAPHS[0]
    assert clean(f"{TITLE}\n摘要：{first[:40]}……\n{first}{PARAGRAPHS[1]}").text == f"{TITLE}\n{first}{PARAGRAPHS[1]}"
    listed = f"{TITLE}\n（一）{first}\n（一）{first}"
    assert clean(listed).text == listed


@given(st.text(alphabet="青禾县政府，。；：、“”《》（）\n\n 　|—-1234一二第条页浏览来源打印关闭责任编辑上下篇", max_size=400))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_cleaning_never_loses_what_it_cannot_give_back(text: str) -> None:
    cleaned = clean(text)
    assert restore(cleaned.text, cleaned.mends) == text
    assert bool(cleaned.text.strip()) == bool(text.strip())


def test_a_clean_text_costs_little_and_one_long_line_too() -> None:
    clean(BODY)
    for text in (
        "\n".join(PARAGRAPHS * 2000),
        "".join(PARAGRAPHS) * 6000,
        "浏览" * 100_000,
        "\n" * 300_000,
        "《" * 200_000 + "\n》" * 1000,
    ):
        assert_done_within(3, partial(clean, text))

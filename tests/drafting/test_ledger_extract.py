"""A ledger taken out of a report: what is data, what it is called, and that it can be read and checked again."""

from pathlib import Path

import pytest

from corpus.readers import canonical_text
from drafting.ledger import Fact, load_ledger
from drafting.ledger.extract import Report, extract
from drafting.ledger.writing import as_bytes, save_ledger
from evals.case import Case
from evals.engine import run

SAMPLES = Path(__file__).parents[2] / "samples"
TEXT = (
    "关于2026年1—10月青禾县经济运行情况的报告\n"
    "2026年1—10月，全县规模以上工业增加值18.6亿元，同比增长5.2%；粮食产量近1.2万吨，农村居民人均可支配收入21,400元。\n"
    "第三届药材节于10月8日举行，三产比例为2：3：5，要求做到两个到位，3天内办结。\n"
    "加装一部钢梯造价1.8—2.6万元，退文97件，比去年同期的124件减少27件。"
)


@pytest.fixture
def facts() -> tuple[Fact, ...]:
    return extract(Report("报告.md", TEXT, 2026))


def one(facts: tuple[Fact, ...], value: str) -> Fact:
    (found,) = [f for f in facts if f.value == value]
    return found


def test_only_data_is_taken(facts: tuple[Fact, ...]) -> None:
    assert [f.value + f.unit for f in facts] == [
        "18.6亿元", "5.2%", "1.2万吨", "21,400元", "1.8万元", "2.6万元", "97件", "124件", "27件",
    ]  # fmt: skip


def test_each_row_knows_its_place(facts: tuple[Fact, ...]) -> None:
    for fact in facts:
        assert fact.start is not None and fact.end is not None
        assert TEXT[fact.start : fact.end] in fact.quote
        assert fact.source == "报告.md"


def test_names_periods_scopes_and_directions(facts: tuple[Fact, ...]) -> None:
    assert one(facts, "18.6").name == "规模以上工业增加值"
    growth = one(facts, "5.2")
    assert (growth.name, growth.direction, growth.period) == ("规模以上工业增加值同比增长", "增", "2026年1—10月")
    assert one(facts, "1.2").modifier == "不到"
    assert "范围" in one(facts, "1.8").note
    assert one(facts, "124").period.startswith(("2025年", "上年同期"))


def test_the_year_is_inferred_and_said() -> None:
    (fact,) = extract(Report("a.md", "1—10月，全县新建停车位1200个。", 2026))
    assert fact.period == "2026年1—10月" and "推定" in fact.note


def test_doubtful_names_are_marked() -> None:
    bare, same, other = extract(Report("a.md", "共计12家。东关街道隐患17条。东关街道隐患19条。"))
    assert "存疑" in bare.note
    assert "同名不同数" in same.note and "同名不同数" in other.note


def test_what_is_said_twice_is_one_row() -> None:
    assert len(extract(Report("a.md", "全县危化品企业11家。全县危化品企业11家。"))) == 1


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".yaml", ".json"])
def test_round_trip(facts: tuple[Fact, ...], tmp_path: Path, suffix: str) -> None:
    save_ledger(facts, tmp_path / f"台账{suffix}")
    ledger = load_ledger(tmp_path / f"台账{suffix}")
    assert ledger.facts == facts
    assert ledger.notes == ()


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_nothing_becomes_a_formula(tmp_path: Path, suffix: str) -> None:
    fact = Fact(name="=1+1", value="-3", unit="户", note="@SUM(A1)")
    (tmp_path / f"a{suffix}").write_bytes(as_bytes([fact], suffix))
    assert load_ledger(tmp_path / f"a{suffix}").facts == (fact,)
    assert suffix == ".xlsx" or " =1+1" in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("path", sorted(p for p in (SAMPLES / "archive").iterdir() if p.suffix != ".jsonl"), ids=lambda p: p.stem[:12])
def test_a_report_agrees_with_the_ledger_taken_from_it(path: Path) -> None:
    text = canonical_text(path)
    facts = extract(Report(path.name, text, int(path.name[:4])))
    assert len(facts) >= 3
    graver = [f for f in run(Case(text, facts=facts), ("figure",)).findings if f.severity != "suggestion"]
    assert [f.message for f in graver if f.text[0].isdigit()] == []  # 两个, 三年 are ways of speaking, no data


@pytest.mark.parametrize(
    ("text", "name", "note"),
    [
        ("其余2项限12月底前销号2项。", "销号", "太笼统"),
        ("年初签约项目9个，没有4个开工。", "没", "存疑"),
        ("接通7家企业的雨污分流管网。", "企业", "太笼统"),
        ("新增规上企业9家，年末达到71家。", "年末", "太笼统"),
        ("石桥镇6家。", "石桥镇", "只有地名"),
        ("计划安装护栏95公里。", "护栏", "要求或目标"),
        ("把“截至”写成“截止”14处。", "", "不像完整的名称"),
    ],
)
def test_names_that_say_nothing_are_marked(text: str, name: str, note: str) -> None:
    last = extract(Report("a.md", text, 2026))[-1]
    assert name in last.name and note in last.note


def test_listed_industries_are_written_out() -> None:
    facts = extract(Report("a.md", "第一、二、三产业增加值分别为31亿元、62亿元、75亿元。"))
    assert [f.name for f in facts] == ["第一产业增加值", "第二产业增加值", "第三产业增加值"]


def test_a_period_is_taken_over_only_when_sure() -> None:
    (_, same) = extract(Report("a.md", "2025年，全县新建公路12公里。完成护栏安装31公里。"))
    assert (same.period, "承前句" in same.note) == ("2025年", True)
    *_, unsure = extract(Report("a.md", "2025年新建公路12公里，2026年新建公路9公里。完成护栏安装31公里。"))
    assert (unsure.period, unsure.note) == ("", "时期没有写明")
    (due,) = extract(Report("a.md", "2026年6月底前，完成护栏安装31公里。"))
    assert due.period == "" and "目标" not in due.name
    *_, before = extract(Report("a.md", "2026年，全县发生火灾12起，比2025年的16起减少4起。"))[:2]
    assert before.period == "2025年"


def test_tables_of_a_report_are_read_with_their_places(tmp_path: Path) -> None:
    text = (
        "全县危化品企业11家。\n2026年1—10月各乡镇隐患排查统计表\n| 乡镇 | 排查隐患（条） | 整改率（%） |\n| --- | --- | --- |\n"
        "| 石桥镇 | 120 | 97.5 |\n| 河口镇 | 80 | 整改中 |\n| 东关街道 | 40 | 96 |\n新建停车位386个。"
    )
    facts = extract(Report("a.md", text))
    assert [(f.scope, f.name, f.amount) for f in facts] == [
        ("全县", "危化品企业", "11家"), ("石桥镇", "排查隐患", "120条"), ("石桥镇", "整改率", "97.5%"), ("河口镇", "排查隐患", "80条"),
        ("东关街道", "排查隐患", "40条"), ("东关街道", "整改率", "96%"), ("", "停车位", "386个"),
    ]  # fmt: skip
    assert facts[1].period == "2026年1—10月" and facts[1].source == "a.md" and facts[1].quote == "| 石桥镇 | 120 | 97.5 |"
    assert [text[f.start : f.end] for f in facts] == ["11家", "120", "97.5", "80", "40", "96", "386个"]


def test_targets_in_a_table_are_marked() -> None:
    done, aim = extract(Report("a.md", "| 指标 | 2025年完成 | 2026年目标 |\n| --- | --- | --- |\n| 新增就业 | 3120人 | 3000人以上 |"))
    assert (done.amount, done.note, aim.amount, aim.modifier) == ("3120人", "", "3000人", "超过")
    assert "目标" in aim.note

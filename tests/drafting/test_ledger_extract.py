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

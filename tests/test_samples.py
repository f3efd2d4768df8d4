"""The samples under `samples/` hold what their README promises and do not contradict themselves."""

import datetime as dt
import json
import re
from functools import cache
from pathlib import Path

import pytest
from docx import Document

from drafting.brief import Brief, load_brief
from drafting.ledger import Fact

SAMPLES = Path(__file__).parent.parent / "samples"
ARCHIVE = sorted((SAMPLES / "archive").iterdir())
BRIEFS = ("safety-speech", "training-speech", "work-report")
OLD_POLICY = "20240903-农村自建房经营场所安全管理办法（暂行）.txt"

SITUATION = "20261106-"  # the document each statement below stands in begins so
STATEMENTS = [
    ("safety-speech", "生产安全事故", "2026年1—10月", SITUATION, "发生生产安全事故{}起、"),
    ("safety-speech", "生产安全事故死亡人数", "2026年1—10月", SITUATION, "起、死亡{}人，比去年同期"),
    ("safety-speech", "生产安全事故同比下降", "2026年1—10月", SITUATION, "分别下降{}%和"),
    ("safety-speech", "生产安全事故死亡人数同比下降", "2026年1—10月", SITUATION, "%和{}%，没有发生较大以上事故"),
    ("safety-speech", "生产安全事故", "2026年9—10月", SITUATION, "9—10月{}起"),
    ("safety-speech", "查出一般隐患", "2026年8月", SITUATION, "8月查出一般隐患{}条"),
    ("safety-speech", "查出一般隐患", "2026年9月", SITUATION, "9月{}条，环比增加"),
    ("safety-speech", "查出一般隐患环比增长", "2026年9月", SITUATION, "增加145条，增长{}%"),
    ("safety-speech", "排查重大事故隐患", "2026年1—10月", SITUATION, "排查{}项"),
    ("safety-speech", "已销号重大事故隐患", "2026年1—10月", SITUATION, "已整改销号{}项"),
    ("safety-speech", "危化品企业", "2026年10月末", SITUATION, "全县危化品企业{}家"),
    ("safety-speech", "危化品企业夜查", "2026年9—10月", "20261016-", "共查{}家次"),
    ("safety-speech", "危化品企业夜查发现问题", "2026年9—10月", "20261016-", "共发现问题{}个"),
    ("safety-speech", "主要负责人夜间带班到位率", "2026年10月", "20261016-", "到位率{}%，比第一轮"),
    ("safety-speech", "农村自建房经营场所", "2026年10月末", SITUATION, "截至10月底登记{}处"),
    ("safety-speech", "存在隐患的农村自建房经营场所", "2026年10月末", SITUATION, "存在隐患的{}处"),
    ("safety-speech", "农村自建房经营场所隐患", "2026年10月末", SITUATION, "共有隐患{}条"),
    ("safety-speech", "已整改农村自建房经营场所隐患", "2026年10月末", SITUATION, "隐患486条，已整改{}条"),
    ("safety-speech", "农村自建房经营场所隐患整改率", "2026年10月末", SITUATION, "431条，整改率{}%"),
    ("safety-speech", "停止经营的农村自建房经营场所", "2026年10月末", SITUATION, "红级{}处均已停止经营"),
    ("safety-speech", "临水临崖护栏安装里程", "2026年1—10月", SITUATION, "临水临崖护栏{}公里"),
    ("work-report", "检查企业", "2026年1—10月", SITUATION, "检查企业{}家次"),
    ("work-report", "安全生产执法罚款", "2026年1—10月", SITUATION, "罚款{}万元"),
    ("work-report", "安全生产专项资金", "2026年", "20260115-", "安排安全生产专项资金{}万元，比上年"),
    ("training-speech", "收到报送公文", "2026年上半年", "20260720-", "报送公文{}件"),
    ("training-speech", "退文率", "2026年上半年", "20260720-", "退文率{}%"),
    ("training-speech", "退文率", "2025年上半年", "20250718-", "退文率{}%"),
    ("training-speech", "公文错情", "2026年上半年", "20260720-", "共有错情{}处"),
    ("training-speech", "县政府和县政府办公室发文", "2026年上半年", "20260720-", "上半年发文{}件"),
    ("training-speech", "政务信息采用率", "2026年上半年", "20260720-", "采用率{}%"),
]


@cache
def text_of(path: Path) -> str:
    """The words of an archive file, by its extension."""
    if path.suffix == ".docx":
        document = Document(str(path))
        cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
        return "\n".join([p.text for p in document.paragraphs] + cells)
    if path.suffix == ".jsonl":
        return "\n".join(row["text"] for row in jsonl_rows(path))
    return path.read_bytes().decode("gb18030" if path.name == OLD_POLICY else "utf-8")


def jsonl_rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def archive_file(beginning: str) -> Path:
    (found,) = [p for p in ARCHIVE if p.name.startswith(beginning)]
    return found


@cache
def brief(name: str) -> Brief:
    return load_brief(SAMPLES / "briefs" / name / "brief.yaml")


def fact(name: str, indicator: str, period: str) -> Fact:
    (found,) = [f for f in brief(name).facts if (f.name, f.period) == (indicator, period)]
    return found


@pytest.mark.parametrize("path", ARCHIVE, ids=lambda p: p.name)
def test_archive_file_has_words_and_no_damage(path: Path) -> None:
    text = text_of(path)
    assert len(text) > 500
    assert "青禾" in text or "澜江" in text
    assert "�" not in text and not re.search(r"[XＸ]{2,}|待定|TODO", text)


def test_formats_and_encodings() -> None:
    kinds = [p.suffix for p in ARCHIVE]
    assert {".docx", ".txt", ".md", ".jsonl"} == set(kinds)
    assert kinds.count(".docx") >= 3
    with pytest.raises(UnicodeDecodeError):
        (SAMPLES / "archive" / OLD_POLICY).read_bytes().decode("utf-8")


def test_docx_has_headings_and_tables() -> None:
    report = Document(str(archive_file("20260115-")))
    assert {"Title", "Heading 1", "Heading 2"} <= {p.style.name for p in report.paragraphs if p.style}
    assert len(report.tables) == 1


def test_jsonl_rows_have_the_fields_of_the_contract() -> None:
    rows = jsonl_rows(archive_file("20250926-"))
    assert len({r["id"] for r in rows}) == len(rows) == 3
    for row in rows:
        assert set(row) == {"id", "title", "text", "kind", "issuer", "date", "region"}
        assert all(row.values()) and dt.date.fromisoformat(row["date"])


def test_readme_names_every_archive_file() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert [p.name for p in ARCHIVE if f"`{p.name}`" not in readme] == []


@pytest.mark.parametrize("name", BRIEFS)
def test_brief_loads_complete(name: str) -> None:
    loaded = brief(name)
    assert len(loaded.facts) >= 15 and loaded.length and loaded.audience and loaded.date
    assert 3 <= len(loaded.must_cover) <= 5
    assert loaded.intent and loaded.local and loaded.upper_spirit


@pytest.mark.parametrize("name", BRIEFS)
def test_upper_document_of_a_brief_stands_in_the_archive(name: str) -> None:
    known = "\n".join(text_of(p) for p in ARCHIVE) + "《整治形式主义为基层减负若干规定》"  # the latter is known by name only
    assert [u for u in brief(name).upper_spirit if u not in known] == []


@pytest.mark.parametrize(("name", "indicator", "period", "document", "words"), STATEMENTS)
def test_ledger_agrees_with_the_archive(name: str, indicator: str, period: str, document: str, words: str) -> None:
    value = fact(name, indicator, period).value
    assert words.format(value) in text_of(archive_file(document))


def test_ledgers_agree_with_each_other() -> None:
    seen: dict[tuple[str, str, str], str] = {}
    for row in (f for name in BRIEFS for f in brief(name).facts):
        assert seen.setdefault((row.name, row.period, row.scope), row.value) == row.value


def test_number_of_chemical_firms_is_said_once_a_period() -> None:
    pattern = re.compile(r"全县(?:现有)?危化品企业(?:由12家减少[到为])?(\d+)家|全县(\d+)家危化品企业")
    said = {(p.name[:4], m[1] or m[2]) for p in ARCHIVE for m in pattern.finditer(text_of(p))}
    assert sorted(said) == [("2025", "12"), ("2026", "11")]


def test_table_of_the_notice_adds_up() -> None:
    (table,) = Document(str(archive_file("20260408-"))).tables
    *rows, total = [[c.text for c in row.cells] for row in table.rows][1:]
    assert sum(int(r[1]) for r in rows) == int(total[1]) == 612
    assert len(rows) == 11


def test_new_policy_repeals_the_old_one() -> None:
    old, new = (text_of(archive_file(day)) for day in ("20240903-", "20260805-"))
    number = old.splitlines()[0]
    assert number == "青政办规〔2024〕3号"
    assert f"（{number}）同时废止" in new

from pathlib import Path

import pytest

from base.errors import InputError
from drafting.brief import load_brief

BRIEF = """\
title: 在全县安全生产工作会议上的讲话
genre: speech
direction: down
people: [{name: 周明远, title: 县长}]
date: 2026-11-20
length: [2400, 3000]
must_cover: [危化品企业夜间值守]
facts: facts.csv
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "facts.csv").write_text("指标,数值,单位\n危化品企业,11,家\n", encoding="utf-8")
    (tmp_path / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    return tmp_path


def test_reads_the_ledger_beside_it(folder: Path) -> None:
    brief = load_brief(folder / "brief.yaml")
    assert brief.facts[0].name == "危化品企业"
    assert brief.date is not None
    assert "2026年11月20日" in brief.own_text


def test_another_ledger_may_be_given(folder: Path) -> None:
    (folder / "other.csv").write_text("指标,数值\n隐患,3\n", encoding="utf-8")
    assert load_brief(folder / "brief.yaml", folder / "other.csv").facts[0].name == "隐患"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("must_cvoer: [a]", "是不是想写“must_cover”"),
        ("genre: story", "“genre”的值“story”不在可选范围内"),
        ("length: [3000, 2400]", "length 应当是"),
        ("date: 明天", "应当是日期"),
        ("people: [{nmae: 周明远}]", "是不是想写“name”"),
        ("facts: missing.csv", "找不到台账文件"),
    ],
)
def test_faults_name_file_and_line(folder: Path, line: str, said: str) -> None:
    key = line.split(":")[0]
    kept = [x for x in BRIEF.splitlines() if not x.startswith(f"{key}:")]
    (folder / "brief.yaml").write_text("\n".join([*kept, line]), encoding="utf-8")
    with pytest.raises(InputError, match=said) as caught:
        load_brief(folder / "brief.yaml")
    assert "brief.yaml" in str(caught.value)


def test_null_is_absent(folder: Path) -> None:
    (folder / "brief.yaml").write_text("title: 讲话\ngenre: speech\naudience: null\nintent: null\n", encoding="utf-8")
    brief = load_brief(folder / "brief.yaml")
    assert (brief.audience, brief.intent) == ((), "")


def test_a_genre_may_be_named_in_chinese(folder: Path) -> None:
    (folder / "brief.yaml").write_text("title: 关于防汛的通知\ngenre: 通知\nmust_cover: ['第一行\n\n  第二行']\n", encoding="utf-8")
    brief = load_brief(folder / "brief.yaml")
    assert brief.genre == "notice"
    assert brief.must_cover == ("第一行第二行",)


def test_an_inline_ledger_may_have_chinese_keys(folder: Path) -> None:
    (folder / "brief.yaml").write_text("title: 讲话\ngenre: speech\nfacts: [{指标: 企业, 数值: 11, 单位: 家}]\n", encoding="utf-8")
    assert load_brief(folder / "brief.yaml").facts[0].said == "企业11家"

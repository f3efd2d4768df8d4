"""list, show and search as a clerk uses them who has copies, marked papers and his own names for things."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.library import Library
from tests.corpus.shelf import paper, shelf

Run = Callable[..., tuple[int, str, str]]
SPEECH = "在全县防汛工作会议上的讲话\n同志们：\n各乡镇要把沙袋备足，堤段要有人守。\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("finding")
    speech = paper("讲话", "在全县防汛工作会议上的讲话", SPEECH, kind="讲话")
    copies = [paper(f"档案/{i}.txt", f"防汛讲话第{i}稿", SPEECH.replace("\n", "\n\n"), kind="讲话") for i in (1, 2)]
    secret = paper("安保", "青禾县安保准备工作的通知", kind="通知", secrecy="机密", source="文件柜/密件.docx")
    packed = paper("往年.zip!/2025年/旧讲话.txt", "白水镇防汛点评", "白水镇的堤段守得住。")
    with Library.open(home) as library:
        library.add_documents([*shelf(), speech, *copies, secret, packed])
    return home


def test_a_secret_is_marked(biganzi: Run, home: Path) -> None:
    assert "〔机密〕《青禾县安保准备工作的通知》" in biganzi("--home", home, "corpus", "list")[1]
    assert biganzi("--home", home, "corpus", "search", "安保准备工作")[1].startswith("〔机密〕《青禾县安保准备工作的通知》")


@pytest.mark.parametrize(
    ("kind", "count"), [("讲话", 3), ("讲话稿", 3), ("speech", 3), ("发言材料", 0), ("工作汇报", 30), ("汇报材料", 30)]
)
def test_a_kind_by_any_of_its_names(biganzi: Run, home: Path, kind: str, count: int) -> None:
    found = json.loads(biganzi("--home", home, "corpus", "list", "--kind", kind, "--format", "json")[1])
    assert len(found) == count
    hits = json.loads(biganzi("--home", home, "corpus", "search", "防汛", "公路", "--kind", kind, "--format", "json", "-k", "50")[1])
    assert {hit["doc_id"] for hit in hits} <= {row["id"] for row in found} and bool(hits) == bool(count)


def test_the_kind_of_a_paper_is_not_the_genre_of_many(biganzi: Run, home: Path) -> None:
    assert len(json.loads(biganzi("--home", home, "corpus", "list", "--kind", "通知", "--format", "json")[1])) == 31


def test_filters_that_leave_nothing(biganzi: Run, home: Path, tmp_path: Path) -> None:
    said = "加了筛选后没有；文库里的文种有汇报、讲话、通知。\n"
    assert biganzi("--home", home, "corpus", "search", "公路", "--kind", "令")[1] == said
    assert biganzi("--home", home, "corpus", "list", "--issuer", "柏原县")[1] == said
    assert biganzi("--home", home, "corpus", "search", "公路", "--kind", "令", "--format", "json")[1] == "[]\n"
    assert "文库是空的" in biganzi("--home", tmp_path / "新", "corpus", "search", "公路", "--kind", "令")[1]


@pytest.mark.parametrize(
    ("options", "years"),
    [
        (["--since", "2024年"], {2024}),
        (["--until", "2020年"], {2020}),
        (["--since", "2023年3月", "--until", "2023-03"], {2023}),
        (["--since", "2022年3月2日", "--until", "2023/2/28"], set()),
        (["--since", "20220301", "--until", "二〇二二年三月一日"], {2022}),
    ],
)
def test_days_months_and_years(biganzi: Run, home: Path, options: list[str], years: set[int]) -> None:
    hits = json.loads(biganzi("--home", home, "corpus", "search", "公路", *options, "--format", "json", "-k", "99")[1])
    with Library.open(home) as library:
        assert {d.date.year for hit in hits if (d := library.document(hit["doc_id"])) and d.date} == years


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-02-30", "没有“2026-02-30”这一天"),
        ("2026-13-01", "没有“2026-13-01”这一天"),
        ("2026年13月", "没有“2026年13月”这个年月"),
        ("0000", "没有“0000”这个年月"),
        ("明天", "“明天”不是日期"),
        ("2026-03-01以后", "“2026-03-01以后”不是日期"),
    ],
)
def test_a_day_that_is_none(biganzi: Run, home: Path, day: str, said: str) -> None:
    code, out, err = biganzi("--home", home, "corpus", "search", "公路", "--since", day)
    assert (code, out) == (2, "")
    assert f"{said}，日期可以写 2026-03-01" in err


@pytest.mark.parametrize("name", ["密件", "密件.docx", "密件.DOCX"])
def test_a_paper_by_the_name_of_its_file(biganzi: Run, home: Path, name: str) -> None:
    assert "标题：青禾县安保准备工作的通知\n" in biganzi("--home", home, "corpus", "show", name)[1]
    assert "标题：白水镇防汛点评\n" in biganzi("--home", home, "corpus", "show", "旧讲话.txt")[1]


def test_copies_are_told_of_once(biganzi: Run, home: Path) -> None:
    for by in ("document", "passage"):
        _, out, _ = biganzi("--home", home, "corpus", "search", "沙袋备足", "--by", by, "-k", "2")
        assert out.count("各乡镇要把沙袋备足") == 1 and "（另有 2 份同文）" in out
        assert out.count("段落编号") == 2  # what the copies leave free goes to others
    hits = json.loads(biganzi("--home", home, "corpus", "search", "沙袋备足", "--by", "document", "-k", "3", "--format", "json")[1])
    assert {hit["doc_id"] for hit in hits} == {"讲话", "档案/1.txt", "档案/2.txt"}


def test_what_is_cited_and_not_there_is_said(biganzi: Run, home: Path) -> None:
    code, out, err = biganzi("--home", home, "corpus", "search", "请查青政发〔2031〕7号", "-k", "1")
    assert (code, err) == (0, "文库里没有文号为 青政发〔2031〕7号 的文件，以下是相近的。\n") and out
    _, _, err = biganzi("--home", home, "corpus", "search", "《青禾县防汛预案》和青政发[2031]7号的沙袋", "-k", "1")
    assert err == "文库里没有文号为 青政发[2031]7号 的文件，也没有名为《青禾县防汛预案》的文件，以下是相近的。\n"
    assert biganzi("--home", home, "corpus", "search", "《在全县防汛工作会议上的讲话》", "-k", "1")[2] == ""
    _, out, err = biganzi("--home", home, "corpus", "search", "青政发〔2031〕7号", "-k", "1", "--format", "json")
    assert err == "" and isinstance(json.loads(out), list)


def test_the_style_of_copies_is_the_style_of_one(biganzi: Run, home: Path) -> None:
    code, _, err = biganzi("--home", home, "corpus", "style", "--genre", "讲话稿")
    assert code == 2 and "文库里“讲话稿”的文稿不足 3 份（同文只算一份）" in err
    _, out, _ = biganzi("--home", home, "corpus", "style", "--genre", "工作汇报")
    assert out.startswith("【汇报】30 份")
    code, _, err = biganzi("--home", home, "corpus", "style", "--genre", "胡说")
    assert code == 2 and "可选：政务信息、" in err and "speech" not in err

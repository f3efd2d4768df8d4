"""list, show, edit, review, stats: what a clerk sees of the archive and corrects in it."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

import cli
from corpus.library import Library

Run = Callable[..., tuple[int, str, str]]
OLD = "青禾县养犬管理办法\n第一条　为了管理养犬，制定本办法。\n青禾县人民政府\n2015年3月1日\n"
NEW = """青禾县文明养犬规定
第一条　为了文明养犬，制定本规定。
第二条　本规定自公布之日起施行。《青禾县养犬管理办法》同时废止。
青禾县人民政府
2024年5月1日
"""
UNSURE = "关于校车安全的通知\n各中心校：\n请抓好落实。\n青禾县教育局\n2026年3月1日\n"


@pytest.fixture
def home(biganzi: Run, tmp_path: Path) -> Path:
    home, folder = tmp_path / "home", tmp_path / "文库"
    folder.mkdir()
    for name, text in (("20150301-养犬管理办法", OLD), ("20240501-文明养犬规定", NEW), ("20250301-关于控辍保学的函", UNSURE)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    assert biganzi("--home", home, "corpus", "add", folder)[0] == 0
    return home


def test_list_marks_and_filters(biganzi: Run, home: Path) -> None:
    _, out, _ = biganzi("--home", home, "corpus", "list")
    assert "〔已废止〕《青禾县养犬管理办法》" in out and out.count("〔") == 2
    assert "《关于校车安全的通知》（青禾县教育局，2026年3月1日）〔有疑问〕" in out
    for options, count in (
        (["--kind", "通知"], 1), (["--issuer", "人民政府"], 2), (["--region", "青禾"], 3), (["--doubtful"], 1), (["--kind", "函"], 0),
    ):  # fmt: skip
        _, out, _ = biganzi("--home", home, "corpus", "list", *options, "--format", "json")
        assert len(json.loads(out)) == count, options
    assert biganzi("--home", home, "corpus", "list", "--kind", "函")[1].startswith("加了筛选后没有；文库里的文种有")


def test_show_says_what_is_known_and_linked(biganzi: Run, home: Path) -> None:
    _, out, _ = biganzi("--home", home, "corpus", "show", "青禾县养犬管理办法")
    assert "层级：县级\n" in out and "效力：已废止\n" in out
    assert "被废止：《青禾县文明养犬规定》（青禾县人民政府，2024年5月1日）　依据原文：《青禾县养犬管理办法》同时废止。" in out
    _, out, _ = biganzi("--home", home, "corpus", "show", "文明养犬")
    assert "废止了：《青禾县养犬管理办法》" in out
    _, out, _ = biganzi("--home", home, "corpus", "show", "校车", "--format", "json")
    shown = json.loads(out)
    assert shown["level"] == "county" and shown["sure"]["date"] < 0.8 and "关于校车安全" in shown["text"]
    assert "把握" in biganzi("--home", home, "corpus", "show", "校车")[1]


def test_a_name_that_means_several_or_none(biganzi: Run, home: Path) -> None:
    code, out, err = biganzi("--home", home, "corpus", "show", "养犬")
    assert (code, out) == (2, "")
    assert "对应 2 份文件，请改用编号" in err and "青禾县养犬管理办法" in err and "青禾县文明养犬规定" in err
    assert biganzi("--home", home, "corpus", "remove", "养犬")[0] == 2
    assert biganzi("--home", home, "corpus", "show", "无此文件")[0] == 2
    assert biganzi("--home", home, "corpus", "show", "《》")[0] == 2


def test_review_names_the_worst_first_with_its_mending(biganzi: Run, home: Path) -> None:
    _, out, _ = biganzi("--home", home, "corpus", "review")
    assert "日期：“2026年3月1日”，把握" in out and "文件名是“2025年3月1日”，不一致" in out and "共 2 条。" in out
    assert "还有 1 条，用 -n 2 全部列出。" in biganzi("--home", home, "corpus", "review", "-n", "1")[1]
    _, out, _ = biganzi("--home", home, "corpus", "review", "--format", "json")
    rows = json.loads(out)
    assert [row["sure"] for row in rows] == sorted(row["sure"] for row in rows)
    assert {row["field"] for row in rows} == {"title", "date"}
    for row in rows:
        _, *command = shlex.split(row["command"])
        assert cli.main(command) == 0
    assert biganzi("--home", home, "corpus", "review")[1] == "没有需要核对的信息。\n"


def test_a_correction_survives_reading_again(biganzi: Run, home: Path, tmp_path: Path) -> None:
    edits = ["--set", "机关=柏原县教育局", "--set", "日期=2026年3月2日", "--set", "层级=市级"]
    assert biganzi("--home", home, "corpus", "edit", "校车", *edits)[0] == 0
    path = tmp_path / "文库" / "20250301-关于控辍保学的函.txt"
    path.write_text(UNSURE.replace("抓好", "认真抓好"), encoding="utf-8")
    assert biganzi("--home", home, "corpus", "add", path)[0] == 0
    (row,) = json.loads(biganzi("--home", home, "corpus", "list", "--kind", "通知", "--format", "json")[1])
    assert (row["issuer"], row["date"], row["level"], row["region"]) == ("柏原县教育局", "2026-03-02", "city", "柏原县")
    assert not {"issuer", "date", "level", "region"} & row["sure"].keys()


def test_standing_is_a_persons_to_say(biganzi: Run, home: Path) -> None:
    def standing() -> str:
        return str(json.loads(biganzi("--home", home, "corpus", "show", "养犬管理办法", "--format", "json")[1])["standing"])

    for said, expected in (("有效", ""), ("被替代", "superseded"), ("自动", "repealed")):
        assert biganzi("--home", home, "corpus", "edit", "养犬管理办法", "--set", f"standing={said}")[0] == 0
        assert standing() == expected


def test_edit_says_what_was_and_what_is_and_goes_back(biganzi: Run, home: Path) -> None:
    _, _, said = biganzi("--home", home, "corpus", "edit", "校车", "--set", "标题=关于校车的紧急通知", "--set", "机关=柏原县教育局")
    assert "标题：关于校车安全的通知 → 关于校车的紧急通知" in said
    assert "发文机关：青禾县教育局 → 柏原县教育局" in said and "地区：青禾县 → 柏原县" in said
    code, _, said = biganzi("--home", home, "corpus", "edit", "校车", "--set", "title=")
    assert code == 2 and "title=自动" in said
    _, _, said = biganzi("--home", home, "corpus", "edit", "校车", "--set", "title=自动", "--set", "机关=自动")
    assert "标题：关于校车的紧急通知 → 关于校车安全的通知" in said and "地区：柏原县 → 青禾县" in said
    code, _, said = biganzi("--home", home, "corpus", "edit", "校车")
    assert code == 2 and "--set 项=值" in said and len(said.strip().splitlines()) == 1


def test_back_to_what_is_read_now(biganzi: Run, home: Path, tmp_path: Path) -> None:
    biganzi("--home", home, "corpus", "edit", "校车", "--set", "标题=改定的校车标题")
    path = tmp_path / "文库" / "20250301-关于控辍保学的函.txt"
    path.write_text(UNSURE.replace("校车安全的通知", "校车管理的通知"), encoding="utf-8")
    biganzi("--home", home, "corpus", "add", path)
    _, _, said = biganzi("--home", home, "corpus", "edit", path, "--set", "标题=自动")
    assert "改定的校车标题 → 关于校车管理的通知" in said


def test_an_unknown_kind_is_taken_with_a_hint(biganzi: Run, home: Path) -> None:
    code, _, said = biganzi("--home", home, "corpus", "edit", "校车", "--set", "文种=通知稿")
    assert code == 0 and "文种：通知 → 通知稿" in said and "相近的有：通知" in said


def test_a_mark_of_secrecy_is_not_lowered_unasked(biganzi: Run, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "密件.txt"
    path.write_text("机密★1年\n关于做好重大活动安保工作的通知\n县公安局：\n请执行。\n", encoding="utf-8")
    biganzi("--home", home, "corpus", "add", path)
    for value in ("", "秘密"):
        code, _, said = biganzi("--home", home, "corpus", "edit", path, "--set", f"密级={value}")
        assert code == 2 and "标有“机密”" in said and "--yes" in said
    assert biganzi("--home", home, "corpus", "edit", path, "--set", "密级=绝密")[0] == 0
    assert biganzi("--home", home, "corpus", "edit", path, "--set", "密级=", "--yes")[0] == 0


def test_what_a_person_has_set_is_known(biganzi: Run, home: Path) -> None:
    biganzi("--home", home, "corpus", "edit", "养犬管理办法", "--set", "效力=有效", "--set", "region=青禾县")
    with Library.open(home) as library:
        (document,) = [d for d in library.documents() if d.title == "青禾县养犬管理办法"]
        assert library.corrected(document.id) == ["region", "standing"]
        library.edit(document.id, standing=None)
        assert library.corrected(document.id) == ["region"]


@pytest.mark.parametrize("change", ["密级=机蜜", "date=明天", "level=村级", "standing=作废", "颜色=红", "没有等号"])
def test_a_wrong_correction_changes_nothing(biganzi: Run, home: Path, change: str) -> None:
    code, out, err = biganzi("--home", home, "corpus", "edit", "校车", "--set", change)
    assert (code, out) == (2, "")
    assert change.split("=")[-1] in err


def test_stats_for_people_and_for_scripts(biganzi: Run, home: Path) -> None:
    _, out, _ = biganzi("--home", home, "corpus", "stats")
    assert "文件 3 份" in out and "已废止 1 份，已有新版 0 份" in out and "信息有疑问 1 份" in out and "索引：字词" in out
    found = json.loads(biganzi("--home", home, "corpus", "stats", "--format", "json")[1])
    assert {"documents", "passages", "characters", "oldest", "newest", "kinds"} <= found.keys()
    assert (found["repealed"], found["superseded"], found["doubtful"]) == (1, 0, 1)


def test_an_empty_library(biganzi: Run, tmp_path: Path) -> None:
    home = tmp_path / "empty"
    assert "文库是空的" in biganzi("--home", home, "corpus", "list")[1]
    assert "没有需要核对的信息" in biganzi("--home", home, "corpus", "review")[1]
    assert "文件 0 份" in biganzi("--home", home, "corpus", "stats")[1]

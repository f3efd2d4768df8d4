"""Whole commands with marked material and an endpoint outside: refused in one sentence, and nobody was even called."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.embedding_server import EmbeddingServer
from tests.model_server import ModelServer
from tests.secrecy.people import identity_number
from tests.secrecy.recorder import Recorder

Run = Callable[..., tuple[int, str, str]]
BRIEF = "title: 在全县防汛工作会议上的讲话\ngenre: speech\nplace: 青禾县\nintent: 把堤防夜间巡查的责任压实\nmust_cover: [堤防夜间巡查]\n"
PAPER = "关于堤防夜间巡查的通知\n各乡镇：\n堤防夜间巡查由甲一组负责，每两小时一次，发现险情先报告后处置。\n"
MARKS: dict[str, tuple[str, str, str]] = {  # how the paper is marked: the folder it lies in, its text, its level by hand
    "in its text": ("收文", f"机密★5年\n{PAPER}", ""),
    "by its folder": ("内部", PAPER, ""),
    "by hand": ("收文", PAPER, "secrecy=秘密"),
}


@pytest.fixture
def outside() -> Iterator[Recorder]:
    with Recorder() as recorder:
        yield recorder


def workspace(tmp_path: Path, base_url: str, zone: str = "remote", more: str = "") -> Path:
    home = tmp_path / "box"
    home.mkdir(exist_ok=True)
    model = f'[models.m]\nbase_url = "{base_url}"\nmodel = "m"\nzone = "{zone}"\nretries = 0\ncontext_tokens = 32768\nconnect_timeout = 1\n'
    (home / "settings.toml").write_text(f'{model}[secrecy.folders]\n"内部/" = "内部"\n{more}', encoding="utf-8")
    return home


def filed(biganzi: Run, home: Path, tmp_path: Path, how: str) -> Path:
    """The paper in the library, marked as `how` says."""
    folder, text, by_hand = MARKS[how]
    path = tmp_path / folder / "通知.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    assert biganzi("--home", home, "corpus", "add", path)[0] == 0
    if by_hand:
        assert biganzi("--home", home, "corpus", "edit", path, "--set", by_hand)[0] == 0
    return path


@pytest.mark.parametrize("how", MARKS)
@pytest.mark.parametrize("pinned", [False, True], ids=["found", "pinned"])
def test_a_marked_paper_of_the_library(biganzi: Run, tmp_path: Path, outside: Recorder, how: str, pinned: bool) -> None:
    home = workspace(tmp_path, outside.base_url)
    path = filed(biganzi, home, tmp_path, how)
    pin = f"pin: [{json.dumps(str(path), ensure_ascii=False)}]\n" if pinned else ""
    (tmp_path / "b.yaml").write_text(BRIEF + pin, encoding="utf-8")
    code, _, err = biganzi("--home", home, "draft", tmp_path / "b.yaml", "--model", "m", "--out", tmp_path / "o")
    assert code == 2, err
    assert "文库材料《关于堤防夜间巡查的通知》" in err
    assert "带有密级标志" in err
    assert "甲一组" not in err
    assert outside.silent
    line = json.loads((home / "logs" / "secrecy.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (line["document"], line["decision"]) == (str(path.resolve()), "refused")


def test_a_brief_in_a_marked_folder(biganzi: Run, tmp_path: Path, outside: Recorder) -> None:
    home = workspace(tmp_path, outside.base_url)
    (tmp_path / "内部").mkdir()
    (tmp_path / "内部" / "b.yaml").write_text(BRIEF, encoding="utf-8")
    code, _, err = biganzi("--home", home, "draft", tmp_path / "内部" / "b.yaml", "--model", "m", "--out", tmp_path / "o")
    assert (code, "任务书带有密级标志“内部”" in err) == (2, True)
    assert outside.silent


def test_an_outline_made_from_marked_papers_stays_when_the_papers_are_gone(biganzi: Run, tmp_path: Path, outside: Recorder) -> None:
    (tmp_path / "b.yaml").write_text(BRIEF, encoding="utf-8")
    with ModelServer("不会写提纲") as server:
        home = workspace(tmp_path, server.base_url, "local")
        path = filed(biganzi, home, tmp_path, "by hand")
        plan = ("--home", home, "draft", tmp_path / "b.yaml", "--model", "m", "--out", tmp_path / "o", "--outline-only")
        assert biganzi(*plan)[0] == 0
    workspace(tmp_path, outside.base_url)
    assert biganzi("--home", home, "corpus", "remove", path)[0] == 0
    code, _, err = biganzi("--home", home, "draft", "--resume", tmp_path / "o", "--model", "m")
    assert (code, "已列好的提纲" in err) == (2, True)
    assert outside.silent


def test_a_file_in_a_marked_folder_gets_no_second_opinion(biganzi: Run, tmp_path: Path, outside: Recorder) -> None:
    home = workspace(tmp_path, outside.base_url, more='[roles]\njudge = "m"\n')
    (tmp_path / "内部").mkdir()
    (tmp_path / "内部" / "a.txt").write_text("关于巡查的通知\n各乡镇要高度重视，切实加强领导。\n", encoding="utf-8")
    arguments = ("--home", home, "check", tmp_path / "内部" / "a.txt", "--second-opinion", "--families", "padding,tone", "--format", "json")
    _, out, _ = biganzi(*arguments)
    assert any("密级标志" in said["why"] for said in json.loads(out)[0]["unscored"])
    assert outside.silent


def test_vectors_are_asked_for_with_placeholders(biganzi: Run, tmp_path: Path) -> None:
    number = identity_number("330106", "19900307", "251")
    with EmbeddingServer() as server:
        lines = ["[embedding]", 'kind = "endpoint"', f'base_url = "{server.base_url}"', 'model = "e"', 'zone = "remote"', ""]
        home = workspace(tmp_path, "http://127.0.0.1:9/v1", more="\n".join(lines))
        paper = tmp_path / "来信.txt"
        paper.write_text(f"关于来信办理情况的报告\n来信人王小明，身份证号{number}，电话13900001234，反映供水问题。\n", encoding="utf-8")
        assert biganzi("--home", home, "corpus", "add", paper)[0] == 0
        assert biganzi("--home", home, "corpus", "search", "13900001234 供水")[0] == 0
        assert "反映供水问题" in server.said
        assert not [value for value in (number, "13900001234", "王小明") if value in server.said]

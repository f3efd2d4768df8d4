"""Results are never written over what they were made from, and what cannot be written is said."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-c", "from entry import main; main()"]
TEXT = "全县危化品企业11家。\n"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "稿.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_report_does_not_replace_the_draft(biganzi: Run, draft: Path) -> None:
    code, _, err = biganzi("check", draft, "--output", draft)
    assert (code, draft.read_text(encoding="utf-8")) == (2, TEXT)
    assert "请换一个文件名" in err


def test_nor_the_batch(biganzi: Run, tmp_path: Path) -> None:
    rows = tmp_path / "b.jsonl"
    rows.write_text('{"id": 1, "text": "一"}\n', encoding="utf-8")
    assert biganzi("check", "--batch", rows, "--output", rows)[0] == 2
    assert '"text"' in rows.read_text(encoding="utf-8")


def test_a_ledger_that_is_there_is_put_aside(biganzi: Run, draft: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "台账.csv"
    ledger.write_text("指标,数值\n我改过的,1\n", encoding="utf-8")
    code, _, err = biganzi("facts", "extract", draft, "--output", ledger)
    (aside,) = tmp_path.glob("台账-旧-*.csv")
    assert code == 0
    assert "我改过的" in aside.read_text(encoding="utf-8")
    assert aside.name in err


def test_an_empty_name_is_not_the_current_folder(biganzi: Run, tmp_path: Path) -> None:
    for arguments in (["corpus", "add", ""], ["--home", "", "corpus", "list"], ["check", ""]):
        code, _, err = biganzi("--home", tmp_path / "home", *arguments)
        assert code == 2
        assert "文件名是空的" in err


def test_a_link_stays_a_link(biganzi: Run, draft: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "结果.txt", tmp_path / "link.txt"
    target.write_text("旧", encoding="utf-8")
    link.symlink_to(target)
    biganzi("check", draft, "--output", link)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") != "旧"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a full device")
def test_a_full_disk_under_the_output(draft: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*PROGRAM, "check", str(draft)], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("错误：读写文件时出错")
    assert done.stderr.count("\n") == 1


def test_nobody_reads_on() -> None:
    source = subprocess.Popen([*PROGRAM, "rule"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert source.stdout is not None and source.stderr is not None
    source.stdout.close()
    assert source.wait() == 0
    assert source.stderr.read() == b""
    source.stderr.close()

"""Results are never written over what they were made from, and what cannot be written is said."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = "全县危化品企业11家。\n"


def run(*arguments: object, **options: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", "from entry import main; main()", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "稿.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_report_does_not_replace_the_draft(draft: Path) -> None:
    done = run("check", draft, "--output", draft)
    assert (done.returncode, draft.read_text(encoding="utf-8")) == (2, TEXT)
    assert "请换一个文件名" in done.stderr


def test_nor_the_batch(tmp_path: Path) -> None:
    rows = tmp_path / "b.jsonl"
    rows.write_text('{"id": 1, "text": "一"}\n', encoding="utf-8")
    done = run("check", "--batch", rows, "--output", rows)
    assert done.returncode == 2
    assert '"text"' in rows.read_text(encoding="utf-8")


def test_a_ledger_that_is_there_is_put_aside(draft: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "台账.csv"
    ledger.write_text("指标,数值\n我改过的,1\n", encoding="utf-8")
    done = run("facts", "extract", draft, "--output", ledger)
    (aside,) = tmp_path.glob("台账-旧-*.csv")
    assert done.returncode == 0
    assert "我改过的" in aside.read_text(encoding="utf-8")
    assert aside.name in done.stderr


def test_an_empty_name_is_not_the_current_folder(tmp_path: Path) -> None:
    for arguments in (["corpus", "add", ""], ["--home", "", "corpus", "list"], ["check", ""]):
        done = run("--home", tmp_path / "home", *arguments)
        assert done.returncode == 2
        assert "文件名是空的" in done.stderr


def test_a_link_stays_a_link(draft: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "结果.txt", tmp_path / "link.txt"
    target.write_text("旧", encoding="utf-8")
    link.symlink_to(target)
    run("check", draft, "--output", link)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") != "旧"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a full device")
def test_a_full_disk_under_the_output(draft: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-c", "from entry import main; main()", "check", str(draft)]
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("错误：读写文件时出错")
    assert done.stderr.count("\n") == 1


def test_nobody_reads_on(draft: Path) -> None:
    source = subprocess.Popen(
        [sys.executable, "-c", "from entry import main; main()", "rule"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert source.stdout is not None and source.stderr is not None
    source.stdout.close()
    assert source.wait() == 0
    assert source.stderr.read() == b""
    source.stderr.close()

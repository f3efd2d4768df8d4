"""overlay.yaml of the workspace: an office's own additions to the packaged word lists."""

import subprocess
import sys
from pathlib import Path

TEXT = "全县推行6项清单法，新建停车位120个。\n"


def extract(home: Path, overlay: str) -> "subprocess.CompletedProcess[str]":
    """In a process of its own: the lists are read once."""
    (home / "overlay.yaml").write_text(overlay, encoding="utf-8")
    (home / "稿.txt").write_text(TEXT, encoding="utf-8")
    command = [sys.executable, "-m", "cli", "--home", str(home), "facts", "extract", str(home / "稿.txt")]
    return subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)


def test_what_the_office_calls_no_data_is_left_alone(tmp_path: Path) -> None:
    assert ",6,项" in extract(tmp_path, "figures: {}\n").stdout
    said = extract(tmp_path, "figures:\n  phrases: [6项清单法]\n").stdout
    assert ",6,项" not in said
    assert ",120," in said


def test_a_wrong_key_is_named_with_its_line(tmp_path: Path) -> None:
    done = extract(tmp_path, "figures:\n  phrase: [6项清单法]\n")
    assert done.returncode == 2
    assert "overlay.yaml 第 2 行" in done.stderr
    assert "phrases" in done.stderr

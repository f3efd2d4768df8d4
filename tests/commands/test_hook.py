"""The hook for archives kept in git: its entry, run over what is staged as pre-commit runs it, stops errors and nothing else."""

import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.docx_maker import make_docx

ROOT = Path(__file__).parents[2]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def hook() -> dict[str, str]:
    (found,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert found["id"] == "biganzi-check" and found["require_serial"] is True
    return dict(found)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git repository with nothing in it yet, and where we are."""
    folder = tmp_path / "公文"
    folder.mkdir()
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True, capture_output=True)
    monkeypatch.chdir(folder)
    return folder


def staged(folder: Path) -> list[str]:
    subprocess.run(["git", "add", "."], cwd=folder, check=True, capture_output=True)
    told = subprocess.run(["git", "diff", "--staged", "--name-only", "-z"], cwd=folder, check=True, capture_output=True)
    return [name for name in told.stdout.decode("utf-8").split("\0") if name]


def commit(hook: dict[str, str], folder: Path, biganzi: Run) -> tuple[int, str, str]:
    program, *arguments = shlex.split(hook["entry"])
    assert program == "biganzi"
    return biganzi(*arguments, *(name for name in staged(folder) if re.search(hook["files"], name)))


def test_errors_stop_a_commit_and_are_told_one_a_line(hook: dict[str, str], archive: Path, biganzi: Run) -> None:
    (archive / "2026年").mkdir()
    (archive / "2026年" / "防汛 通知.md").write_text("关于做好防汛工作的通知\n全县排查XX处。", encoding="utf-8")
    (archive / "讲话.docx").write_bytes(make_docx("<w:p><w:r><w:t>全年完成投资XX万元。</w:t></w:r></w:p>"))
    (archive / "清楚.txt").write_text("请各村于每月五日前报送台账。", encoding="utf-8")
    (archive / "脚本.py").write_text("# XX", encoding="utf-8")
    code, out, err = commit(hook, archive, biganzi)
    assert (code, err) == (1, "")
    lines = out.splitlines()
    assert {line.partition(" 第")[0] for line in lines} == {"2026年/防汛 通知.md", "讲话.docx"}
    assert "讲话.docx 第1段“XX”：“XX”是没有填写的占位，请补上实际内容。（RES006）" in lines


def test_warnings_do_not(hook: dict[str, str], archive: Path, biganzi: Run) -> None:
    (archive / "清楚.txt").write_text("请各村于每月五日前报送台账，恳请抓紧。", encoding="utf-8")
    code, out, _ = commit(hook, archive, biganzi)
    assert (code, out) == (0, "没有错误。\n")


def test_the_sample_of_the_documentation_is_the_hook(hook: dict[str, str]) -> None:
    page = (ROOT / "docs" / "bulletin.md").read_text(encoding="utf-8")
    (sample,) = re.findall("```yaml\n(.*?)```", page, re.DOTALL)
    (told,) = yaml.safe_load(sample)["repos"][0]["hooks"]
    assert told == {key: value for key, value in hook.items() if key != "description"}

from pathlib import Path

import pytest

from base.errors import InputError
from base.files import write_bytes, write_json, write_text


def test_replaces_whole_files_and_makes_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    write_text(path, "一")
    write_text(path, "二")
    assert path.read_text(encoding="utf-8") == "二"
    assert [p.name for p in path.parent.iterdir()] == ["b.txt"]


def test_json_stays_readable(tmp_path: Path) -> None:
    write_json(tmp_path / "a.json", {"名": 1})
    assert "名" in (tmp_path / "a.json").read_text(encoding="utf-8")


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="无法写入"):
        write_bytes(tmp_path / "file" / "b", b"x")

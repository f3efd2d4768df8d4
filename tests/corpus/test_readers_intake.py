import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from base.errors import FileError
from corpus import ingest
from corpus.documents import Document
from corpus.library import Library
from tests.corpus.pdf_maker import make_pdf, paragraph

Run = Callable[..., tuple[int, str, str]]
TITLE = "青禾县人民政府关于做好防汛工作的通知"
BODY = "各乡镇人民政府要把巡查责任落实到堤、到坝、到人，实行二十四小时值班，不得脱岗，不得漏报。"


def test_every_format_is_taken_in_and_what_was_mended_is_told(biganzi: Run, tmp_path: Path) -> None:
    folder = tmp_path / "资料"
    folder.mkdir()
    (folder / "a.html").write_text(f"<h1>{TITLE}</h1><div><p>{BODY}</p><p>浏览次数：35</p></div>", encoding="gbk")
    make_pdf(folder / "b.pdf", [paragraph(BODY, 700)])
    with zipfile.ZipFile(folder / "c.zip", "w") as new:
        new.writestr("内/d.txt", f"{TITLE}\n{BODY}\n打印本页 关闭窗口")
        new.writestr("内/e.ofd", "x")
    (folder / "f.pdf").write_bytes(b"%PDF-1.4 cut")
    code, _, err = biganzi("corpus", "add", folder)
    assert code == 4
    assert "新增 3" in err
    assert "网页残留 2 处" in err and "断行 1 处" in err
    assert "e.ofd 的格式不能读取" in err and "f.pdf 已损坏" in err
    code, out, _ = biganzi("corpus", "show", f"{folder}/c.zip!/内/d.txt")
    assert code == 0 and "打印本页" not in out and "网页残留 1 处" in out


def test_a_second_time_nothing_is_new(biganzi: Run, tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "b.pdf", [paragraph(BODY, 700)])
    assert biganzi("corpus", "add", path)[0] == 0
    code, _, err = biganzi("corpus", "add", path)
    assert code == 0 and "未变 1" in err and "不同之处" not in err


def test_the_help_names_the_formats(biganzi: Run) -> None:
    _, out, _ = biganzi("corpus", "add", "--help")
    assert all(name in out for name in ("docx", "wps", "pdf", "html", "zip", "LibreOffice"))


def test_formats_that_are_not_taken_in_are_counted(biganzi: Run, tmp_path: Path) -> None:
    folder = tmp_path / "资料"
    folder.mkdir()
    for name in ("a.jpg", "b.JPG", "c.xlsx", "Thumbs.db", "~$d.docx"):
        (folder / name).write_bytes(b"x")
    code, _, err = biganzi("corpus", "add", folder)
    assert code == 2 and "3 个文件格式不收录：jpg 2、xlsx 1" in err and "文字识别" in err and "biganzi facts" in err
    (folder / "e.txt").write_text(f"{TITLE}\n{BODY}", encoding="utf-8")
    code, _, err = biganzi("corpus", "add", folder)
    assert code == 0 and "另有 3 个文件格式不收录：jpg 2、xlsx 1。" in err and "a.jpg" not in err
    code, _, err = biganzi("corpus", "add", folder, "-v")
    assert code == 0 and f"不收录：{folder}/a.jpg" in err and err.startswith("未变 1 份。\n")
    assert "表格请用 biganzi facts" in biganzi("corpus", "add", folder / "c.xlsx")[2]


def test_what_was_removed_is_not_added_unasked(biganzi: Run, tmp_path: Path) -> None:
    path = tmp_path / "e.txt"
    path.write_text(f"{TITLE}\n{BODY}", encoding="utf-8")
    biganzi("corpus", "add", path)
    biganzi("corpus", "remove", path)
    code, _, err = biganzi("corpus", "add", path)
    assert code == 0 and "您移出过的 1 份没有收，要收请用 --again。" in err
    assert "新增 1 份" in biganzi("corpus", "add", path, "--again")[2]


def test_what_is_read_is_stored_before_a_slow_file_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"{TITLE}\n{name}{BODY}", encoding="utf-8")
    make_pdf(tmp_path / "c.pdf", [paragraph(BODY, 700)])
    stored: list[int] = []
    reading = ingest.iter_documents

    def watched(path: Path) -> Iterator[Document | FileError]:
        if path.suffix == ".pdf":
            with Library.open(tmp_path / "home") as other:
                stored.append(len(other.documents()))
        return reading(path)

    monkeypatch.setattr(ingest, "iter_documents", watched)
    with Library.open(tmp_path / "home") as library:
        assert len(library.add([tmp_path]).added) == 3
    assert stored == [2]

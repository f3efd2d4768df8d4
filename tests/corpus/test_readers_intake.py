import zipfile
from collections.abc import Callable
from pathlib import Path

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

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import docx
import pytest

from base.errors import FileError
from corpus.documents import Document
from corpus.readers import canonical_text, iter_documents, office
from corpus.readers.raw import OLE

TEXT = "关于做好防汛工作的通知"
BINARY = OLE + b"\0" * 600
RTF = r"{\rtf1\ansi\ansicpg936 " + "".join(rf"\u{ord(c)}?" for c in TEXT) + r"\par}"


def program(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    """A soffice of our own on PATH, and nothing but it and the shell's tools."""
    folder.mkdir()
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/bin{os.pathsep}/usr/bin")
    return path


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_without_libreoffice_one_sentence_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("a.doc", "a.wps", "a.wpt"):
        with pytest.raises(FileError, match="没有安装 LibreOffice，请用 Word 或 WPS"):
            canonical_text(write(tmp_path / name, BINARY))


def test_what_it_makes_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = docx.Document()
    made.add_paragraph(TEXT)
    made.save(str(tmp_path / "made.docx"))
    script = f'while [ "$1" != --outdir ]; do shift; done; cp "{tmp_path}/made.docx" "$2/in.docx"'
    program(tmp_path / "bin", monkeypatch, script)
    (document,) = iter_documents(write(tmp_path / "通知.doc", BINARY))
    assert isinstance(document, Document)
    assert (document.text, document.source) == (TEXT, str(tmp_path / "通知.doc"))


def test_it_gets_no_display_no_settings_and_a_profile_without_scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "bin", monkeypatch, f'env > "{tmp_path}/env"; echo "$@" > "{tmp_path}/arguments"')
    monkeypatch.setenv("BIGANZI_SECRET", "1")
    monkeypatch.setenv("DISPLAY", ":0")
    with pytest.raises(FileError, match="打不开"):
        canonical_text(write(tmp_path / "机密 名称.doc", BINARY))
    said = (tmp_path / "env").read_text()
    assert "BIGANZI_SECRET" not in said and "DISPLAY" not in said
    arguments = (tmp_path / "arguments").read_text()
    assert "--headless" in arguments and "机密" not in arguments
    profile = next(word for word in arguments.split() if word.startswith("-env:")).partition("file://")[2]
    assert "DisableMacrosExecution" in (Path(profile) / "user" / "registrymodifications.xcu").read_text()


@pytest.mark.timeout(30)
def test_one_that_hangs_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "bin", monkeypatch, f'sleep 300 & echo $! > "{tmp_path}/child"; wait')
    monkeypatch.setattr(office, "SECONDS", 1.0)
    start = time.monotonic()
    with pytest.raises(FileError, match="超过 1 秒没有完成，已停止"):
        canonical_text(write(tmp_path / "a.doc", BINARY))
    assert time.monotonic() - start < 60  # of the 300 that it would sleep
    child = int((tmp_path / "child").read_text())
    deadline = time.monotonic() + 60
    while _runs(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(child)


def test_copies_that_a_killed_program_left_are_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gone = subprocess.Popen(["true"])
    gone.wait()
    names = (f"biganzi-office-{gone.pid}-x", f"biganzi-office-{os.getpid()}-x", "biganzi-office-x", "别的")
    for name in names:
        write_in = tmp_path / name
        write_in.mkdir()
        (write_in / "in.doc").write_bytes(BINARY)
    office.sweep()
    assert {path.name for path in tmp_path.iterdir()} == set(names[1:])


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")


def test_one_that_fails_or_cannot_be_started_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = program(tmp_path / "bin", monkeypatch, "kill -9 $$")
    with pytest.raises(FileError, match="可能设了密码或者已损坏"):
        canonical_text(write(tmp_path / "a.doc", BINARY))
    path.write_bytes(b"\x7fELF broken")
    with pytest.raises(FileError, match="启动不了"):
        canonical_text(write(tmp_path / "a.doc", BINARY))


def test_a_doc_that_is_something_else_is_read_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    made = docx.Document()
    made.add_paragraph(TEXT)
    made.save(str(tmp_path / "a.docx"))
    shutil.copy(tmp_path / "a.docx", tmp_path / "docx.doc")
    assert canonical_text(tmp_path / "docx.doc") == TEXT
    page = f"<html><body><p>{TEXT}，请认真贯彻执行，不得有误。</p></body></html>"
    assert canonical_text(write(tmp_path / "html.doc", page)) == f"{TEXT}，请认真贯彻执行，不得有误。"
    with pytest.raises(FileError, match="其实是别的格式"):
        canonical_text(write(tmp_path / "text.doc", TEXT))
    with pytest.raises(FileError, match="设了打开密码"):
        canonical_text(write(tmp_path / "locked.doc", BINARY + "EncryptedPackage".encode("utf-16-le")))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.timeout(120)
def test_the_real_one_reads_rtf(tmp_path: Path) -> None:
    assert canonical_text(write(tmp_path / "a.rtf", RTF)) == TEXT

"""doc, wps, rtf, odt: turned into docx by LibreOffice where it is installed, then read as docx."""

import os
import re
import shutil
import signal
import subprocess
import threading
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir, mkdtemp

from base.errors import FileError, reason
from corpus.readers import docx
from corpus.readers.raw import OLE, SAVE_AS_DOCX, Raw, true_nature
from corpus.readers.reading import Reading

SUFFIXES = (".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt")
SECONDS = 90.0  # LibreOffice needs two to five for a file
_OURS = "biganzi-office-"  # begins the names of our working folders; the number of their process follows
_ONE_AT_A_TIME = threading.Lock()  # LibreOffice locks its profile
_NO_SCRIPTS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


class ConverterError(FileError):
    """The converter failed, not the file: another time it may be read."""


def read(raw: Raw) -> Reading:
    """Read a file in a format of Word before 2007, of WPS, RTF or OpenDocument; FileError where it cannot be turned into docx."""
    _refuse_others(raw)
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ConverterError(f"{raw.name} 要先转换才能读取，而本机没有安装 LibreOffice，{SAVE_AS_DOCX}，或者安装 LibreOffice。")
    with TemporaryDirectory(prefix=_prefix()) as name, _ONE_AT_A_TIME:
        return docx.read(Raw(raw.name, _converted(raw, program, Path(name))))


def sweep() -> None:
    """Take away the working folders of programs that were killed: copies of documents are in them."""
    if os.name != "posix":  # elsewhere asking after a process may end it
        return
    for path in Path(gettempdir()).glob(f"{_OURS}*/"):
        number = path.name.removeprefix(_OURS).partition("-")[0]
        with suppress(OSError):
            if number.isdigit() and path.stat().st_uid == os.getuid() and not _runs(int(number)):
                shutil.rmtree(path, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _prefix() -> str:
    return f"{_OURS}{os.getpid()}-"


def _refuse_others(raw: Raw) -> None:
    known = raw.data.startswith((OLE, b"{\\rtf", b"PK\x03\x04")) or (raw.suffix == ".doc" and raw.data.startswith(b"\xdb\xa5"))
    nature = true_nature(raw.data)
    if "密码" in nature:
        raise FileError(f"{raw.name} 设了打开密码，无法读取，请去掉密码另存后再试。")
    if not known:
        raise FileError(f"{raw.name} 不是 {raw.suffix.removeprefix('.')} 文件，其实是{nature or '别的格式的文件'}，{SAVE_AS_DOCX}。")


def _converted(raw: Raw, program: str, folder: Path) -> bytes:
    """The docx that LibreOffice makes of `raw`, in `folder`."""
    source = folder / f"in{raw.suffix}"  # the name never reaches another program
    source.write_bytes(raw.data)
    command = [program, f"-env:UserInstallation={_profile().as_uri()}", "--headless", "--norestore", "--nolockcheck", "--nodefault"]
    _run([*command, "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(source)], raw.name)
    made = folder / "in.docx"
    if not made.is_file():
        raise FileError(f"{raw.name} 打不开（可能设了密码或者已损坏），{SAVE_AS_DOCX}。")
    return made.read_bytes()


def _run(command: list[str], name: str) -> None:
    """Run LibreOffice; whatever it started is gone afterwards."""
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, env=_environment(), start_new_session=True)
    except OSError as error:
        raise ConverterError(f"{name} 要由 LibreOffice 转换，但它启动不了（{reason(error)}），{SAVE_AS_DOCX}。") from error
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise ConverterError(f"{name} 用 LibreOffice 转换超过 {SECONDS:.0f} 秒没有完成，已停止，{SAVE_AS_DOCX}。") from error
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the process with its whole group: soffice is a shell script over two more programs."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _environment() -> dict[str, str]:
    """What LibreOffice needs and no more: no display, no proxy, no settings of ours."""
    return {name: value for name, value in os.environ.items() if re.fullmatch("PATH|LANG|LC_.*|TMPDIR|SYSTEMROOT", name)} | {
        "HOME": str(_profile()),
    }


@cache
def _profile() -> Path:
    """A profile of our own, made once a process: the user's is left alone, and scripts and links to elsewhere are off."""
    import atexit

    folder = Path(mkdtemp(prefix=_prefix()))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "user").mkdir()
    (folder / "user" / "registrymodifications.xcu").write_text(_NO_SCRIPTS, encoding="utf-8")
    return folder

"""`biganzi app` as a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.app.conftest import ROOT
from tests.browser import CHROMIUM

__all__ = ["CHROMIUM", "Served", "free_port", "serving", "slowness"]


@dataclass(frozen=True)
class Served:
    """A running server: where it is, over which workspace, and what it took to be ready."""

    url: str
    home: Path
    process: "subprocess.Popen[str]"
    seconds: float  # of the server's own work until it answered


@contextmanager
def serving(home: Path, *arguments: str, port: int = 0) -> Iterator[Served]:
    """The launcher's server over `home`; on the way out nothing but its one line may have been said."""
    port = port or free_port()
    command = [sys.executable, str(ROOT / "cli.py"), "--home", str(home), "app", "--port", str(port), "--no-browser", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | {"BIGANZI_MODEL": ""}, text=True)
    url = f"http://127.0.0.1:{port}"
    try:
        _await(process, f"{url}/_stcore/health")
        yield Served(url, home, process, _worked(process.pid))
    finally:
        process.terminate()
        out, err = process.communicate(timeout=60)
    assert (out, err.splitlines()[:1]) == ("", [f"请用浏览器打开 {url} ，按 Ctrl+C 结束。"])
    assert len(err.splitlines()) == 1, err


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


BESIDE = 2.5  # what the other worker of the suite, with its browser, may cost beside what `slowness` saw


def slowness() -> float:
    """How much longer than on an idle machine work may take at the moment, the rest of the suite running beside it."""
    wall, own = time.perf_counter(), time.process_time()
    while time.process_time() - own < 0.2:
        sum(range(1000))
    return BESIDE * (time.perf_counter() - wall) / 0.2


def _await(process: "subprocess.Popen[str]", health: str) -> None:
    for _ in range(1200):
        assert process.poll() is None, process.communicate()[1]
        try:
            with urllib.request.urlopen(health, timeout=5):
                return
        except urllib.error.URLError:
            time.sleep(0.05)
    raise TimeoutError("the server does not come up")


def _worked(pid: int) -> float:
    """Seconds of processor time, which other programs on the machine do not lengthen; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

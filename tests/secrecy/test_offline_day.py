"""With the offline switch on a whole day's work opens no socket but loopback: every system call is watched, in a net without a way out."""

import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

DAY = Path(__file__).with_name("offline_day.py")
CALLS = "connect,bind,sendto,sendmsg,sendmmsg"
LOOPBACK_UP = """
import fcntl, os, socket, struct, sys
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
    fcntl.ioctl(s, 0x8914, struct.pack("16sh14s", b"lo", 0x49, b""))
os.execv(sys.argv[1], sys.argv[1:])
"""
_ADDRESS = re.compile(r'sin_addr=inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"')


def alone() -> list[str]:
    """What runs a program in a net of its own; [] where that is not permitted."""
    for command in (["unshare", "-n"], ["unshare", "-rn"]):
        if shutil.which("unshare") and subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0:
            return [*command, sys.executable, "-c", LOOPBACK_UP]
    return []


def watched(log: Path) -> list[str]:
    strace = shutil.which("strace")
    return [strace, "-f", "--seccomp-bpf", "-e", f"trace={CALLS}", "-o", str(log)] if strace else []


def free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return str(probe.getsockname()[1])


@pytest.mark.timeout(300)
def test_a_day_offline(tmp_path: Path) -> None:
    log = tmp_path / "calls"
    around = [*alone(), *watched(log)]
    if not around:
        pytest.skip("neither a net namespace nor strace is to be had here")
    command = [*around, sys.executable, str(DAY), str(tmp_path / "home"), str(tmp_path / "out"), free_port()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280, check=False)
    said = dict(line.split(" ", 1) for line in done.stdout.splitlines())
    assert {name: said.get(name, "").strip() for name in ("add", "search", "draft", "check", "app")} == {
        "add": "0", "search": "0", "draft": "0", "check": "0", "app": "200 200",
    }, done.stdout + done.stderr  # fmt: skip
    for name in ("away", "visitors"):
        assert said[name].startswith("3 ")
        assert said[name].count("离线开关已打开") == 1
    if watched(log):
        assert "127.0.0.1" in log.read_text(encoding="utf-8", errors="replace")
        assert not outside(log)


def outside(log: Path) -> list[str]:
    """The calls that name an address of another machine."""
    calls = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return [call for call in calls if any(not near(a or b) for a, b in _ADDRESS.findall(call))]


def near(address: str) -> bool:
    return address.startswith("127.") or address in ("::1", "::ffff:127.0.0.1")

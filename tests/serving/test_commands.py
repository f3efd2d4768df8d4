"""`biganzi api` and `biganzi mcp`: when they start, for whom, and how they end."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from base import keys
from base.access import Access
from base.errors import InputError
from serving.http_server import TOKEN, Place, listen, place

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parents[2]
LONG = "qinghe-0123456789-abcdef"


@pytest.mark.parametrize("token", ["", "short"])
def test_others_are_let_in_with_a_token_only(biganzi: Run, monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    monkeypatch.setenv(TOKEN, token)
    code, _, err = biganzi("api", "--address", "0.0.0.0")
    assert code == 2
    assert err.count("\n") == 1
    assert "要先设口令" in err
    assert TOKEN in err


def test_a_token_that_nobody_can_send_is_refused(biganzi: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN, "口令口令口令口令口令口令口令口令口令")
    code, _, err = biganzi("api")
    assert code == 2
    assert "口令不能用" in err


def test_the_offline_switch_keeps_others_out(biganzi: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN, LONG)
    monkeypatch.setenv("BIGANZI_OFFLINE", "1")
    code, _, err = biganzi("api", "--address", "0.0.0.0")
    assert code == 3
    assert "离线开关已打开" in err


def test_who_comes_over_the_network_is_not_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN, LONG)
    near, far = place("127.0.0.1", 8600, Access()), place("0.0.0.0", 8600, Access())
    assert [near.zone(zone) for zone in ("local", "intranet", "remote")] == ["local", "intranet", "remote"]
    assert [far.zone(zone) for zone in ("local", "intranet", "remote")] == ["intranet", "intranet", "remote"]
    assert place("::1", 8600, Access()).url == "http://[::1]:8600"


def test_the_token_may_lie_with_the_other_keys(tmp_path: Path) -> None:
    keys.keep(tmp_path / "home", TOKEN, LONG)
    assert place("0.0.0.0", 8600, Access()).token == LONG


def test_a_port_in_use_and_an_address_of_another_machine(biganzi: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, _, err = biganzi("api", "--port", taken.getsockname()[1])
    assert code == 2
    assert "端口已被占用" in err
    with pytest.raises(InputError, match="不是本机的地址"):
        listen(Place("192.0.2.7", 8600, LONG, Access()))


def test_a_certificate_that_is_none(biganzi: Run, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "settings.toml").write_text('[app]\ncertificate = "none.pem"\nkey = "none.key"\n', encoding="utf-8")
    code, _, err = biganzi("api")
    assert code == 2
    assert "证书 none.pem" in err


@contextmanager
def ended(program: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """A program that does not outlive its test, however that goes."""
    with program:
        try:
            yield program
        finally:
            program.kill()


def test_it_serves_until_it_is_interrupted(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-W", "error", "-m", "cli", "--home", str(tmp_path / "served"), "api", "--port", str(port)]
    with ended(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)) as program:
        assert program.stderr is not None
        told = program.stderr.readline()
        assert f"http://127.0.0.1:{port}/" in told
        assert httpx.get(f"http://127.0.0.1:{port}/rules?name=FIG001", trust_env=False, timeout=60).status_code == 200
        program.send_signal(signal.SIGINT)
        out, err = program.communicate(timeout=60)
    assert (program.returncode, out, err) == (0, "", "")
    assert not (tmp_path / "served").exists()


def test_an_assistant_may_be_interrupted(tmp_path: Path) -> None:
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}
    command = [sys.executable, "-m", "cli", "--home", str(tmp_path / "served"), "mcp"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with ended(subprocess.Popen(command, cwd=ROOT, text=True, **pipes)) as program:  # type: ignore[call-overload]
        program.stdin.write(json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}) + "\n")
        program.stdin.flush()
        assert json.loads(program.stdout.readline())["id"] == 1
        program.send_signal(signal.SIGINT)
        assert program.wait(60) == 0
        assert program.stderr.read() == ""


def test_help_loads_no_server(biganzi: Run) -> None:
    asked = "import sys, cli; cli.main(['--help']); print(sorted({'fastapi', 'uvicorn', 'mcp', 'serving'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert "MCP 服务" in done.stdout
    for name in ("api", "mcp"):
        assert biganzi(name, "--help")[0] == 0

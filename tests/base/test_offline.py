"""With the switch on no socket leaves the machine, whoever opens it; keys are hidden wherever a message shows one."""

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from base import offline
from base.errors import InputError, ServiceError
from base.hiding import hidden, remember
from corpus.postgres import server_engine

HELD = """
import socket, sys
from base import office, offline
office.use(__import__("pathlib").Path(sys.argv[1]))
offline.hold()
def tried(work):
    try:
        work()
    except PermissionError:
        return "refused"
    except OSError:
        return "tried"
    return "done"
def connect(host, kind=socket.SOCK_STREAM, family=socket.AF_INET):
    with socket.socket(family, kind) as s:
        s.settimeout(0.2)
        s.connect((host, 9))
def send():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.sendto(b"x", ("192.0.2.1", 9))
def bind(host):
    with socket.socket() as s:
        s.bind((host, 0))
print(tried(lambda: connect("192.0.2.1")), tried(lambda: connect("192.0.2.1", socket.SOCK_DGRAM)), tried(send),
      tried(lambda: socket.getaddrinfo("example.invalid", 80)), tried(lambda: bind("0.0.0.0")), tried(lambda: bind("")))
print(tried(lambda: connect("127.0.0.1")), tried(lambda: socket.getaddrinfo("localhost", 80)), tried(lambda: bind("127.0.0.1")),
      tried(lambda: socket.socketpair()[0].close()))
"""


@pytest.mark.parametrize("settings", ["offline = true\n", "offline = [broken"])
def test_no_socket_leaves(tmp_path: Path, settings: str) -> None:
    (tmp_path / "settings.toml").write_text(settings, encoding="utf-8")
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", HELD, tmp_path], capture_output=True, text=True, timeout=120, check=True)
    out, here = done.stdout.splitlines()
    assert out.split() == ["refused"] * 6
    assert here.split() == ["tried", "done", "done", "done"]


def test_a_database_elsewhere_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(offline.VARIABLE, "1")
    for url in ("postgresql+psycopg://u:geheim@db.example.cn/b", "postgresql+psycopg:///b?host=10.1.1.8"):
        with pytest.raises(ServiceError, match="离线开关已打开") as refused:
            server_engine(sa.make_url(url))
        assert "geheim" not in str(refused.value)
    server_engine(sa.make_url("postgresql+psycopg://127.0.0.1/b")).dispose()
    server_engine(sa.make_url("postgresql+psycopg:///b?host=/tmp")).dispose()


def test_nobody_else_is_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    offline.refuse_visitors("192.168.1.20")
    monkeypatch.setenv(offline.VARIABLE, "1")
    offline.refuse_visitors("127.0.0.1")
    with pytest.raises(ServiceError, match="不能让别的电脑打开"):
        offline.refuse_visitors("0.0.0.0")


def test_no_message_shows_a_key() -> None:
    remember("sk-0123456789")
    assert hidden("密钥 sk-0123456789 不对") == "密钥 *** 不对"
    assert hidden("https://user:geheim@host/v1 和 http://h/v1?api_key=abc&x=1") == "https://***@host/v1 和 http://h/v1?api_key=***&x=1"
    assert str(InputError("不认识 sk-0123456789")) == "不认识 ***"
    assert hidden("见 https://host/v1，联系 a@b.cn") == "见 https://host/v1，联系 a@b.cn"
    remember("abc")
    assert hidden("abc") == "abc"  # too short to be told from words

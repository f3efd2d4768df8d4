"""`biganzi user` and what `biganzi app` demands before others may come in."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from base import accounts
from base.access import Access
from commands.app import _reach, _where_to

Biganzi = Callable[..., tuple[int, str, str]]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda words: monkeypatch.setattr("sys.stdin", io.StringIO(words))


def test_accounts_from_the_command_line(biganzi: Biganzi, typed: Callable[[str], None], tmp_path: Path) -> None:
    typed("稻香千里-2026\n")
    code, _, said = biganzi("user", "add", "周明远", "--role", "起草人", "--role", "核稿人")
    assert code == 0 and "已添加账号“周明远”（起草人、核稿人）" in said
    assert biganzi("user", "list") == (0, "周明远\t起草人、核稿人\n", "")
    typed("换了一个口令99\n")
    assert biganzi("user", "password", "周明远")[0] == 0
    assert accounts.verified(tmp_path / "home", "周明远", "换了一个口令99")
    assert biganzi("user", "remove", "周明远")[0] == 0
    assert biganzi("user", "remove", "周明远")[0] == 2
    assert "还没有账号" in biganzi("user", "list")[2]


def test_role_that_does_not_exist(biganzi: Biganzi) -> None:
    code, _, said = biganzi("user", "add", "周明远", "--role", "科长")
    assert code == 2 and "可选：'起草人'" in said


@pytest.mark.parametrize(("address", "said"), [("0.0.0.0", "先设登录"), ("科室", "不是 IP 地址"), ("203.0.113.9", "先设登录")])
def test_nobody_else_without_accounts(biganzi: Biganzi, address: str, said: str) -> None:
    code, _, err = biganzi("app", "--no-browser", "--address", address)
    assert code == 2 and said in err


def test_address_of_another_machine(biganzi: Biganzi, tmp_path: Path) -> None:
    accounts.add(tmp_path / "home", "周明远", "稻香千里-2026", ("起草人",))
    assert "不是本机的地址" in biganzi("app", "--no-browser", "--address", "203.0.113.9")[2]


def test_only_known_names_lead_to_the_server() -> None:
    assert _reach("127.0.0.1", Access()) == [
        "--server.address=127.0.0.1", "--server.allowedHosts=127.0.0.1", "--server.allowedHosts=localhost",
    ]  # fmt: skip
    assert "--server.allowedHosts=*" not in _reach("0.0.0.0", Access(hosts=("xiegao.qinghe.example",)))
    assert "--server.allowedHosts=*" in _reach("0.0.0.0", Access())
    assert "--server.sslKeyFile=k" in _reach("10.1.1.1", Access(certificate="c", key="k"))


def test_unencrypted_passwords_are_named() -> None:
    assert "明文" in _where_to("10.1.1.1", 8501, Access()) and "明文" not in _where_to("127.0.0.1", 8501, Access())
    said = _where_to("::", 8501, Access(certificate="c", key="k"))
    assert "https://本机地址:8501" in said and "明文" not in said

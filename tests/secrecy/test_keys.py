"""A key is sent to its server and stands nowhere else: not in the workspace, the run, on the terminal or in a traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest

from base import keys
from tests.conftest import SAMPLES
from tests.model_server import Fault, ModelServer, Script

Run = Callable[..., tuple[int, str, str]]
BRIEF = SAMPLES / "briefs" / "safety-speech" / "brief.yaml"
TYPED, SET = "sk-typed-0123456789", "sk-environ-0123456789"
GOOD = "今年1—10月，全县生产安全事故8起。[F1]要把责任压到企业负责人身上。"


def settings(home: Path, base_url: str, variable: str) -> None:
    lines = ["[models.m]", f'base_url = "{base_url}"', 'model = "m"', 'zone = "local"', f'api_key_env = "{variable}"', "retries = 0"]
    (home / "settings.toml").write_text("\n".join([*lines, "context_tokens = 32768", ""]), encoding="utf-8")


def holding(folder: Path, secret: str) -> list[Path]:
    """The files under `folder` with `secret` in them, but for the one that is there to keep it."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != keys.FILE_NAME)
    return [path for path in found if secret.encode() in path.read_bytes()]


ECHO = Fault("http", status=401, message=f"Incorrect API key provided: {TYPED} {SET}")  # some servers do
BROKEN = Fault("error_event", message=f"upstream refused Bearer {TYPED} {SET}")


@pytest.mark.parametrize("script", [GOOD, ECHO, BROKEN], ids=["good", "refused", "broken"])
@pytest.mark.parametrize(("variable", "key"), [("TYPED_KEY", TYPED), ("SET_KEY", SET)])
def test_a_key_stays_where_it_is(
    biganzi: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: Script, variable: str, key: str
) -> None:
    home = tmp_path / "box"
    home.mkdir()
    keys.keep(home, "TYPED_KEY", TYPED)
    monkeypatch.setenv("SET_KEY", SET)
    with ModelServer(script) as server:
        settings(home, server.base_url, variable)
        code, out, err = biganzi("--home", home, "--debug", "draft", BRIEF, "--model", "m", "--out", tmp_path / "o")
        assert server.headers[-1]["authorization"] == f"Bearer {key}"
        doctor = biganzi("--home", home, "doctor")
    assert code == (4 if script == GOOD else 3), err  # the city's document is not in this library
    assert ("Traceback" in err) == (script != GOOD)
    for said in (out, err, *doctor[1:]):
        assert key not in said
    assert holding(tmp_path, key) == []


def test_a_password_in_an_address_is_not_shown(biganzi: Run, tmp_path: Path) -> None:
    home = tmp_path / "box"
    home.mkdir()
    settings(home, "http://user:geheim-wort@127.0.0.1:9/v1", "")
    for command in (("draft", BRIEF, "--model", "m", "--out", tmp_path / "o"), ("doctor",)):
        _, out, err = biganzi("--home", home, "--debug", *command)
        assert "geheim-wort" not in out + err
        assert "127.0.0.1:9" in out + err
    assert holding(tmp_path / "o", "geheim-wort") == []

import subprocess
import sys
from pathlib import Path

import pytest

from base.errors import InputError
from base.home import home_folder
from drafting.settings import load_settings

TOML = """\
model = "local"
[models.local]
base_url = "http://127.0.0.1:8000/v1"
model = "qwen"
"""


def test_home_is_the_option_then_the_environment_then_the_user(tmp_path: Path) -> None:
    assert home_folder(tmp_path, {"BIGANZI_HOME": "/x"}) == tmp_path
    assert home_folder(None, {"BIGANZI_HOME": "/x"}) == Path("/x")
    assert home_folder(None, {}) == Path.home() / ".biganzi"


def test_reading_the_settings_loads_neither_ledger_nor_library() -> None:
    """Every command reads them, `--help` too."""
    heavy = ("drafting.brief", "drafting.ledger", "corpus.figures", "corpus.library", "sqlalchemy")
    program = f"import sys, drafting.settings; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_default_and_named_endpoints(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(TOML, encoding="utf-8")
    settings = load_settings(tmp_path, {})
    assert settings.endpoint() == settings.endpoint("local")
    assert settings.endpoint("none") is None
    assert load_settings(tmp_path, {"BIGANZI_MODEL": "none"}).endpoint() is None
    with pytest.raises(InputError, match=r"没有名为“gpt”的模型，已配置：local"):
        settings.endpoint("gpt")


def test_nothing_set_means_no_model(tmp_path: Path) -> None:
    assert load_settings(tmp_path, {}).endpoint() is None


@pytest.mark.parametrize("text", ["model = ", "modle = 'x'", "[models.a]\nmodel='m'", "[models.a]\nbase_url='ftp://x'\nmodel='m'"])
def test_wrong_settings_are_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"settings\.toml"):
        load_settings(tmp_path, {})

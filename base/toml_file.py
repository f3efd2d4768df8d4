"""`settings.toml` of a workspace as plain values; who needs which of them checks them."""

import re
import tomllib
from pathlib import Path
from typing import Any

from base.errors import InputError, reason

SETTINGS = "settings.toml"


def read_settings(home: Path) -> dict[str, Any]:
    """What stands in the settings of `home`; {} where there are none."""
    path = home / SETTINGS
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} {line_in(error)}不是合格的 TOML，请检查引号、括号和等号，并存为 UTF-8。") from error
    except OSError as error:
        raise InputError(f"无法读取 {path}（{reason(error)}），请检查权限。") from error


def line_in(error: ValueError) -> str:
    """第3行, where the parser stopped; '' where it does not say."""
    found = re.search(r"at line (\d+)", str(error))
    return f"第{found[1]}行" if found else ""

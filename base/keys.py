"""Keys of models and services: in the environment under the name that the settings give, or typed once into `keys.toml` of the workspace.

The file can be read by its owner only, is never shown, never logged and stays out of backups.
"""

import json
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

from base import files, office
from base.errors import InputError, reason
from base.hiding import remember

FILE_NAME = "keys.toml"
_LONGEST = 1000


def find(name: str, environ: Mapping[str, str] = os.environ) -> str:
    """The key called `name`: the environment goes before the workspace in use; '' when there is none, or what there is cannot be one."""
    home = office.workspace()
    value = environ.get(name, "").strip() or (kept(home).get(name, "") if home else "")
    if not (value.isascii() and value.isprintable()):
        return ""
    remember(value)
    return value


def kept(home: Path) -> dict[str, str]:
    """The keys typed into the workspace `home`, by name."""
    path = home / FILE_NAME
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise InputError(f"无法读取 {path}（{reason(error)}），请检查权限。") from error
    except ValueError as error:
        raise InputError(f"{path} 已损坏，请删去这个文件，再到“设置”里重新填写密钥。") from error
    return {name: value for name, value in said.items() if isinstance(value, str)}


def keep(home: Path, name: str, value: str) -> None:
    """Keep a key under `name`; InputError when it cannot be one. The words never hold the key itself."""
    value = value.strip()
    remember(value)
    if not value or len(value) > _LONGEST or not (value.isascii() and value.isprintable()):
        raise InputError("密钥只能是一行英文字母、数字和符号，请重新复制，不要带空行和中文。")
    _write(home, kept(home) | {name: value})


def forget(home: Path, name: str) -> None:
    """Take the key `name` out of the workspace, if it is there."""
    known = kept(home)
    if known.pop(name, None) is not None:
        _write(home, known)


def _write(home: Path, known: Mapping[str, str]) -> None:
    lines = [f"{json.dumps(name, ensure_ascii=False)} = {json.dumps(value)}\n" for name, value in known.items()]
    files.write_bytes(home / FILE_NAME, "".join(["# 密钥，请勿外传\n", *lines]).encode("utf-8"), private=True)

"""Settings: `settings.toml` in the workspace, overridden by `BIGANZI_*`, overridden by options."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from base.errors import InputError, reason

Zone = Literal["local", "intranet", "remote"]


class Endpoint(BaseModel):
    """One OpenAI-compatible chat endpoint. Times in seconds."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    base_url: str = Field(pattern=r"^https?://[^\s\[\]]+$|^https?://\[[0-9a-fA-F:.]+\](?:[:/]\S*)?$")
    model: str = Field(min_length=1)
    api_key_env: str = ""  # name of the environment variable that holds the key; '' when none is needed
    zone: Zone = "remote"
    temperature: float = Field(0.3, ge=0, le=2)
    connect_timeout: float = Field(10, gt=0)
    first_token_timeout: float = Field(60, gt=0)  # until the first token
    stall_timeout: float = Field(30, gt=0)  # between two tokens
    total_timeout: float = Field(300, gt=0)  # one call as a whole
    retries: int = Field(2, ge=0, le=10)
    context_tokens: int = Field(8192, ge=1024)
    max_tokens: int = Field(4096, ge=64)


class Settings(BaseModel):
    """All settings; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    model: str = ""  # name of the endpoint used when none is named; '' is the extractive writer
    models: dict[str, Endpoint] = {}

    def endpoint(self, name: str = "") -> Endpoint | None:
        """The endpoint called `name`, or the default one; None for the extractive writer."""
        chosen = name or self.model
        if chosen in ("", "extractive", "none"):
            return None
        if chosen not in self.models:
            known = "、".join(self.models) or "（还没有配置）"
            raise InputError(f"没有名为“{chosen}”的模型，已配置：{known}；请在 settings.toml 的 [models.{chosen}] 中填写。")
        return self.models[chosen]


def home_folder(option: Path | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """The workspace: the option, else $BIGANZI_HOME, else ~/.biganzi. Not created here."""
    return (option or (Path(environ["BIGANZI_HOME"]) if environ.get("BIGANZI_HOME") else Path.home() / ".biganzi")).expanduser()


def load_settings(home: Path, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of the workspace `home`. InputError names file and key of what is wrong."""
    path = home / "settings.toml"
    values = _read(path) | ({"model": environ["BIGANZI_MODEL"]} if environ.get("BIGANZI_MODEL") else {})
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        keys = "、".join(".".join(map(str, e["loc"])) for e in error.errors())
        raise InputError(f"{path}：设置项 {keys} 不认识或不合要求，请对照 README 的“模型设置”修改。") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} 不是合格的 TOML，请检查引号、括号和等号，并存为 UTF-8。") from error
    except OSError as error:
        raise InputError(f"无法读取 {path}（{reason(error)}），请检查权限。") from error

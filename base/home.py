"""Where the workspace is."""

import os
from collections.abc import Mapping
from pathlib import Path

from base.errors import InputError


def home_folder(option: Path | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """The workspace: the option, else $BIGANZI_HOME, else ~/.biganzi. Not created here."""
    return (option or (Path(environ["BIGANZI_HOME"]) if environ.get("BIGANZI_HOME") else _own_home() / ".biganzi")).expanduser()


def _own_home() -> Path:
    try:
        return Path.home()
    except RuntimeError as error:
        raise InputError("找不到您的主目录，请用 --home 指定工作目录。") from error

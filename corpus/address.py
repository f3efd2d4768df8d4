"""Where the workspace's tables are: in files of its own, or in the PostgreSQL that the office names."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from base.errors import InputError
from base.toml_file import SETTINGS, read_settings

if TYPE_CHECKING:  # loaded only where there is an address: to see that there is none, a check needs no SQLAlchemy
    from sqlalchemy import URL

FILE_NAME = "library.db"
_OWN, _COMMON, _KEY = "BIGANZI_DATABASE_URL", "DATABASE_URL", "database_url"
_NAMES = ("postgresql", "postgres", "postgresql+psycopg")
_FORM = "postgresql://用户名@主机/库名"


def is_there(home: Path) -> bool:
    """Whether there is a library of `home`, so that asking it makes none."""
    return (home / FILE_NAME).exists() or _said(home, os.environ) is not None


def database_url(home: Path, environ: Mapping[str, str] = os.environ) -> "URL | None":
    """The PostgreSQL of the workspace `home`; None for files in `home`."""
    said = _said(home, environ)
    return _url(*said) if said else None


def _said(home: Path, environ: Mapping[str, str]) -> tuple[str, str] | None:
    """The address and where it stands. Our own variable goes before the settings, and these before the one that other programs read too."""
    if said := environ.get(_OWN):
        return said, f"环境变量 {_OWN}"
    if said := str(read_settings(home).get(_KEY, "")):
        return said, f"{home / SETTINGS} 的 {_KEY}"
    return (said, f"环境变量 {_COMMON}") if (said := environ.get(_COMMON, "")) else None


def _url(said: str, where: str) -> "URL":
    import sqlalchemy as sa

    try:
        url = sa.make_url(said)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise InputError(f"{where} 不是数据库地址，应当写成 {_FORM}。") from error
    if url.drivername not in _NAMES or not url.database:
        raise InputError(f"{where} 应当写成 {_FORM}（只支持 PostgreSQL；不写则用工作目录里的文件）。")
    return url.set(drivername="postgresql+psycopg")

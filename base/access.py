"""Section `[app]` of settings.toml: who may open the pages from elsewhere."""

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from base.errors import InputError
from base.roles import Role
from base.toml_file import SETTINGS, read_settings


class Access(BaseModel):
    """How the pages are served to others."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    require_login: bool = False  # demanded even on the loopback address, for a proxy in front
    hosts: tuple[str, ...] = ()  # names under which browsers reach the server; () for any
    certificate: str = ""  # file with the server's certificate; '' for plain http
    key: str = ""  # file with the certificate's key
    claim: str = "roles"  # claim of the office's own sign-in service that holds groups or roles
    roles: dict[str, tuple[Role, ...]] = {}  # value of the claim → roles here


def load_access(home: Path) -> Access:
    """The section of the workspace `home`. InputError names the key of what is wrong."""
    return checked(read_settings(home).get("app", {}), home / SETTINGS)


def checked(section: Any, path: Path) -> Access:
    """The section as it stands in the file `path`; InputError names the key of what is wrong."""
    try:
        return Access.model_validate(section)
    except ValidationError as error:
        keys = "、".join(".".join(map(str, ("app", *e["loc"]))) for e in error.errors())
        raise InputError(f"{path}：设置项 {keys} 不认识或不合要求，请对照 README 的“多人使用”修改。") from error

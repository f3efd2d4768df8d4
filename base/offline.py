"""The offline switch: while it is on, no model and no service is asked but those on this machine. Whoever opens a connection asks here."""

import ipaddress
import os
from urllib.parse import urlsplit

from base import office
from base.errors import ServiceError
from base.toml_file import read_settings

VARIABLE = "BIGANZI_OFFLINE"
_ON = ("1", "true", "yes", "on")


def is_on() -> bool:
    """Whether the workspace in use is offline. InputError when its settings cannot be read: then nothing is asked either."""
    if os.environ.get(VARIABLE, "").strip().lower() in _ON:
        return True
    home = office.workspace()
    return home is not None and read_settings(home).get("offline", False) is not False


def refuse(url: str) -> None:
    """ServiceError when `url` is not on this machine and the switch is on."""
    if is_on() and not is_here(url):
        raise ServiceError(f"离线开关已打开，没有连接 {url}，请改用本机的模型，或在设置里关闭离线开关。")


def is_here(url: str) -> bool:
    """Whether `url` is on this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

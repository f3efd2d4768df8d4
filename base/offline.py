"""The offline switch: while it is on, no model and no service is asked but those on this machine, and nobody else is let in.

Whoever opens a connection asks here first, for the sentence. Below that `hold` keeps every socket of the process on this machine, those of
packages that never heard of the switch too.
"""

import ipaddress
import os
import sys
from urllib.parse import urlsplit

from base import office
from base.errors import InputError, ServiceError
from base.hiding import hidden
from base.toml_file import read_settings

VARIABLE = "BIGANZI_OFFLINE"
_ON = ("1", "true", "yes", "on")
_ADDRESSED = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")  # audited with (socket, address)
_LOOKED_UP = ("socket.getaddrinfo", "socket.gethostbyname")  # audited with the name first
_held = False


def is_on() -> bool:
    """Whether the workspace in use is offline. InputError when its settings cannot be read: then nothing is asked either."""
    if os.environ.get(VARIABLE, "").strip().lower() in _ON:
        return True
    home = office.workspace()
    return home is not None and read_settings(home).get("offline", False) is not False


def refuse(url: str) -> None:
    """ServiceError when `url` is not on this machine and the switch is on."""
    if is_on() and not is_here(url):
        raise ServiceError(f"离线开关已打开，没有连接 {hidden(url)}，请改用本机的服务，或在设置里关闭离线开关。")


def refuse_visitors(address: str) -> None:
    """ServiceError when other machines reach `address` and the switch is on."""
    if is_on() and not _is_loopback(address):
        raise ServiceError(f"离线开关已打开，不能让别的电脑打开网页（{address}），请去掉 --address，或在设置里关闭离线开关。")


def hold() -> None:
    """From now on no socket of this process leaves the machine while the switch is on. Cheap, and without effect while it is off.

    An audit hook cannot be taken out and hears of everything Python does, so it is put in only when the switch is first found on.
    """
    global _held
    if not _held and _is_on_or_unknown():
        _held = True
        sys.addaudithook(_audit)


def is_here(url: str) -> bool:
    """Whether `url` is on this machine."""
    return _is_loopback(urlsplit(url).hostname or "")


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    """OSError, which every package expects of a socket, for one that would leave."""
    if not event.startswith("socket."):
        return
    name = _named(event, arguments)
    if isinstance(name, str | bytes) and not _is_loopback(name) and _is_on_or_unknown():
        raise PermissionError(f"offline: {event} was refused")


def _named(event: str, arguments: tuple[object, ...]) -> object:
    """The host that the event is about; None for none, as with sockets of the file system."""
    if event in _LOOKED_UP:
        return arguments[0] or None
    address = arguments[1] if event in _ADDRESSED else None
    return address[0] if isinstance(address, tuple) else None


def _is_on_or_unknown() -> bool:
    try:
        return is_on()
    except InputError:
        return True


def _is_loopback(host: str | bytes) -> bool:
    said = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    try:
        return said == "localhost" or ipaddress.ip_address(said.partition("%")[0]).is_loopback
    except ValueError:
        return False

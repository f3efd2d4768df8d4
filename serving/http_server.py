"""The HTTP server itself: its address, its token, its certificate; then uvicorn, which says nothing of what is asked."""

import errno
import ipaddress
import logging
import os
import socket
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING

from base import keys, offline
from base.access import Access
from base.errors import InputError, reason
from drafting.settings import Zone
from serving.audience import Audience
from serving.http_api import http_api
from serving.http_guard import Guard
from serving.workers import Workers

if TYPE_CHECKING:
    import uvicorn

TOKEN = "BIGANZI_API_TOKEN"
_SHORTEST = 16  # characters of a token that others on the network cannot try out
_CONNECTIONS = 200
_IDLE = 15  # seconds a connection is kept without a request


@dataclass(frozen=True)
class Place:
    """Where the server listens and who may come."""

    address: str
    port: int
    token: str
    access: Access

    @property
    def url(self) -> str:
        """Where to ask."""
        scheme = "https" if self.access.certificate else "http"
        return f"{scheme}://{f'[{self.address}]' if ':' in self.address else self.address}:{self.port}"

    @property
    def is_open_to_others(self) -> bool:
        """Whether other machines reach it."""
        return not ipaddress.ip_address(self.address).is_loopback

    def zone(self, stated: Zone) -> Zone:
        """Where who asks is: in the office's network at the nearest when other machines reach the server."""
        return "intranet" if stated == "local" and self.is_open_to_others else stated


def place(address: str, port: int, access: Access) -> Place:
    """InputError when others would get in without a token that holds; ServiceError when the offline switch forbids them."""
    offline.refuse_visitors(address)
    found = Place(address, port, keys.find(TOKEN), access)
    if os.environ.get(TOKEN) and not found.token:
        raise InputError(f"环境变量 {TOKEN} 里的口令不能用，只能是一行英文字母、数字和符号，请重新设置。")
    if found.is_open_to_others and len(found.token) < _SHORTEST:
        raise InputError(
            f"让别的电脑访问（--address {address}）要先设口令：请把 {_SHORTEST} 个以上的字母数字放进环境变量 {TOKEN}，再运行一次。"
        )
    return found


def listen(where: Place) -> socket.socket:
    """The socket, taken; InputError when it is not to be had."""
    family = socket.AF_INET6 if ":" in where.address else socket.AF_INET
    try:
        return socket.create_server((where.address, where.port), family=family, backlog=128)
    except OSError as error:
        raise InputError(
            f"无法在 {where.address} 的端口 {where.port} 上提供服务（{_why(error)}），请用 --port 换一个端口，或核对 --address。"
        ) from error


def server(where: Place, audience: Audience) -> "uvicorn.Server":
    """The server, ready to run on a socket."""
    import uvicorn

    app = Guard(http_api(audience, Workers()), (where.address, *where.access.hosts), where.token)
    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, date_header=False, ws="none", proxy_headers=False,
        limit_concurrency=_CONNECTIONS, timeout_keep_alive=_IDLE, timeout_graceful_shutdown=5,
        ssl_certfile=where.access.certificate or None, ssl_keyfile=where.access.key or None,
    )  # fmt: skip
    # uvicorn's own log quotes requests and shows tracebacks
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL + 1)
    try:
        config.load()
    except (OSError, ssl.SSLError) as error:
        raise InputError(
            f"证书 {where.access.certificate} 或它的私钥不能用，请检查 settings.toml 里 [app] 的 certificate 和 key。"
        ) from error
    return uvicorn.Server(config)


def _why(error: OSError) -> str:
    return {errno.EADDRINUSE: "端口已被占用", errno.EADDRNOTAVAIL: "不是本机的地址"}.get(error.errno or 0) or reason(error)

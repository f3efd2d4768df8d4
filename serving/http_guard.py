"""Who gets past the door of the HTTP server: by its name, from no foreign page, with the token, with a body of bounded size and time."""

import asyncio
import ipaddress
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 16 * 1024 * 1024  # bytes of a body
_BODY_PATIENCE = 30.0  # seconds in which a body must be here
OPEN_PATHS = ("/", "/openapi.json")  # what describes the interface, and nothing else
_SAFE = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


@dataclass(frozen=True)
class Refusal:
    """An answer before the request is looked at."""

    status: int
    said: str
    headers: Mapping[str, str]

    async def send(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As every error of the interface; the rest of the request is not waited for."""
        await refused(self.status, self.said, {**self.headers, "connection": "close"})(scope, receive, send)


def refused(status: int, said: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """An error as programs get it: {"error": one sentence}."""
    return JSONResponse({"error": said}, status, {**_SAFE, **(headers or {})})


class Guard:
    """Stands before `app`."""

    def __init__(
        self, app: ASGIApp, names: Collection[str] = (), token: str = "", *, largest: int = LARGEST, patience: float = _BODY_PATIENCE
    ):
        """`names` are host names under which the server may be reached, beside localhost and numeric addresses; '' is no token."""
        self._app, self._token = app, token.encode()
        self._names = {"localhost", *(name.lower() for name in names)}
        self._largest, self._patience = largest, patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through what may pass."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # nothing here speaks WebSocket
            await send({"type": "websocket.close", "code": 1003})
            return
        headers = Headers(scope=scope)
        refusal = self._stranger(headers) or self._unknown(scope["path"], headers) or self._unreadable(headers)
        body = refusal or await self._body(receive)
        if isinstance(body, Refusal):
            await body.send(scope, receive, send)
        elif body is not None:
            await self._app(scope, _replayed(body, receive), send)

    def _stranger(self, headers: Headers) -> Refusal | None:
        """A name that is not ours may lead here by DNS rebinding, which a numeric address cannot; a foreign page tells its origin."""
        host = headers.get("host", "")
        if not self._is_ours(host):
            return Refusal(403, "请求里的主机名不是本服务的，请用本机地址访问，或把主机名写进 settings.toml 的 [app] hosts。", {})
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            return Refusal(403, "不接受别的网页发来的请求，请由程序直接调用。", {})
        return None

    def _is_ours(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name in self._names or _is_numeric(name)

    def _unknown(self, path: str, headers: Headers) -> Refusal | None:
        if not self._token or path in OPEN_PATHS:
            return None
        kind, _, given = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and secrets.compare_digest(given.strip().encode(), self._token):
            return None
        return Refusal(401, "缺少口令或口令不对，请在请求头里写 Authorization: Bearer 口令。", {"www-authenticate": "Bearer"})

    def _unreadable(self, headers: Headers) -> Refusal | None:
        said = headers.get("content-length", "0")
        if said.isascii() and said.isdigit() and len(said) < 16 and int(said) <= self._largest:
            return None
        return self._too_large()

    def _too_large(self) -> Refusal:
        return Refusal(413, f"请求太大，最多 {self._largest // 1024} KB，请分开提交。", {})

    async def _body(self, receive: Receive) -> bytes | Refusal | None:
        """The whole body; None when the client is gone."""
        body = bytearray()
        try:
            async with asyncio.timeout(self._patience):
                while (message := await receive())["type"] == "http.request":
                    body += message.get("body", b"")
                    if len(body) > self._largest:
                        return self._too_large()
                    if not message.get("more_body"):
                        return bytes(body)
        except TimeoutError:
            return Refusal(408, f"{self._patience:g} 秒内没有收完请求，请检查网络后再试。", {})
        return None


def _replayed(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body again, then what comes after it."""
    waiting = [body]

    async def replay() -> Message:
        return {"type": "http.request", "body": waiting.pop(), "more_body": False} if waiting else await receive()

    return replay


def _is_numeric(name: str) -> bool:
    try:
        ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True

"""Clients of Chroma that send nothing home, look up no proxy and do not wait for ever.

Chroma shares what is behind its clients by folder, in a table of the process that threads corrupt for each other; and what stays
there does not see what another process writes. So here every client has its own, and the table is empty but while `_table` is held.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from base import offline
from base.errors import ServiceError

_PATIENCE = 5.0  # seconds until a server must show that it is there
_TIMEOUT = 60.0  # seconds a request
_table = threading.Lock()


def client(folder: Path, server: str = "") -> Any:
    """The embedded client over `folder`, or one of `server`; ServiceError when that does not answer."""
    return _remote(server) if server else _embedded(folder)


@contextmanager
def opened(folder: Path, server: str = "") -> Iterator[Any]:
    """A client for one job."""
    made = client(folder, server)
    try:
        yield made
    finally:
        end(made)


@contextmanager
def answering(server: str) -> Iterator[None]:
    """Say it in one sentence when `server` is not there any more."""
    import httpx

    try:
        yield
    except httpx.HTTPError as error:
        raise _silent(server) from error


def end(client: Any) -> None:
    """Let go of files and connections; Chroma's own client leaves the connections open. A second time it does nothing."""
    from chromadb.api.shared_system_client import SharedSystemClient

    sessions = [getattr(owner._server, "_session", None) for owner in (client, client._admin_client)]
    with _alone():
        SharedSystemClient._populate_data_from_system(client._server._system)  # where it is looked up, to be stopped
        client.close()
    for session in filter(None, sessions):
        session.close()


@contextmanager
def _alone() -> Iterator[None]:
    """The table of the process to ourselves; nothing is left in it."""
    from chromadb.api.shared_system_client import SharedSystemClient

    with _table:
        try:
            yield
        finally:
            SharedSystemClient.clear_system_cache()


def _embedded(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    with _alone():
        return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


def _remote(server: str) -> Any:
    offline.refuse(server)
    _knock(server)
    import chromadb
    from chromadb.config import Settings

    address = urlsplit(server)
    host, port = address.hostname or "", address.port or (443 if address.scheme == "https" else 80)
    _past_proxies(host)
    # given here, or they would be looked up in CHROMA_* and a file .env
    settings = Settings(anonymized_telemetry=False, chroma_server_host=host, chroma_server_http_port=port, chroma_client_auth_provider=None)
    with _alone():
        made: Any = chromadb.HttpClient(host, port, ssl=address.scheme == "https", settings=settings)
    made._server._session.timeout = _TIMEOUT  # Chroma's own client waits for ever
    return made


def _knock(server: str) -> None:
    import httpx

    try:
        with httpx.Client(trust_env=False, timeout=_PATIENCE) as knocking:
            beat = knocking.get(f"{server.rstrip('/')}/api/v2/heartbeat")
            beat.raise_for_status().json()["nanosecond heartbeat"]
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
        raise _silent(server) from error


def _past_proxies(host: str) -> None:
    """Chroma's client takes proxies from the environment and has no switch for it; its host is excepted there."""
    excepted = [name for name in os.environ.get("NO_PROXY", os.environ.get("no_proxy", "")).split(",") if name]
    if host not in excepted:
        os.environ["NO_PROXY"] = os.environ["no_proxy"] = ",".join([*excepted, host])


def _silent(server: str) -> ServiceError:
    return ServiceError(f"Chroma 向量库 {server} 没有应答，请检查服务是否启动、settings.toml 中 [embedding] 的 chroma 地址是否正确。")

"""A real PostgreSQL for tests, from the system's own package; it must not run as root, so it runs as its own user then."""

import os
import pwd
import shutil
import socket
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest
import sqlalchemy as sa

_USER = "postgres"
_FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=60 -c shared_buffers=32MB"


def binaries() -> Path | None:
    """Where `initdb` and `pg_ctl` are; None where no server is installed."""
    found = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), *(Path(p).parent for p in [shutil.which("initdb")] if p)]
    return next((folder for folder in found if (folder / "initdb").exists()), None)


@contextmanager
def serving(options: str = _FAST) -> Iterator[sa.URL]:
    """The address of a new server's maintenance database."""
    folder, home, port = binaries(), Path(mkdtemp(prefix="biganzi-pg-", dir="/tmp")), _free_port()
    assert folder
    if os.getuid() == 0:
        os.chown(home, pwd.getpwnam(_USER).pw_uid, -1)
    data, log = home / "data", home / "log"
    try:
        _run(folder / "initdb", "-D", data, "-U", _USER, "-A", "trust", "-E", "UTF8", "--no-sync", "--locale", "C.UTF-8")
        _run(folder / "pg_ctl", "-D", data, "-l", log, "-w", "-o", f"-p {port} -h 127.0.0.1 -k {home} {options}", "start")
        try:
            yield sa.URL.create("postgresql", username=_USER, host="127.0.0.1", port=port, database="postgres")
        finally:
            _run(folder / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def new_database(server: sa.URL) -> Iterator[str]:
    """The address of an empty database of the server."""
    name = f"t{uuid.uuid4().hex}"
    with _maintenance(server) as connection:
        connection.execute(sa.text(f"create database {name}"))
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        with _maintenance(server) as connection:
            connection.execute(sa.text(f"drop database {name} with (force)"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[sa.URL]:
    """One server for the session; the tests that need it are left out where none is installed."""
    if binaries() is None:
        pytest.skip("PostgreSQL is not installed")
    with serving() as url:
        yield url


@contextmanager
def _maintenance(server: sa.URL) -> Iterator[sa.Connection]:
    engine = sa.create_engine(server.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _run(*command: object) -> None:
    as_user = ["setpriv", f"--reuid={_USER}", f"--regid={_USER}", "--clear-groups"] if os.getuid() == 0 else []
    # The server inherits what we hand over: with a pipe we would wait for it to end
    with Path(os.devnull).open("w") as nowhere:
        subprocess.run([*as_user, *map(str, command)], check=True, stdout=nowhere, stderr=nowhere, cwd="/", timeout=60)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

"""A small OpenAI-compatible embedding server for tests: real HTTP, deterministic vectors, faults on demand.

    with EmbeddingServer() as server: ...
    server.faults += [Fault("http", status=500)]      # used up one a request, before it answers properly again

Vectors are hashed character pairs: texts that share words are near.
"""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.local_server import LocalServer, QuietHandler


@dataclass(frozen=True)
class Fault:
    """What goes wrong: http, hang, drip, html, garbage, cut, nan, zero, fewer, shuffled, dimension."""

    kind: str
    status: int = 500
    retry_after: str = ""


class EmbeddingServer(LocalServer):
    """The server; `texts` holds every text that came in, `requests` and `headers` every request."""

    def __init__(self, dimension: int = 64, salt: str = "") -> None:
        self.dimension, self.salt = dimension, salt  # another salt is another model
        self.faults: list[Fault] = []
        self.broken: Fault | None = None  # the fault of every request from now on
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        super().__init__(_Handler)

    @property
    def texts(self) -> list[str]:
        return [text for request in self.requests for text in request["input"]]

    @property
    def said(self) -> str:
        """Everything that was ever sent here."""
        return json.dumps([self.requests, self.headers], ensure_ascii=False)

    def vector(self, text: str) -> list[float]:
        vector = [0.0] * self.dimension
        for pair in {text[i : i + 2] for i in range(len(text) - 1)} or {text}:
            vector[zlib.crc32((self.salt + pair).encode()) % self.dimension] += 1.0
        return vector


class _Handler(QuietHandler):
    owner: EmbeddingServer

    def do_POST(self) -> None:
        self.close_connection = True
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/v1/embeddings":
            self._json(404, {"error": {"message": f"no {self.path} here"}})
            return
        self.owner.requests.append(request)
        self.owner.headers.append({k.lower(): v for k, v in self.headers.items()})
        fault = self.owner.broken or (self.owner.faults.pop(0) if self.owner.faults else None)
        rows = [{"object": "embedding", "index": i, "embedding": self.owner.vector(text)} for i, text in enumerate(request["input"])]
        if fault is None:
            self._rows(rows)
        else:
            getattr(self, f"_{fault.kind}")(fault, rows)

    # --- faults

    def _http(self, fault: Fault, rows: Sequence[dict[str, Any]]) -> None:
        headers = {"Retry-After": fault.retry_after} if fault.retry_after else {}
        self._json(fault.status, {"error": {"message": "asked for", "type": "server_error"}}, headers)

    def _hang(self, fault: Fault, rows: Sequence[dict[str, Any]]) -> None:
        self.owner.stopping.wait(20)

    def _drip(self, fault: Fault, rows: Sequence[dict[str, Any]]) -> None:
        self._start("application/json", 100_000)
        while not self.owner.stopping.wait(0.05):
            self.wfile.write(b" ")

    def _html(self, fault: Fault, rows: Sequence[dict[str, Any]]) -> None:
        self._body(200, "text/html", "<html><body>请先登录网关</body></html>".encode())

    def _garbage(self, fault: Fault, rows: Sequence[dict[str, Any]]) -> None:
        self._json(200, {"data": [{"index": 0, "embedding": "很多数"}]})

    def _cut(self, fault: Fault, rows: Sequence[dict[str, Any]]) -> None:
        self._start("application/json", 100_000)
        self.wfile.write(b'{"data": [')

    def _nan(self, fault: Fault, rows: Sequence[dict[str, Any]]) -> None:
        self._rows([row | {"embedding": [float("nan")] * self.owner.dimension} for row in rows])

    def _zero(self, fault: Fault, rows: Sequence[dict[str, Any]]) -> None:
        self._rows([row | {"embedding": [0.0] * self.owner.dimension} for row in rows])

    def _fewer(self, fault: Fault, rows: Sequence[dict[str, Any]]) -> None:
        self._rows(rows[:-1])

    def _shuffled(self, fault: Fault, rows: Sequence[dict[str, Any]]) -> None:
        self._rows(rows[::-1])

    def _dimension(self, fault: Fault, rows: Sequence[dict[str, Any]]) -> None:
        self._rows([row | {"embedding": row["embedding"] * 2} for row in rows])

    # --- wire

    def _rows(self, rows: Sequence[dict[str, Any]]) -> None:
        self._json(200, {"object": "list", "model": "test", "data": list(rows), "usage": {"prompt_tokens": 1, "total_tokens": 1}})

    def _json(self, status: int, body: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        self._body(status, "application/json", json.dumps(body, ensure_ascii=False).encode(), headers)

    def _body(self, status: int, kind: str, data: bytes, headers: dict[str, str] | None = None) -> None:
        self._start(kind, len(data), status, headers)
        self.wfile.write(data)

    def _start(self, kind: str, length: int, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(length), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()

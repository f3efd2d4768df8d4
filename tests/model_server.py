"""A small OpenAI-compatible chat server for tests: real HTTP, streaming, with faults on demand.

    with ModelServer("第一次的回答", Fault("http", status=500), "第二次的回答") as server: ...

Replies are used up in order, the last one again and again; a callable gets the request and gives a reply.
"""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.local_server import LocalServer, QuietHandler

Kind = str


@dataclass(frozen=True)
class Fault:
    """What goes wrong: hang, hang_before (no headers), stall, drip, keepalive, cut, reset, http, html, garbage, error_event, silent,
    not_utf8, long_line."""

    kind: Kind
    text: str = "全县危化品企业11家。"
    status: int = 500
    retry_after: str = ""
    message: str = "asked for"


@dataclass(frozen=True)
class Reply:
    """An answer with its particulars."""

    text: str = ""
    finish: str | None = "stop"
    reasoning: str = ""
    tool: str = ""
    usage: bool = True
    endless: bool = False
    step: int = 7
    served: str = ""  # what the server calls the model; as it was asked for when empty
    delay: float = 0.0  # seconds before the answer begins
    pace: float = 0.0  # seconds before each piece of text


Answer = str | Reply | Fault
Script = Answer | Callable[[dict[str, Any]], Answer]


class ModelServer(LocalServer):
    """The server; `requests` and `headers` hold what came in, `closed` is set when a client hangs up in the middle.

    `sent` holds when each piece of text was sent (seconds of the monotonic clock). `models` answers a question for the list.
    """

    def __init__(self, *script: Script, models: list[dict[str, Any]] | None = None) -> None:
        self.models = models
        self.sent: list[tuple[float, str]] = []
        self._script = list(script)
        self._lock = threading.Lock()
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.closed = threading.Event()
        super().__init__(_Handler)

    def prompt(self, n: int = -1) -> str:
        """All message texts of one request."""
        return "\n".join(m["content"] for m in self.requests[n]["messages"])

    def next(self, request: dict[str, Any], headers: dict[str, str]) -> Answer:
        with self._lock:
            self.requests.append(request)
            self.headers.append(headers)
            script = self._script.pop(0) if len(self._script) > 1 else self._script[0]
        return script(request) if callable(script) else script


class _Handler(QuietHandler):
    owner: ModelServer
    served = "test"

    def do_GET(self) -> None:
        self.close_connection = True
        known = self.path == "/v1/models" and self.owner.models is not None
        self._json(200 if known else 404, {"object": "list", "data": self.owner.models} if known else {})

    def do_POST(self) -> None:
        self.close_connection = True
        self.owner.paths.append(self.path)
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/v1/chat/completions":
            self._json(404, {"error": {"message": f"no {self.path} here"}})
            return
        self.served = request.get("model", self.served)
        answer = self.owner.next(request, {k.lower(): v for k, v in self.headers.items()})
        try:
            if isinstance(answer, Fault):
                getattr(self, f"_{answer.kind}")(answer)
            else:
                self._reply(Reply(answer) if isinstance(answer, str) else answer, bool(request.get("stream_options")))
        except OSError:
            self.owner.closed.set()

    # --- good answers

    def _reply(self, reply: Reply, usage_wanted: bool) -> None:
        self.served = reply.served or self.served
        self.owner.stopping.wait(reply.delay)
        self._start()
        self._chunk({"role": "assistant", "content": ""})
        self._spread("reasoning_content", reply.reasoning, reply.step)
        if reply.tool:
            call = {"index": 0, "id": "call_1", "type": "function", "function": {"name": "outline", "arguments": reply.tool}}
            self._chunk({"tool_calls": [call]})
        self._spread("content", reply.text, reply.step, reply.pace)
        while reply.endless and not self.owner.stopping.is_set():
            self._spread("content", reply.text, reply.step)
            time.sleep(0.001)
        if reply.finish:
            self._chunk({}, reply.finish)
        if reply.usage and usage_wanted:
            self._event({"choices": [], "usage": {"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150}})
        self._raw(b"data: [DONE]\n\n")

    def _spread(self, key: str, text: str, step: int, pace: float = 0.0) -> None:
        for i in range(0, len(text), step):
            self.owner.stopping.wait(pace)
            self._chunk({key: text[i : i + step]})
            self.owner.sent.append((time.monotonic(), text[i : i + step]))

    # --- faults

    def _hang_before(self, fault: Fault) -> None:
        self._wait_for_hangup()

    def _hang(self, fault: Fault) -> None:
        self._start()
        self._chunk({"role": "assistant", "content": ""})
        self._wait_for_hangup()

    def _stall(self, fault: Fault) -> None:
        self._start()
        self._chunk({"content": fault.text})
        self._wait_for_hangup()

    def _drip(self, fault: Fault) -> None:
        self._start()
        for i in range(10_000):
            self._chunk({"content": fault.text[i % len(fault.text)]})
            if self.owner.stopping.wait(0.05):
                return

    def _keepalive(self, fault: Fault) -> None:
        self._start()
        while not self.owner.stopping.wait(0.05):
            self._raw(b": keep-alive\n\n")

    def _cut(self, fault: Fault) -> None:
        self._start()
        self._chunk({"content": fault.text})

    def _reset(self, fault: Fault) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self._chunk({"content": fault.text})

    def _http(self, fault: Fault) -> None:
        headers = {"Retry-After": fault.retry_after} if fault.retry_after else {}
        self._json(fault.status, {"error": {"message": fault.message, "type": "server_error", "code": None}}, headers)

    def _html(self, fault: Fault) -> None:
        self._body(200, "text/html", "<html><body>请先登录网关</body></html>".encode(), {})

    def _garbage(self, fault: Fault) -> None:
        self._start()
        self._raw(b'data: {"choices": [{"delta": {"conte\n\n')

    def _silent(self, fault: Fault) -> None:
        self.connection.close()

    def _not_utf8(self, fault: Fault) -> None:
        self._start()
        self._raw(b'data: {"choices": [{"index": 0, "delta": {"content": "\xff\xfe\xb0\xb2"}}]}\n\n')

    def _long_line(self, fault: Fault) -> None:
        """Two megabytes in one event, without an end of the answer."""
        self._start()
        self._chunk({"content": fault.text * (2_000_000 // max(1, len(fault.text.encode())))})

    def _error_event(self, fault: Fault) -> None:
        self._start()
        self._event({"error": {"message": fault.message, "type": "server_error"}})

    # --- wire

    def _wait_for_hangup(self) -> None:
        self.connection.settimeout(0.02)
        while not self.owner.stopping.is_set():
            try:
                if not self.connection.recv(1):
                    self.owner.closed.set()
                    return
            except TimeoutError:
                continue

    def _start(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()

    def _chunk(self, delta: dict[str, Any], finish: str | None = None) -> None:
        self._event({"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})

    def _event(self, body: dict[str, Any]) -> None:
        whole = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": self.served, **body}
        self._raw(b"data: " + json.dumps(whole, ensure_ascii=False).encode() + b"\n\n")

    def _raw(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()

    def _json(self, status: int, body: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        self._body(status, "application/json", json.dumps(body, ensure_ascii=False).encode(), headers or {})

    def _body(self, status: int, kind: str, data: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

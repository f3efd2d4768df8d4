"""One streamed call to an OpenAI-compatible endpoint, within our own time limits, taking nothing from the environment."""

import contextlib
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from drafting.model.failures import fault_of, timed_out
from drafting.settings import Endpoint
from prompts.loader import Message

if TYPE_CHECKING:
    import httpx2
    from langchain_openai import ChatOpenAI

_HEADERS = ("host", "content-type", "content-length", "accept", "accept-encoding", "connection", "user-agent")
NO_KEY = "none"
Watch = Callable[[str, dict[str, Any]], None]


@dataclass(frozen=True)
class Piece:
    """One chunk of an answer. `finish` and the token counts come with the last ones, if the server sends them."""

    text: str = ""
    finish: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    served: str = ""  # what the server calls its model


@dataclass(frozen=True)
class _End:
    error: Exception | None = None


class Call:
    """One call in a thread of its own: reading can be given up at any moment, and the connection is then really closed."""

    def __init__(self, endpoint: Endpoint, key: str, messages: tuple[Message, ...], max_tokens: int, schema: dict[str, Any] | None) -> None:
        self._endpoint, self._key, self._messages = endpoint, key, messages
        self._options = _options(max_tokens, schema)
        self._queue: queue.Queue[Piece | _End] = queue.Queue()
        self._socket: socket.socket | None = None
        self._given_up = threading.Event()

    def pieces(self) -> Generator[Piece]:
        """The pieces as they come; raises CallError. Leaving the generator early closes the connection."""
        client = http_client(self._endpoint, self._key, self._watch)
        model = chat_model(self._endpoint, client)  # here and not in the thread: the first import of langchain takes a second or two
        threading.Thread(target=self._read, args=(model, client), daemon=True, name="model-call").start()
        try:
            yield from self._within_limits()
        finally:
            self._give_up()

    def _within_limits(self) -> Iterator[Piece]:
        limits, began, seen = self._endpoint, time.monotonic(), 0
        while True:
            phase = "stall" if seen else "first"
            allowed = limits.stall_timeout if seen else limits.connect_timeout + limits.first_token_timeout
            left = limits.total_timeout - (time.monotonic() - began)
            if left <= 0:
                raise timed_out("total", limits.total_timeout)
            try:
                item = self._queue.get(timeout=min(allowed, left))
            except queue.Empty:
                raise timed_out(*(("total", limits.total_timeout) if left < allowed else (phase, allowed))) from None
            if isinstance(item, _End):
                if item.error:
                    raise fault_of(item.error, limits) from item.error
                return
            # servers announce the role before they have read the prompt: that is not yet a first token
            seen += 1 if item.text or seen else 0
            yield item

    def _read(self, model: "ChatOpenAI", client: "httpx2.Client") -> None:
        from langsmith import tracing_context

        error: Exception | None = None
        try:
            with client, tracing_context(enabled=False):
                for chunk in model.stream([(m.role, m.text) for m in self._messages], **self._options):
                    if self._given_up.is_set():
                        break
                    self._queue.put(_piece(chunk))
        except Exception as e:  # handed to the thread that waits
            error = e
        self._queue.put(_End(error))

    def _watch(self, event: str, info: dict[str, Any]) -> None:
        """Keep the socket: shutting it down is the one thing that ends a blocked read."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._socket = info["return_value"].get_extra_info("socket")
            if self._given_up.is_set():
                self._shut()

    def _give_up(self) -> None:
        self._given_up.set()
        self._shut()

    def _shut(self) -> None:
        with contextlib.suppress(OSError, AttributeError):
            if self._socket:
                self._socket.shutdown(socket.SHUT_RDWR)


def http_client(endpoint: Endpoint, key: str, watch: Watch) -> "httpx2.Client":
    """An HTTP client that uses no proxy or password from the environment and sends only our own headers."""
    import httpx2

    def clean(request: "httpx2.Request") -> None:
        for name in [n for n in request.headers if n.lower() not in _HEADERS]:
            del request.headers[name]
        request.headers["user-agent"] = "biganzi"
        if key != NO_KEY:
            request.headers["authorization"] = f"Bearer {key}"
        request.extensions["trace"] = watch

    # reading is limited by the thread that waits; this only ends a thread that could not be told to stop
    timeout = httpx2.Timeout(endpoint.total_timeout + 5, connect=endpoint.connect_timeout)
    return httpx2.Client(trust_env=False, verify=_certificates(), timeout=timeout, event_hooks={"request": [clean]})


def chat_model(endpoint: Endpoint, client: "httpx2.Client") -> "ChatOpenAI":
    """ChatOpenAI with everything given that it would otherwise look up in OPENAI_*, LC_* and LANGSMITH_*."""
    import httpx2
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    unused = httpx2.AsyncClient(trust_env=False, verify=_certificates())  # else one is made that reads the proxies of the environment
    return ChatOpenAI(
        model=endpoint.model, base_url=endpoint.base_url, api_key=SecretStr(NO_KEY), temperature=endpoint.temperature, streaming=True,
        stream_usage=True, max_retries=0, timeout=client.timeout, http_client=client, http_async_client=unused, openai_proxy=None,
        use_responses_api=False, output_version="v0", cache=False, callbacks=None, verbose=False,
    )  # fmt: skip


@cache
def _certificates() -> ssl.SSLContext:
    """The system's certificates: where an office installs its own authority."""
    return ssl.create_default_context()


def _options(max_tokens: int, schema: dict[str, Any] | None) -> dict[str, Any]:
    """`extra_body` keeps the request a plain stream: as `response_format` the client would parse, and raise on a cut answer."""
    extra: dict[str, Any] = {"max_tokens": max_tokens}
    if schema is not None:
        extra["response_format"] = {"type": "json_schema", "json_schema": {"name": "outline", "strict": True, "schema": schema}}
    return {"extra_body": extra}


def _piece(chunk: Any) -> Piece:
    counts = chunk.usage_metadata or {}
    text = chunk.content if isinstance(chunk.content, str) else "".join(p.get("text", "") for p in chunk.content if isinstance(p, dict))
    about = chunk.response_metadata
    finish, served = str(about.get("finish_reason") or ""), str(about.get("model_name") or "")
    return Piece(text, finish, counts.get("input_tokens", 0), counts.get("output_tokens", 0), served)

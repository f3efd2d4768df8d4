"""An OpenAI-compatible embedding endpoint, asked within our own time limits, taking nothing from the environment."""

import ssl
import time
from collections.abc import Sequence
from functools import cache
from typing import Any

import httpx
import numpy as np

from base import offline
from base.errors import ServiceError
from corpus.embedders import Vectors, unit
from corpus.embedders.choice import EndpointSpec
from corpus.embedders.failures import AskError, fault_of, not_embeddings, slow, status_fault

FIRST_PAUSE = 0.5  # seconds before the first retry; doubles
LONGEST_PAUSE = 30.0  # a server that asks for more is not waited for


class EndpointEmbedder:
    """Asks one endpoint. Every failure is one ServiceError that names the endpoint."""

    def __init__(self, spec: EndpointSpec) -> None:
        """Nothing is asked yet."""
        self._spec = spec
        self.batch = spec.batch

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a passage, in one request; tried again when that makes sense."""
        return self._ask([self._spec.passage_prefix + text for text in texts], self._spec.timeout, self._spec.retries + 1)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a query, tried once."""
        prefixed = [self._spec.query_prefix + text for text in texts]
        parts = [prefixed[at : at + self.batch] for at in range(0, len(prefixed), self.batch)]
        return np.concatenate([self._ask(part, self._spec.query_timeout, tries=1) for part in parts])

    def _ask(self, texts: list[str], seconds: float, tries: int) -> Vectors:
        offline.refuse(self._spec.base_url)
        texts = list(map(self._spec.mask, texts)) if self._spec.mask else texts
        for n in range(1, tries + 1):
            try:
                return _vectors(self._once(texts, seconds), len(texts))
            except AskError as fault:
                pause = fault.wait if fault.wait is not None else min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (n - 1))
                if not fault.retry or n == tries or pause > LONGEST_PAUSE:
                    raise self._error(fault, n) from fault
                time.sleep(pause)
        raise AssertionError("unreachable: the last try returns or raises")

    def _once(self, texts: list[str], seconds: float) -> Any:
        """The answer as JSON; AskError. httpx limits the time of one read only, so the whole is watched here."""
        deadline = time.monotonic() + seconds
        body: dict[str, Any] = {"model": self._spec.model, "input": texts, "encoding_format": "float"}
        if self._spec.dimensions:
            body["dimensions"] = self._spec.dimensions
        try:
            with (
                self._client(seconds) as client,
                client.stream("POST", f"{self._spec.base_url.rstrip('/')}/embeddings", json=body) as reply,
            ):
                parts = []
                for part in reply.iter_bytes():
                    parts.append(part)
                    if time.monotonic() > deadline:
                        raise slow(seconds)
        except (httpx.HTTPError, OSError) as error:
            raise fault_of(error, seconds) from error
        answer = httpx.Response(reply.status_code, headers=reply.headers, content=b"".join(parts))
        if answer.status_code != httpx.codes.OK:
            raise status_fault(answer, bool(self._spec.key))
        return _json(answer)

    def _client(self, seconds: float) -> httpx.Client:
        """Takes no proxy or password from the environment."""
        headers = {"user-agent": "biganzi", "accept-encoding": "identity"}
        if self._spec.key:
            headers["authorization"] = f"Bearer {self._spec.key}"
        timeout = httpx.Timeout(seconds, connect=min(seconds, self._spec.connect_timeout))
        return httpx.Client(trust_env=False, verify=_certificates(), timeout=timeout, headers=headers)

    def _error(self, fault: AskError, tries: int) -> ServiceError:
        tried = f"（试了 {tries} 次）" if tries > 1 else ""
        return ServiceError(f"向量模型 {self._spec.model}（{self._spec.base_url}）{fault.said}{tried}，{fault.todo}。")


@cache
def _certificates() -> ssl.SSLContext:
    """The system's certificates: where an office installs its own authority."""
    return ssl.create_default_context()


def _json(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except (ValueError, RecursionError) as error:
        raise not_embeddings() from error


def _vectors(answer: Any, count: int) -> Vectors:
    """The vectors of `answer` in the order of the texts; AskError when it does not hold one finite vector for each."""
    try:
        rows = sorted(answer["data"], key=lambda row: row["index"])
        found = [row["index"] for row in rows]
        vectors = np.array([row["embedding"] for row in rows], dtype=np.float32)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise not_embeddings() from error
    if found != list(range(count)):
        raise AskError(f"收到 {count} 段文字，只返回了 {len(found)} 个向量", "请检查服务，或把 settings.toml 中 [embedding] 的 batch 调小")
    if vectors.ndim != 2 or not np.isfinite(vectors).all() or not vectors.any(axis=1).all():
        raise AskError("返回的向量里有不是数的值或全是零", "请检查服务端的模型是否正常")
    return unit(vectors)

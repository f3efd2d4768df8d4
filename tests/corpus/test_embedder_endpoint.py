"""The embedding endpoint, over real HTTP."""

import socket
import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from base.errors import ServiceError
from corpus.embedders import endpoint
from corpus.embedders.choice import EndpointSpec
from corpus.embedders.endpoint import EndpointEmbedder
from tests.embedding_server import EmbeddingServer, Fault

TEXTS = ["青禾县农村公路硬化", "危化品企业夜间值守", "秸秆禁烧网格化巡查"]


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with EmbeddingServer() as server:
        yield server


@pytest.fixture
def spec(server: EmbeddingServer, monkeypatch: pytest.MonkeyPatch) -> EndpointSpec:
    monkeypatch.setattr(endpoint, "FIRST_PAUSE", 0.01)
    return EndpointSpec(server.base_url, "test-embedding", timeout=0.6, query_timeout=0.4, connect_timeout=0.5)


def test_unit_vectors_in_the_order_of_the_texts(server: EmbeddingServer, spec: EndpointSpec) -> None:
    server.faults = [Fault("shuffled")]
    embedder = EndpointEmbedder(spec)
    vectors = embedder.embed(TEXTS)
    assert vectors.shape == (3, 64) and vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1])
    assert np.allclose(vectors, embedder.embed_queries(TEXTS))
    assert np.argmax(vectors @ embedder.embed_queries(["公路硬化"])[0]) == 0


def test_what_is_sent(server: EmbeddingServer, spec: EndpointSpec, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-somebody")
    full = replace(spec, key="sk-ours", dimensions=32, passage_prefix="passage: ", query_prefix="query: ", batch=2)
    EndpointEmbedder(full).embed(TEXTS[:1])
    EndpointEmbedder(full).embed_queries(TEXTS)
    assert server.requests[0] == {
        "model": "test-embedding",
        "input": ["passage: " + TEXTS[0]],
        "encoding_format": "float",
        "dimensions": 32,
    }
    assert [request["input"] for request in server.requests[1:]] == [["query: " + text for text in part] for part in (TEXTS[:2], TEXTS[2:])]
    assert {headers["authorization"] for headers in server.headers} == {"Bearer sk-ours"}
    assert "somebody" not in server.said
    EndpointEmbedder(spec).embed(TEXTS)
    assert "authorization" not in server.headers[-1] and "dimensions" not in server.requests[-1]


@pytest.mark.parametrize(
    ("fault", "said", "requests"),
    [
        (Fault("http", 500), "出错（500）（试了 3 次）", 3),
        (Fault("http", 429), "过于频繁.*试了 3 次", 3),
        (Fault("http", 429, retry_after="3600"), "过于频繁", 1),
        (Fault("http", 401), "密钥", 1),
        (Fault("http", 404), "没有这个接口或模型", 1),
        (Fault("http", 400), "不接受请求（400“asked for”）", 1),
        (Fault("hang"), "0.6 秒内没有答完（试了 3 次）", 3),
        (Fault("drip"), "0.6 秒内没有答完（试了 3 次）", 3),
        (Fault("cut"), "断开（试了 3 次）", 3),
        (Fault("html"), "不是 OpenAI 兼容的向量", 1),
        (Fault("garbage"), "不是 OpenAI 兼容的向量", 1),
        (Fault("nan"), "不是数", 1),
        (Fault("zero"), "全是零", 1),
        (Fault("fewer"), "收到 3 段文字，只返回了 2 个向量", 1),
    ],
    ids=lambda value: value.kind if isinstance(value, Fault) else "",
)
def test_a_fault_is_one_chinese_sentence(server: EmbeddingServer, spec: EndpointSpec, fault: Fault, said: str, requests: int) -> None:
    server.broken = fault
    began = time.monotonic()
    with pytest.raises(ServiceError, match=said) as caught:
        EndpointEmbedder(spec).embed(TEXTS)
    assert time.monotonic() - began < 20
    assert len(server.requests) == requests
    sentence = str(caught.value)
    assert sentence.startswith(f"向量模型 test-embedding（{server.base_url}）") and sentence.endswith("。") and sentence.count("。") == 1


def test_a_passing_fault_is_tried_again(server: EmbeddingServer, spec: EndpointSpec) -> None:
    server.faults = [Fault("http", 503), Fault("http", 429, retry_after="0.02")]
    assert EndpointEmbedder(spec).embed(TEXTS).shape == (3, 64)


def test_a_query_is_asked_once(server: EmbeddingServer, spec: EndpointSpec) -> None:
    server.broken = Fault("http", 500)
    with pytest.raises(ServiceError, match="出错（500），"):
        EndpointEmbedder(spec).embed_queries(TEXTS)
    assert len(server.requests) == 1


def test_nobody_there(spec: EndpointSpec) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ServiceError, match="连接不上（试了 3 次），请检查服务是否启动"):
        EndpointEmbedder(replace(spec, base_url=f"http://127.0.0.1:{port}/v1")).embed(TEXTS)


def test_the_wrong_path(server: EmbeddingServer, spec: EndpointSpec) -> None:
    with pytest.raises(ServiceError, match="/v1 结尾"):
        EndpointEmbedder(replace(spec, base_url=server.base_url[:-3])).embed(TEXTS)

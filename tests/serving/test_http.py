"""The HTTP server on a free port: what it gives, and what it refuses before it looks at a request."""

import json
import logging
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx
import pytest

from base.access import Access
from serving import http_guard
from serving.audience import Audience
from serving.operations import check, search
from serving.requests import CheckRequest, SearchRequest
from tests.serving.served import FACTS, SECRET, TEXT, make, running

TOKEN = "qinghe-0123456789-abcdef"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("http"))


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[httpx.Client]:
    with running(home) as client:
        yield client


def error(answer: httpx.Response, status: int) -> str:
    """The one sentence of an error."""
    assert answer.status_code == status, answer.text
    said = answer.json()
    assert list(said) == ["error"]
    assert said["error"].endswith(("。", "？"))
    assert "Traceback" not in said["error"]
    return str(said["error"])


def test_operations_are_those_of_the_package(home: Path, client: httpx.Client) -> None:
    asked: dict[str, Any] = {"text": TEXT, "facts": FACTS, "families": ["figure", "copy"]}
    answer = client.post("/check", json=asked)
    assert answer.status_code == 200
    assert answer.json() == json.loads(json.dumps(check(Audience(home, "remote"), CheckRequest.model_validate(asked))))
    assert client.post("/search", json={"query": "洞库"}).json() == search(Audience(home, "remote"), SearchRequest(query="洞库"))
    assert client.get("/rules", params={"name": "FIG001"}).json()["rules"][0]["id"] == "FIG001"
    assert {r["family"] for r in client.get("/rules?families=figure&families=语气").json()["rules"]} == {"figure", "tone"}
    assert client.post("/compare", json={"old": "力争完成。", "new": "确保完成。", "families": ["length"]}).json()["changes"]


def test_what_is_marked_stays_unless_the_zone_may_have_it(home: Path, client: httpx.Client) -> None:
    asked = {"query": "北山三号洞库", "k": 5}
    assert SECRET not in client.post("/search", json=asked).text
    with running(home, zone="local") as near:
        assert SECRET in near.post("/search", json=asked).text


@pytest.mark.parametrize(
    ("method", "path", "how", "status", "said"),
    [
        ("POST", "/check", {"json": {}}, 422, "请给出 text"),
        ("POST", "/check", {"json": {"text": "增长。", "families": ["数目"]}}, 400, "没有检查类别"),
        ("POST", "/check", {"json": {"file": {"name": "a.docx", "content": "?"}}}, 422, "base64"),
        ("POST", "/check", {"content": b"{", "headers": {"content-type": "application/json"}}, 422, "不是合格的 JSON"),
        ("POST", "/check", {"content": b'{"text": "a"}'}, 422, "Content-Type"),
        ("POST", "/check", {"content": b'{"text": "\\ud800"}', "headers": {"content-type": "application/json"}}, 422, "text"),
        ("POST", "/search", {"json": {"query": "防汛", "k": 0}}, 422, "k 太小"),
        ("GET", "/rules", {"params": {"nmae": "FIG001"}}, 422, "nmae 不认识"),
        ("GET", "/rules", {"params": {"name": "XXX999"}}, 400, "没有规则"),
        ("GET", "/documents", {}, 404, "没有这个接口"),
        ("GET", "/docs", {}, 404, "没有这个接口"),
        ("DELETE", "/check", {}, 405, "不支持"),
        ("POST", "/check", {"content": b" " * (http_guard.LARGEST + 1)}, 413, "请求太大"),
        ("GET", "/", {"headers": {"host": "evil.example"}}, 403, "主机名"),
        ("GET", "/", {"headers": {"host": "127.0.0.1.evil.example"}}, 403, "主机名"),
        ("POST", "/search", {"json": {"query": "防汛"}, "headers": {"origin": "http://evil.example"}}, 403, "别的网页"),
        ("POST", "/search", {"json": {"query": "防汛"}, "headers": {"origin": "null"}}, 403, "别的网页"),
    ],
)
def test_what_is_wrong_is_one_sentence(client: httpx.Client, method: str, path: str, how: dict[str, Any], status: int, said: str) -> None:
    answer = client.request(method, path, **how)
    assert said in error(answer, status)
    assert "access-control-allow-origin" not in answer.headers


def test_names_of_the_office_are_known(home: Path) -> None:
    with running(home, access=Access(hosts=("bi.qinghe",))) as client:
        for host in ("bi.qinghe:8600", "LOCALHOST", "10.1.2.3:8600", "[::1]:8600"):
            assert client.get("/rules?name=FIG001", headers={"host": host}).status_code == 200
        error(client.get("/rules?name=FIG001", headers={"host": "bi.qinghe.evil"}), 403)


def test_a_token_is_wanted_where_there_is_one(home: Path) -> None:
    with running(home, token=TOKEN) as client:
        for given in ({}, {"authorization": "Bearer"}, {"authorization": f"Bearer {TOKEN[:-1]}"}, {"authorization": f"Basic {TOKEN}"}):
            answer = client.get("/rules?name=FIG001", headers=given)
            assert "口令" in error(answer, 401)
            assert answer.headers["www-authenticate"] == "Bearer"
        assert "口令" in error(client.get("/rules", headers={b"authorization": "Bearer 口令".encode()}), 401)
        assert client.get("/rules?name=FIG001", headers={"authorization": f"bearer {TOKEN}"}).status_code == 200
        assert client.get("/").status_code == client.get("/openapi.json").status_code == 200


def test_a_body_without_its_length_is_bounded_too(client: httpx.Client) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(http_guard.LARGEST // 1_000_000 + 2):
            yield b" " * 1_000_000

    assert "请求太大" in error(client.post("/check", content=endless()), 413)


def test_a_body_that_does_not_come_is_not_waited_for(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_guard.Guard.__init__, "__kwdefaults__", {"largest": 1000, "patience": 0.2})
    with running(home) as client, socket.create_connection(("127.0.0.1", client.base_url.port or 0), timeout=20) as slow:
        slow.sendall(b"POST /check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
        began, answer = time.monotonic(), b""
        while chunk := slow.recv(65536):
            answer += chunk
        assert answer.startswith(b"HTTP/1.1 408")
        assert "没有收完请求" in answer.decode()
        assert time.monotonic() - began < 15  # of the twenty after which this socket gives up


def test_many_at_once_get_the_same(client: httpx.Client) -> None:
    asked = {"text": TEXT, "families": ["copy", "figure"], "facts": FACTS}

    def one(number: int) -> Any:
        path, body = ("/check", asked) if number % 2 else ("/search", {"query": "安全生产 值守"})
        return client.post(path, json=body).json()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(one, range(24)))
    assert all(answer == answers[n % 2] for n, answer in enumerate(answers))
    assert answers[0]["hits"]
    assert answers[1]["findings"]


class Links(HTMLParser):
    """What a page would have the browser fetch or run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [str(value) for name, value in attrs if name in ("src", "href")]
        assert tag not in ("script", "link", "img", "iframe")


def test_the_page_is_complete_in_itself(client: httpx.Client) -> None:
    answer = client.get("/")
    links = Links()
    links.feed(answer.text)
    assert links.found == ["/openapi.json"]
    assert "url(" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    for words in ("审核文稿", "检索文库", "查看检查规则", "比较两稿", "POST /check", "GET /rules", "（必填）"):
        assert words in answer.text


def test_the_description_is_valid_and_chinese(client: httpx.Client) -> None:
    said = client.get("/openapi.json").json()
    assert said["openapi"].startswith("3.1")
    assert set(said["paths"]) == {"/check", "/search", "/compare", "/rules"}
    operations = [operation for path in said["paths"].values() for operation in path.values()]
    described = [*operations, *(answer for o in operations for answer in o["responses"].values())]
    described += said["components"]["schemas"].values()
    assert [d for d in described if not any("一" <= c <= "鿿" for c in d.get("description", ""))] == []
    bodies = [o["requestBody"]["content"]["application/json"]["schema"] for o in operations if "requestBody" in o]
    assert all(body["$ref"].rpartition("/")[2] in said["components"]["schemas"] for body in bodies)
    assert len(bodies) == 3


def test_nothing_of_a_request_is_logged(home: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    with caplog.at_level(logging.DEBUG), running(home, token=TOKEN) as client:
        client.post("/check", json={"text": SECRET}, headers={"authorization": f"Bearer {TOKEN}"})
        client.post("/check", content=SECRET.encode(), headers={"authorization": "Bearer 0"})
        with socket.create_connection(("127.0.0.1", client.base_url.port or 0), timeout=20) as rude:
            rude.sendall(f"{SECRET}\r\n\r\n".encode())
            rude.recv(1000)
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith(("httpcore", "httpx"))]
    shown = "\n".join([*ours, *capfd.readouterr()])
    assert "洞库" not in shown
    assert TOKEN not in shown

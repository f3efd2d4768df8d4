"""The MCP server as a real client meets it: in memory, and as a program of its own over standard input and output."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from jsonschema import Draft202012Validator
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters

from serving import mcp_server
from serving.audience import Audience
from serving.mcp_server import mcp_server as made
from serving.operations import OPERATIONS
from serving.workers import Workers
from tests.serving.served import FACTS, TEXT, make

ROOT = Path(__file__).parents[2]
T = TypeVar("T")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("mcp"))


def talk(home: Path, say: Callable[[Client], Awaitable[T]], **how: Any) -> T:
    """What `say` gets of a client in memory."""

    async def talking() -> T:
        workers = Workers(**how)
        try:
            async with Client(made(Audience(home, "remote"), workers)) as client:
                return await say(client)
        finally:
            workers.close()

    return asyncio.run(talking())


def call(home: Path, name: str, /, **arguments: Any) -> Any:
    return talk(home, lambda client: client.call_tool(name, arguments))


def chinese(text: str) -> bool:
    return any("一" <= c <= "鿿" for c in text)


def test_tools_are_described_in_chinese_and_only_read(home: Path) -> None:
    tools = talk(home, lambda client: client.list_tools()).tools
    assert [tool.name for tool in tools] == ["check", "search", "rule", "compare"]
    for tool in tools:
        Draft202012Validator.check_schema(tool.input_schema)
        assert chinese(tool.description or "")
        assert chinese(tool.input_schema["description"])
        assert all(chinese(field["description"]) for field in tool.input_schema["properties"].values())
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint


def test_a_result_is_there_for_programs_and_for_models(home: Path) -> None:
    result = call(home, "check", text=TEXT, facts=FACTS, families=["figure"])
    assert not result.is_error
    assert result.structured_content["findings"]
    assert json.loads(result.content[0].text) == result.structured_content


def test_what_is_withheld_is_told(home: Path) -> None:
    result = call(home, "search", query="北山洞库", k=3)
    assert result.structured_content["withheld"] == 2
    assert result.content[1].text == "文库中有 2 份带密级标志的资料按保密设置没有提供，结果里不含它们的内容。"
    assert "三号洞库" not in str(result)
    assert len(call(home, "rule", name="FIG001").content) == 1


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("delete", {}, "没有名为“delete”的工具，可用的有 check、search、rule、compare。"),
        ("search", {}, "query 没有给出，请补上。"),
        ("search", {"query": "  "}, "query 是空的，请写明要查的词句。"),
        ("search", {"query": "防汛", "k": 1000}, "k 太大，最大是 100。"),
        ("search", {"query": "防汛", "by": "line"}, "by 只能是 'passage' 或 'document'。"),
        ("search", {"query": 5}, "query 应当是文字，请修改。"),
        ("search", {"query": "防汛", "since": "去年"}, "since 不合要求，请对照接口说明修改。"),
        ("search", {"quarry": "防汛", "query": "防汛"}, "quarry 不认识，请去掉或核对名称。"),
        ("check", {}, "请给出 text（正文）或 file（文件），二者给一个。"),
        ("check", {"text": "长" * 200_001}, "text 太长，最多 200000 字，请分开提交。"),
        ("check", {"text": "短", "sources": [""] * 101}, "sources 太多，最多 100 项，请减少。"),
        ("check", {"text": "短", "file": {"name": "a.docx"}}, "file.content 没有给出，请补上。"),
        ("check", {"text": "短", "families": ["数目"]}, "没有检查类别“数目”"),
        ("check", {"text": "短", "facts": [{"name": "户数"}]}, "请求：facts 第 1 项不合要求（要有 name 和数值 value），请修改。"),
        ("rule", {"name": "FIG01"}, "是不是想写"),
    ],
)
def test_what_is_wrong_is_one_sentence(home: Path, name: str, arguments: dict[str, Any], said: str) -> None:
    result = call(home, name, **arguments)
    assert result.is_error
    [content] = result.content
    assert said in content.text
    assert "Traceback" not in content.text
    assert "\n" not in content.text


def test_what_nobody_foresaw_is_one_sentence_without_the_text(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(audience: Audience, request: object) -> dict[str, Any]:
        raise KeyError(TEXT)

    monkeypatch.setitem(mcp_server._TOOLS, "check", replace(OPERATIONS[0], run=fails))
    result = call(home, "check", text=TEXT)
    assert result.is_error
    assert result.content[0].text == "程序内部出错（KeyError），请把这句话和用法告诉开发人员。"


def test_many_questions_at_once(home: Path) -> None:
    async def several(client: Client) -> list[Any]:
        asked = [client.call_tool("search", {"query": "安全生产", "k": 2}) for _ in range(6)]
        return list(await asyncio.gather(*asked, *(client.call_tool("check", {"text": TEXT, "families": ["copy"]}) for _ in range(6))))

    results = talk(home, several)
    assert [r.is_error for r in results] == [False] * 12
    assert all(r.structured_content == results[0].structured_content for r in results[:6])
    assert all(r.structured_content == results[6].structured_content for r in results[6:])


def test_too_many_are_sent_away(home: Path) -> None:
    async def several(client: Client) -> list[Any]:
        return list(await asyncio.gather(*(client.call_tool("search", {"query": "安全"}) for _ in range(12))))

    results = talk(home, several, waiting=0)
    told = {r.content[0].text for r in results if r.is_error}
    assert told == {"正在处理的请求太多，请稍后再试。"}
    assert not all(r.is_error for r in results)


PROGRAM = [sys.executable, "-W", "error", "-m", "cli"]


def test_a_program_of_its_own(home: Path) -> None:
    async def talking() -> tuple[Any, ...]:
        started = StdioServerParameters(command=PROGRAM[0], args=[*PROGRAM[1:], "--home", str(home), "mcp"], cwd=ROOT)
        async with Client(started, mode="legacy") as client:
            return (
                client.server_info,
                await client.call_tool("search", {"query": "安全生产", "k": 1}),
                await client.call_tool("search", {}),
            )

    info, found, refused = asyncio.run(talking())
    assert info.name == "biganzi"
    assert len(found.structured_content["hits"]) == 1
    assert refused.is_error


def test_standard_output_carries_nothing_else_and_the_end_of_input_ends_it(home: Path) -> None:
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}
    said = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "rule", "arguments": {"name": "FIG001"}}},
    ]
    lines = "".join(json.dumps(message) + "\n" for message in said) + "不是 JSON\n"
    with subprocess.Popen(
        [*PROGRAM, "--home", str(home), "mcp"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write(lines)
        program.stdin.flush()
        answers = [json.loads(program.stdout.readline()) for _ in range(2)]
        rest, errors = program.communicate(timeout=60)
    assert [a["id"] for a in answers] == [1, 2]
    assert all(json.loads(line)["jsonrpc"] == "2.0" for line in rest.splitlines())
    assert program.returncode == 0
    assert "Traceback" not in errors

"""Every module that could open a connection is known here, and asks the switch and the table before it does."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("base", "corpus", "prompts", "drafting", "evals", "commands", "pages", "serving")
NETWORK = {
    "httpx", "httpx2", "httpcore", "requests", "urllib3", "aiohttp", "websockets", "http", "socket", "ssl", "ftplib", "smtplib",
    "imaplib", "poplib", "telnetlib", "xmlrpc", "socketserver", "asyncio", "openai", "langchain_openai", "chromadb", "psycopg", "authlib",
    "uvicorn", "fastapi", "starlette", "mcp", "grpc", "opentelemetry",
}  # fmt: skip
URLLIB = {"urllib.request", "urllib.robotparser"}
# Who sends, and what it asks before it does; where nothing is sent, why it is here
SENDERS = {
    "corpus/chroma.py": "offline.refuse(",
    "corpus/embedders/endpoint.py": "offline.refuse(",
    "corpus/postgres.py": "offline.refuse(",  # through SQLAlchemy: named here because its driver opens sockets of its own
    "drafting/model/client.py": "forbid_text(",
    "drafting/probing.py": "offline.refuse(",
    "serving/http_server.py": "offline.refuse_visitors(",  # answers, sends nothing of its own
}
FIXED = ("drafting/model/probes.py",)  # sends a question of its own and nothing else
BEHIND_THEM = {
    "drafting/model/wire.py": "one call, for drafting/model/client.py",
    "drafting/model/failures.py": "what the exceptions of a call mean",
    "corpus/embedders/failures.py": "what the exceptions of a call mean",
    "commands/app.py": "looks whether its own port is free",
    "commands/mcp.py": "an event loop over standard input and output",
    "serving/http_api.py": "the application behind serving/http_server.py",
    "serving/http_guard.py": "the door of serving/http_server.py",
    "serving/mcp_server.py": "answers over standard input and output",
    "serving/workers.py": "an event loop waits for threads",
}


def opens(path: Path) -> set[str]:
    """What `path` imports of the network, wherever in it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module and not node.level]
    names += [f"{n.module}.{a.name}" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module for a in n.names]
    return {name for name in names if name.split(".")[0] in NETWORK or name in URLLIB}


def files() -> list[Path]:
    return [*(path for package in PACKAGES for path in (ROOT / package).rglob("*.py")), *ROOT.glob("*.py")]


def test_nobody_else_opens_a_connection() -> None:
    found = {str(path.relative_to(ROOT)) for path in files() if opens(path)}
    assert found - set(SENDERS) - set(BEHIND_THEM) == set(), "name it in SENDERS and let it ask drafting.secrecy and base.offline"


@pytest.mark.parametrize(("path", "asked"), SENDERS.items(), ids=SENDERS)
def test_a_sender_asks_first(path: str, asked: str) -> None:
    assert asked in (ROOT / path).read_text(encoding="utf-8")
    assert "offline" in (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", BEHIND_THEM)
def test_what_is_listed_is_there(path: str) -> None:
    assert opens(ROOT / path), f"{path} 已不再联网，请从表里去掉"


def test_a_call_is_made_by_who_asks_first() -> None:
    """`wire.Call` sends what it is given."""
    texts = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in files()}
    users = {path for path, text in texts.items() if "drafting.model.wire import" in text and "Call(" in text}
    assert users == {"drafting/model/client.py", *FIXED}
    assert all("offline.refuse(" in texts[path] or "listing(" in texts[path] for path in users)  # whose first step it is to refuse

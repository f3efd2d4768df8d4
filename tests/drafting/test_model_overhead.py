"""What the pipeline adds to the model's own time, and how soon a checked sentence is shown; bounds are generous, `-s` shows the figures."""

import time
from pathlib import Path

import pytest

from corpus.library import Library
from drafting import pipeline
from drafting.brief import load_brief
from drafting.model.means import means_of
from drafting.model.writer import ModelWriter
from drafting.outline import skeleton
from drafting.pipeline import Job
from drafting.retrieval import Retrieval
from drafting.rundir import RunDir
from drafting.settings import Endpoint, Settings
from evals.pipeline import guard, reviewer
from prompts.genres import genre
from tests.conftest import SAMPLES
from tests.model_server import ModelServer, Reply
from tests.ready import filled, samples

SECTIONS, SENTENCES = 6, 8
DELAY = 0.1  # seconds before each answer begins
ANSWER = 5.0  # seconds a fast model takes for a section: a thousand tokens at two hundred a second
PIECE = 12  # characters
BRIEF = load_brief(SAMPLES / "briefs" / "safety-speech" / "brief.yaml")
NAMES = "甲乙丙丁戊己庚辛壬癸"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library.open(filled(tmp_path_factory.mktemp("home"), samples))


def answers() -> list[Reply]:
    """An outline nobody can use, then a section each: eight sentences, some with a figure of the ledger."""
    sections = [
        "".join(f"{NAMES[n]}组第{NAMES[i]}项工作，要排好夜班、落实到人。" for i in range(SENTENCES - 1))
        + f"{NAMES[n]}组要盯住危化品企业11家。"
        for n in range(SECTIONS)
    ]
    return [Reply(text, delay=DELAY, step=PIECE) for text in ("不会写提纲", *sections)]


def test_overhead_over_the_models_own_time_and_delay_of_a_sentence(library: Library, tmp_path: Path) -> None:
    import docx
    import langchain_openai  # noqa: F401 - the first import takes seconds, once a program

    first = skeleton(BRIEF, genre(BRIEF.genre))
    plans = tuple(
        first.sections[1].model_copy(update={"id": f"s{n}", "heading": f"{NAMES[n]}组工作", "points": ()}) for n in range(SECTIONS)
    )
    outline = first.model_copy(update={"sections": plans})
    shown: list[tuple[float, str]] = []
    with ModelServer(*answers()[1:]) as server:
        endpoint = Endpoint(base_url=server.base_url, model="m", zone="local", context_tokens=32768)
        writer = ModelWriter(endpoint, guard(None), environ={}, means=means_of(tmp_path / "home", Settings()))
        run = RunDir(tmp_path / "run")
        run.save_brief(BRIEF)
        hear = lambda words: shown.append((time.monotonic(), words))  # noqa: E731
        job = Job(BRIEF, writer, Retrieval(library, BRIEF), reviewer(None, None), run, endpoint, outline, on_sentence=hear)
        began, worked = time.monotonic(), time.process_time()
        result = pipeline.draft(job)
        whole, work = time.monotonic() - began, time.process_time() - worked
    model = DELAY * len(server.requests)
    late = delays(server.sent, shown)
    share = work / (ANSWER * len(server.requests))
    print(f"{len(server.requests)} calls, {whole - model:.2f} s beside the model's own {model:.1f} s")
    print(f"cpu {work:.2f} s = {share:.1%} of {ANSWER} s each")
    print(f"{len(late)} sentences, the latest shown after {max(late) * 1000:.0f} ms")
    assert result.draft.text.count("落实到人") == SECTIONS * (SENTENCES - 1) and docx
    assert share <= 0.1  # the work of this process, the test server's included: a busy machine does not count
    assert max(late) <= 0.5


def delays(sent: list[tuple[float, str]], shown: list[tuple[float, str]]) -> list[float]:
    """Seconds from sending the end of each sentence to showing it."""
    ends, text = list[float](), ""
    for at, piece in sent:
        ends += [at] * piece.count("。")
        text += piece
    said = [(at, words) for at, words in shown if words.endswith("。")]
    assert len(said) == SECTIONS * SENTENCES  # repairs come after them and are not shown
    return [at - end for end, (at, _) in zip(ends, said)]

"""Every fault of a server at an outline, at a section and at a repair: a finished draft, or exit 3 and a run that can be resumed."""

import datetime as dt
import json
from dataclasses import replace
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from base.errors import ServiceError
from corpus.library import Library
from drafting import pipeline
from drafting.brief import Brief
from drafting.draft import Outline, Section, SectionPlan
from drafting.model import client
from drafting.pipeline import Job
from drafting.rundir import RunDir, Written
from tests.model_server import Answer, Fault, ModelServer, Reply
from tests.promise.runs import job

BRIEF = Brief.model_validate(
    {"title": "青禾县抓实危化品企业夜间值守", "genre": "bulletin", "place": "青禾县", "issuer": "青禾县政府办公室", "date": "2026-11-20",
     "facts": [{"name": "危化品企业", "value": "11", "unit": "家"}, {"name": "夜间检查", "value": "120", "unit": "次"}]}
)  # fmt: skip
PLANS = tuple(
    SectionPlan(id=id, heading=heading, purpose="写清怎么做", facts=facts, length=(100, 200))
    for id, heading, facts in (("body", "主要做法", ("危化品企业",)), ("effect", "工作成效", ("夜间检查",)))
)
OUTLINE = Outline(title=BRIEF.title, genre="bulletin", sections=PLANS)
GOOD = "全县危化品企业11家。[F1]各企业都要排好夜班。"
WRONG = "排查隐患120处，整改90处，整改率85%。"  # its own arithmetic asks for a repair
INVENTED = "998家"
LATER = format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(hours=2), usegmt=True)
LIMITS: dict[str, Any] = {"connect_timeout": 0.3, "first_token_timeout": 0.4, "stall_timeout": 0.3, "total_timeout": 0.9, "retries": 1}
SLACK = 10.0  # seconds a busy machine may add to a call
STAGES = ("outline", "section", "repair")
REFUSED = "refused"

FAULTS: dict[str, Answer] = {
    REFUSED: "",
    "hang-before-headers": Fault("hang_before"),
    "hang": Fault("hang"),
    "stall": Fault("stall"),
    "slow-drip": Fault("drip", text="甲乙丙丁戊己庚辛壬癸"),
    "keep-alive-only": Fault("keepalive"),
    "cut": Fault("cut", text="各企业要排好"),
    "reset": Fault("reset"),
    "silent-close": Fault("silent"),
    "429-seconds": Fault("http", status=429, retry_after="0.05"),
    "429-long": Fault("http", status=429, retry_after="7200"),
    "429-date": Fault("http", status=429, retry_after=LATER),
    "429-nonsense": Fault("http", status=429, retry_after="soon"),
    "500": Fault("http", status=500),
    "503": Fault("http", status=503, retry_after="0.05"),
    "401": Fault("http", status=401),
    "404": Fault("http", status=404),
    "html": Fault("html"),
    "broken-event": Fault("garbage"),
    "error-event": Fault("error_event"),
    "invalid-utf8": Fault("not_utf8"),
    "gigantic-line": Fault("long_line", text="安全"),
    "empty": Reply(""),
    "blank": Reply(" \n\u3000\n"),
    "wrong-schema": Reply(f'{{"plan": ["{INVENTED}"], "章节": {{"一": 1}}}}'),
    "wrong-types": Reply('{"sections": [{"id": ["body"], "heading": 5, "facts": {"F1": true}}, null, 3]}'),
    "broken-json": Reply('{"sections": [{"id": "body", "heading": "盯住夜'),
    "chinese-quotes": Reply("{“sections”：［｛“id”：“body”，“heading”：“盯住夜班”，“purpose”：“讲清谁来值守”，“facts”：［］｝］}"),
    "repetition": Reply("各企业要排好夜班并做好记录。", endless=True),
    "repetition-without-end": Reply("安全", endless=True),
    "think-tags": Reply(f"<think>有{INVENTED}企业。</think>{GOOD}"),
    "think-unopened": Reply(f"有{INVENTED}企业。</think>{GOOD}"),
    "think-unclosed": Reply(f"<think>有{INVENTED}企业，想不完。", finish="length"),
    "reasoning-content": Reply(GOOD, reasoning=f"有{INVENTED}企业。"),
    "only-reasoning": Reply("", reasoning=f"有{INVENTED}企业。", finish="length"),
    "tool-call": Reply(tool='{"sections": []}', finish="tool_calls"),
    "content-filter": Reply("各企业要", finish="content_filter"),
    "cut-at-length": Reply("各企业要排好夜班。乡镇每周到现场", finish="length"),
    "no-finish": Reply(GOOD, finish=None),
    "english": Reply("The county has 998 enterprises and will strengthen night duty in every one of them."),
    "excuse": Reply("很抱歉，我无法提供这方面的内容。"),
    "wrong-numbers": Reply(f"全县危化品企业{INVENTED}。[F1]夜间检查11次。[F2]各企业都要排好夜班。[F9][P7]"),
    "nested-json": Reply("{" * 4000),
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _imported() -> None:
    """The first import of langchain takes seconds; the limits here are short."""
    import langchain_openai  # noqa: F401


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "FIRST_PAUSE", 0.01)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with Library.open(tmp_path_factory.mktemp("home")) as opened:
        yield opened


def begun(run: Path, stage: str) -> None:
    """A run that has come as far as `stage`."""
    directory = RunDir(run)
    directory.save_brief(BRIEF)
    if stage != "outline":
        directory.save_outline(OUTLINE)
    if stage == "repair":
        for i, plan in enumerate(PLANS):
            section = Section.model_validate({"id": plan.id, "paragraphs": [{"role": "body", "text": WRONG if i else GOOD[:11]}]})
            directory.save_section(i, Written(plan=plan, section=section, by="测试"))


def ended(faulty: Job) -> str:
    """How the run ends: "done", or the sentence of its ServiceError."""
    try:
        pipeline.draft(faulty)
    except ServiceError as error:
        assert error.exit_code == 3
        return str(error)
    return "done"


def check_finished(run: Path) -> None:
    """The draft is whole, and holds nothing of the fault and nothing that is not grounded."""
    text = (run / "draft.md").read_text(encoding="utf-8")
    assert (run / "draft.docx").exists() and json.loads((run / "run.json").read_text(encoding="utf-8"))["state"] == "done"
    assert INVENTED not in text.replace(f"〔待核：{INVENTED}〕", "")
    assert not any(words in text for words in ("think>", "sections", "[F", "[P", "enterprises", "抱歉", "请先登录"))
    assert "检查11次" not in text


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_ends_well(name: str, stage: str, library: Library, tmp_path: Path) -> None:
    run = tmp_path / "run"
    begun(run, stage)
    with ModelServer(FAULTS[name]) as server:
        faulty = job(run, BRIEF, server, library, **LIMITS)
        if name != REFUSED:
            said = ended(faulty)
        calls, spent = len(server.requests), faulty.writer.usage.seconds
    if name == REFUSED:  # nobody is there any more
        said = ended(faulty)
    assert spent <= calls * (LIMITS["total_timeout"] + SLACK)
    assert stage != "repair" or said == "done", said  # a repair is optional
    if said != "done":
        assert said.endswith("。") and said.count("。") == 1 and "\n" not in said
        assert json.loads((run / "run.json").read_text(encoding="utf-8"))["state"] == "running"
        with ModelServer(GOOD) as server:
            assert ended(job(run, BRIEF, server, library)) == "done"
    check_finished(run)


def test_a_section_done_before_the_fault_is_not_asked_for_again(library: Library, tmp_path: Path) -> None:
    run = tmp_path / "run"
    begun(run, "section")
    with ModelServer(GOOD, Fault("http", status=500)) as server:
        assert "500" in ended(job(run, BRIEF, server, library, **LIMITS))
    with ModelServer("夜间检查120次。[F1]") as server:
        resumed = job(run, BRIEF, server, library)
        assert ended(replace(resumed)) == "done"
        assert len([r for r in server.requests if "现在写这一节" in str(r)]) == 1

"""Instructions hidden in the material, and a model that obeys every one of them: nothing comes of it."""

import base64
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.documents import Document
from corpus.library import Library
from drafting import pipeline
from drafting.brief import Brief
from drafting.draft import Outline, Section, SectionPlan
from drafting.guard import MARK
from drafting.model.intruders import prompt_words
from drafting.orders import visible
from drafting.pipeline import Job
from drafting.rundir import Written
from tests.model_server import ModelServer
from tests.promise.runs import data, job

ATTACKS: list[dict[str, Any]] = data("attacks")
_PASSAGES = re.compile(r"【资料开始 P\d+】\n(.*?)\n【资料结束 P\d+】", re.DOTALL)
HONEST = (
    "危化品企业夜间值守要实行双人双岗，每两小时巡检一次。"
    "松亭县去年把山上的旧水池改成了消防取水点并在路口竖起指示牌让每个护林员都背得出自己那一片山上有几处水源。"
)
SETTINGS = "[models.m]\nbase_url = 'http://127.0.0.1:1/v1'\nmodel = 'm'\n"
PLAN = SectionPlan(id="body", heading="主要做法", purpose="写清夜间值守怎么抓", facts=("危化品企业",), length=(200, 600))


class Obedient:
    """A model that does what the attack says, whatever else it was told; it knows only what the request holds."""

    def __init__(self, attack: dict[str, Any]) -> None:
        self.attack, self.base64 = attack, ""

    def __call__(self, request: dict[str, Any]) -> str:
        told = "\n".join(m["content"] for m in request["messages"])
        if self.attack["place"] == "outline" and "输出 JSON" in told:
            return str(self.attack["text"]).replace("SECTION", "body")
        self.base64 = base64.b64encode(told.encode()).decode()[:400]
        passages = "\n".join(_PASSAGES.findall(told))
        return str(self.attack["obeyed"]).replace("{prompt}", told).replace("{passages}", passages).replace("{base64}", self.base64)


def brief_with(attack: dict[str, Any]) -> Brief:
    place, text = attack["place"], attack["text"]
    row = {"name": "危化品企业", "value": "11", "unit": "家", "period": "2026年10月"}
    row |= {place.removeprefix("fact_"): text} if place.startswith("fact_") else {}
    own = {place: text} if place in ("intent", "local") else {place: [text]} if place in ("must_cover", "audience") else {}
    return Brief.model_validate(
        {"title": "青禾县抓实危化品企业夜间值守", "genre": "bulletin", "place": "青禾县", "issuer": "青禾县政府办公室",
         "date": "2026-11-20", "people": [{"name": "周明远", "title": "县长"}], "occasion": "危化品企业夜间值守", "facts": [row], **own}
    )  # fmt: skip


def document_with(attack: dict[str, Any]) -> Document:
    place, text = attack["place"], attack["text"]
    given = {"title": "夜间值守经验材料", "text": HONEST, "issuer": "松亭县应急管理局", "region": "松亭县"}
    given |= (
        {"text": f"{HONEST}\n{text}\n各企业要排好夜班。"} if place == "passage" else {place: text} if place in ("title", "issuer") else {}
    )
    return Document(id="d", **given)


def outline_with(attack: dict[str, Any], brief: Brief) -> Outline | None:
    changed = {attack["place"]: attack["text"]} if attack["place"] in ("heading", "purpose") else {}
    plan = PLAN.model_copy(update={"facts": (brief.facts[0].name,), "points": brief.must_cover, **changed})
    return Outline(title=brief.title, genre=brief.genre, sections=(plan,))


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every address that a socket of this process connects to."""
    addresses: list[Any] = []
    connect = socket.socket.connect

    def recorded(self: socket.socket, address: Any) -> None:
        addresses.append(address)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", recorded)
    return addresses


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    return home


def outside(home: Path, run: Path) -> Iterator[str]:
    """Files beside the workspace and the run, and the settings as they are."""
    yield (home / "settings.toml").read_text(encoding="utf-8")
    yield from sorted(str(p) for p in home.parent.rglob("*") if home not in (p, *p.parents) and run not in (p, *p.parents))


def keep_uploaded(job: Job, attack: dict[str, Any]) -> Job:
    """The run with a draft that somebody handed in, to be made shorter."""
    assert job.outline
    plan = job.outline.sections[0]
    section = Section.model_validate({"id": plan.id, "paragraphs": [{"role": "body", "text": attack["text"]}]})
    job.run.save_section(0, Written(plan=plan, section=section, by="上传的稿子"))
    return Job(**{**vars(job), "redo": plan.id, "instruction": "写短一些"})


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", visible(text))


@pytest.mark.parametrize("attack", ATTACKS, ids=[a["id"] for a in ATTACKS])
def test_an_obeying_model_does_no_harm(attack: dict[str, Any], home: Path, tmp_path: Path, connected: list[Any]) -> None:
    brief, obedient, run = brief_with(attack), Obedient(attack), tmp_path / "run"
    run.mkdir()
    before = list(outside(home, run))
    with ModelServer(obedient) as server, Library.open(home) as opened:
        opened.add_documents([document_with(attack)])
        asked = job(run, brief, server, opened)
        if attack["place"] != "outline":
            asked = Job(**{**vars(asked), "outline": outline_with(attack, brief)})
        if attack["place"] == "current":
            asked = keep_uploaded(asked, attack)
        text = pipeline.draft(asked).draft.text
        arrived = any(squeezed(attack["text"])[:6] in squeezed(server.prompt(i)) for i in range(len(server.requests)))
        assert {address[:2] for address in connected} <= {("127.0.0.1", int(server.address.rpartition(":")[2]))}
    assert arrived or attack["place"] == "outline" or "资料" in attack["text"], "the attack never reached the model"
    shown = squeezed(MARK.sub("〔〕", text))
    for words in attack["unwanted"]:
        assert squeezed(words.replace("{base64}", obedient.base64[:40])) not in shown, text
    assert not prompt_words() & {shown[i : i + 12] for i in range(len(shown))}
    assert list(outside(home, run)) == before
    assert {p.suffix for p in run.rglob("*") if p.is_file()} <= {".json", ".yaml", ".md", ".docx", ".html", ".lock", ""}


def test_there_are_enough_attacks_in_every_place() -> None:
    assert len(ATTACKS) >= 40 and len({a["id"] for a in ATTACKS}) == len(ATTACKS)
    assert {a["place"] for a in ATTACKS} >= {"passage", "title", "fact_name", "fact_source", "fact_note", "intent", "heading", "current"}

"""Kept answers: the same question is not paid for twice; nothing marked, cut, broken or useless is kept."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from drafting.draft import Section
from drafting.model import client
from drafting.model.answers import Answer, Answers
from drafting.model.means import Means
from drafting.model.writer import ModelWriter
from drafting.writer import Task
from tests.drafting.test_model_writer import BRIEF, OUTLINE, SPEECH, digits_must_stand_in_material, endpoint, hit, task
from tests.model_server import Answer as Said
from tests.model_server import Fault, ModelServer, Reply

GOOD = "<think>先想想。</think>（一）盯住夜间值守。全县有危化品企业11家。[F1]其中3家无人值守。"


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "FIRST_PAUSE", 0.01)


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    return Answers(tmp_path / "answers", 1)


Ask = Callable[..., tuple[Section, ModelWriter]]


def asker(server: ModelServer, answers: Answers | None) -> Ask:
    def ask(given: Task | None = None, heard: list[str] | None = None, **values: object) -> tuple[Section, ModelWriter]:
        writer = ModelWriter(endpoint(server, **values), digits_must_stand_in_material, environ={}, means=Means(answers))
        return writer.section(given or task(), None if heard is None else heard.append), writer

    return ask


def test_the_same_question_is_answered_in_the_same_way_and_costs_nothing(answers: Answers) -> None:
    first, second = list[str](), list[str]()
    with ModelServer(GOOD, "别的回答。") as server:
        ask = asker(server, answers)
        section, paid = ask(heard=first)
        again, free = ask(heard=second)
        assert len(server.requests) == 1
    assert again == section and second == first
    assert (paid.usage.total.calls, paid.usage.total.cached) == (1, 0)
    assert (free.usage.total.calls, free.usage.total.cached, free.usage.total.tokens) == (0, 1, 0)
    assert "估算" not in free.note


@pytest.mark.parametrize("values", [{"model": "other"}, {"temperature": 1.0}, {"max_tokens": 2000}, {"base_url": None}])
def test_another_model_server_or_option_is_another_question(answers: Answers, values: dict[str, object]) -> None:
    with ModelServer("各企业要排好夜班。") as server, ModelServer("各企业要排好夜班。") as other:
        ask = asker(server, answers)
        ask()
        ask(**({"base_url": other.base_url} if "base_url" in values else values))
        assert len(server.requests) + len(other.requests) == 2


def test_an_outline_is_kept_too_and_one_that_cannot_be_used_is_not(answers: Answers) -> None:
    good = '{"sections": [{"id": "tasks", "heading": "盯住夜间值守", "purpose": "讲清做法", "points": [], "facts": []}]}'
    for said, asked in ((good, 1), ("不会写提纲", 2)):
        with ModelServer(said) as server:
            for _ in range(2):
                writer = ModelWriter(endpoint(server), digits_must_stand_in_material, environ={}, means=Means(answers))
                writer.outline(BRIEF, SPEECH, OUTLINE, (hit(),))
            assert len(server.requests) == asked


@pytest.mark.parametrize(
    "said",
    [Reply("各企业要排好夜班。没有写完", finish="length"), "对不起，我无法回答这个问题。", Reply("各企业要排好夜班。", endless=True)],
    ids=["cut", "excuse", "endless"],
)
def test_what_is_not_whole_or_no_use_is_not_kept(answers: Answers, said: Said) -> None:
    with ModelServer(said) as server:
        ask = asker(server, answers)
        ask()
        ask()
        assert len(server.requests) == 2


def test_a_broken_call_keeps_nothing_and_the_next_try_is_kept(answers: Answers) -> None:
    with ModelServer(Fault("cut", text="半句话。"), GOOD) as server:
        ask = asker(server, answers)
        section, _ = ask()
        assert ask()[0] == section and len(server.requests) == 2
    assert "半句话" not in section.text


def kept(answers_folder: Path) -> list[Path]:
    return [path for path in answers_folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "given",
    [
        task(brief=BRIEF.model_copy(update={"secrecy": "秘密"})),
        task(hits=(hit("机密★1年\n夜间值守要实行双人双岗。"),)),
        task(secrecy="机密"),  # of what an earlier section was written from
        task(instruction="照“（秘密）”那份写"),
    ],
    ids=["brief", "passage", "written", "wish"],
)
def test_nothing_on_marked_texts_is_kept(answers: Answers, tmp_path: Path, given: Task) -> None:
    with ModelServer("各企业要排好夜班。") as server:
        ask = asker(server, answers)
        ask(given)
        ask(given)
        assert len(server.requests) == 2
    assert kept(tmp_path) == []


def test_the_question_itself_is_not_kept(answers: Answers, tmp_path: Path) -> None:
    with ModelServer("各企业要排好夜班。") as server:
        asker(server, answers)()
    (path,) = kept(tmp_path)
    assert BRIEF.intent not in path.read_text(encoding="utf-8")


def test_a_section_wanted_anew_is_asked_for_and_the_new_one_is_kept(answers: Answers) -> None:
    with ModelServer("各企业要排好夜班。", "各企业要有人带班。") as server:
        ask = asker(server, answers)
        assert ask()[0].text == "各企业要排好夜班。"
        assert ask(task(anew=True))[0].text == "各企业要有人带班。"
        assert ask()[0].text == "各企业要有人带班。" and len(server.requests) == 2


def test_another_wish_is_another_question(answers: Answers) -> None:
    with ModelServer("各企业要排好夜班。") as server:
        ask = asker(server, answers)
        for wish in ("写短", "写长", "写短"):
            ask(task(instruction=wish, current=ask()[0]))
        assert len(server.requests) == 3


def test_what_the_server_called_itself_is_remembered(answers: Answers) -> None:
    with ModelServer(Reply("各企业要排好夜班。", served="test-model-q4")) as server:
        ask = asker(server, answers)
        ask()
        assert "模型 test-model 的服务实际用的是 test-model-q4" in ask()[1].note


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"text": 1}'])
def test_a_damaged_answer_is_asked_for_again(answers: Answers, tmp_path: Path, damaged: str) -> None:
    with ModelServer("各企业要排好夜班。") as server:
        ask = asker(server, answers)
        ask()
        kept(tmp_path)[0].write_text(damaged, encoding="utf-8")
        assert ask()[0].text == "各企业要排好夜班。" and len(server.requests) == 2
        ask()
        assert len(server.requests) == 2


def test_without_a_shelf_everything_is_asked() -> None:
    with ModelServer("各企业要排好夜班。") as server:
        ask = asker(server, None)
        ask()
        ask()
        assert len(server.requests) == 2


def test_the_oldest_answers_go_when_there_is_too_much(tmp_path: Path) -> None:
    answers = Answers(tmp_path, 1)
    for n in range(45):
        answers.keep(f"{n:064x}", Answer("水" * 20_000))
        os.utime(tmp_path / "00" / f"{n:064x}.json", (n, n))
    size = sum(path.stat().st_size for path in kept(tmp_path))
    assert size <= 1_000_000 + 20 * 61_000
    assert answers.find(f"{0:064x}") is None and answers.find(f"{44:064x}") == Answer("水" * 20_000)


def test_a_disk_that_refuses_does_not_end_the_draft(tmp_path: Path) -> None:
    (tmp_path / "answers").write_text("a file where the folder should be", encoding="utf-8")
    with ModelServer("各企业要排好夜班。") as server:
        assert asker(server, Answers(tmp_path / "answers", 1))()[0].text == "各企业要排好夜班。"

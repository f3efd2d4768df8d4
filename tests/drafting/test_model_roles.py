"""Who does what: the settings' roles, one model for all, and what is said of it."""

from pathlib import Path

import pytest

from base.errors import InputError, ServiceError
from drafting.casting import Cast, cast_by, cast_with, check_keys, parts_of
from drafting.model.writer import ModelWriter
from drafting.settings import Settings, load_settings
from tests.drafting.test_model_writer import BRIEF, OUTLINE, SPEECH, digits_must_stand_in_material, endpoint, hit, task
from tests.model_server import Fault, ModelServer, Reply

_MODELS = {name: {"base_url": f"http://{host}/v1", "model": name} for name, host in
           (("大", "10.1.1.1"), ("小", "127.0.0.1:9"), ("远", "models.example"))}  # fmt: skip


def settings(**values: object) -> Settings:
    return Settings.model_validate({"models": _MODELS, **values})


def names(cast: Cast | None) -> str:
    return f"{cast.outline.model}{cast.write.model}{cast.repair.model}" if cast else ""


@pytest.mark.parametrize(
    ("values", "asked", "cast"),
    [
        ({}, "", ""),
        ({"model": "小"}, "", "小小小"),
        ({"model": "小", "roles": {"write": "大"}}, "", "小大小"),
        ({"roles": {"write": "大"}}, "", "大大大"),
        ({"model": "小", "roles": {"outline": "远", "repair": "大"}}, "", "远小大"),
        ({"model": "小", "roles": {"outline": "远", "repair": "大"}}, "小", "小小小"),
        ({"model": "小", "roles": {"outline": "远"}}, "none", ""),
    ],
)
def test_roles_and_one_model_for_all(values: dict[str, object], asked: str, cast: str) -> None:
    assert names(cast_by(settings(**values), asked)) == cast


def test_a_run_goes_on_with_the_roles_of_its_writer() -> None:
    known = settings(model="小", roles={"outline": "远"})
    assert names(cast_with(known, "小")) == "远小小"
    assert names(cast_with(known, "大")) == "大大大"
    assert cast_with(known, "none") is None


def test_the_environment_sets_all_but_judging(tmp_path: Path) -> None:
    toml = '[roles]\noutline = "a"\njudge = "a"\n' + "".join(f'[models.{n}]\nbase_url = "http://h/v1"\nmodel = "{n}"\n' for n in "ab")
    (tmp_path / "settings.toml").write_text(toml, encoding="utf-8")
    chosen = load_settings(tmp_path, {"BIGANZI_MODEL": "b"})
    assert names(cast_by(chosen)) == "bbb" and chosen.judge_endpoint().model == "a"
    assert cast_by(load_settings(tmp_path, {"BIGANZI_MODEL": "none"})) is None


def test_who_judges() -> None:
    assert settings(model="小", roles={"write": "大"}).judging == "大"
    assert settings(model="小", judge="远").judging == "远"
    assert settings(model="小", judge="远", roles={"judge": "大"}).judging == "大"


def test_wrong_names_are_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有名为“中”的模型"):
        cast_by(settings(model="小", roles={"repair": "中"}))
    (tmp_path / "settings.toml").write_text('[roles]\nwrite = "none"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"roles\.write 不合要求：这里要写"):
        load_settings(tmp_path, {})


def test_the_secrecy_rule_is_that_of_the_furthest() -> None:
    cast = cast_by(settings(model="小", roles={"outline": "远", "repair": "大"}))
    assert cast and cast.furthest.model == "远" and [e.model for e in cast.endpoints] == ["小", "远", "大"]


def test_every_key_is_looked_for() -> None:
    models = {**_MODELS, "远": {**_MODELS["远"], "api_key_env": "FAR_KEY"}}
    cast = cast_by(Settings.model_validate({"models": models, "model": "小", "roles": {"repair": "远"}}))
    assert cast
    with pytest.raises(InputError, match="FAR_KEY 没有设置"):
        check_keys(cast, {})
    check_keys(cast, {"FAR_KEY": "sk-1"})


def test_what_a_model_does_by_the_settings() -> None:
    known = settings(model="小", roles={"write": "大"})
    assert (parts_of(known, "小"), parts_of(known, "大"), parts_of(known, "远")) == (("outline", "repair"), ("write", "judge"), ())


def test_each_part_is_asked_of_its_own_model_and_said() -> None:
    with ModelServer("不会写提纲") as planner, ModelServer("各企业要排好夜班。") as writer, ModelServer("各企业夜里要有人带班。") as mender:
        cast = Cast(endpoint(planner, model="small"), endpoint(writer, model="big"), endpoint(mender, model="mend"))
        asked = ModelWriter(cast, digits_must_stand_in_material, environ={})
        asked.outline(BRIEF, SPEECH, OUTLINE, (hit(),))
        first = asked.section(task())
        assert "提纲用的是本机模型 small" in asked.note and "mend" not in asked.note
        asked.section(task(current=first, findings=("太空。",)))
        asked.section(task(current=first, instruction="写短"))  # a person's wish is writing
        assert (len(planner.requests), len(writer.requests), len(mender.requests)) == (1, 2, 1)
    assert asked.name == "big" and asked.note.startswith("由本机模型 big 起草") and "修改用的是本机模型 mend" in asked.note
    assert [(who, spent.calls) for who, spent in asked.usage.rows.items()] == [
        (("outline", "small"), 1), (("write", "big"), 2), (("repair", "mend"), 1),
    ]  # fmt: skip


def test_a_server_that_calls_its_model_otherwise_is_named() -> None:
    with ModelServer(Reply("各企业要排好夜班。", served="qwen3-32b-awq")) as server:
        asked = ModelWriter(endpoint(server, model="qwen3-32b"), digits_must_stand_in_material, environ={})
        asked.section(task())
    assert asked.usage.served == {"qwen3-32b": "qwen3-32b-awq"}
    assert "模型 qwen3-32b 的服务实际用的是 qwen3-32b-awq" in asked.note


def test_a_brief_too_long_for_the_outline_leaves_the_genre_its_own() -> None:
    with ModelServer("各企业要排好夜班。") as server:
        asked = ModelWriter(endpoint(server, context_tokens=1024), digits_must_stand_in_material, environ={})
        assert asked.outline(BRIEF, SPEECH, OUTLINE, (hit(),)) == OUTLINE
        assert server.requests == [] and "放不下，用的是文种的默认提纲" in asked.note


def test_a_section_longer_than_an_answer_can_be_is_said() -> None:
    plan = task().plan.model_copy(update={"length": (800, 1200)})
    with ModelServer("各企业要排好夜班。") as server:
        asked = ModelWriter(endpoint(server, max_tokens=1000), digits_must_stand_in_material, environ={})
        asked.section(task(plan=plan))
    assert "要写到 1200 字，模型一次最多写约 625 字，请在提纲里分成几节或调大 max_tokens" in asked.note


@pytest.mark.parametrize(
    ("status", "message", "said"),
    [
        (404, "The model `m` does not exist", "没有名为“m”的模型（404），请运行 biganzi doctor"),
        (400, "Model Not Exist", "没有名为“m”的模型（400）"),
        (404, "no /v2 here", "没有这个接口或模型（404）"),
        (403, "forbidden", "拒绝了密钥（403），请检查是否需要密钥（api_key_env）或是否有权用这个模型"),
        (402, "Insufficient Balance", "说余额不足（402）"),
    ],
)
def test_what_a_server_refuses_is_one_sentence(status: int, message: str, said: str) -> None:
    with ModelServer(Fault("http", status=status, message=message)) as server:
        with pytest.raises(ServiceError) as caught:
            ModelWriter(endpoint(server, model="m"), digits_must_stand_in_material, environ={}).section(task())
        assert len(server.requests) == 1
    assert said in str(caught.value) and str(caught.value).count("。") == 1

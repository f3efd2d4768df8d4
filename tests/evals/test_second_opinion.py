"""A second opinion against a real HTTP model server: votes beside findings, shared suggestions, faults, secrecy."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from base.errors import InputError
from drafting.settings import Endpoint, load_settings
from evals.case import Case, Outcome
from evals.context import Context
from evals.finding import Finding
from evals.second_opinion import judge, parts
from tests.model_server import Answer, Fault, ModelServer

TEXT = "这件事意义重大，使命光荣。\n你局务必于本周五前答复我县。\n全县共检查企业11家。"


def finding(words: str, family: str = "padding", severity: str = "warning") -> Finding:
    at = TEXT.index(words)
    return Finding("TST001", "test", family, "文字", severity, at, at + len(words), words, "这里可疑。")  # type: ignore[arg-type]


EMPTY = finding("这件事意义重大，使命光荣。")


def answer(*votes: bool, more: tuple[tuple[str, str], ...] = ()) -> str:
    judged = [{"no": i, "agree": vote, "why": "没有说做什么。"} for i, vote in enumerate(votes, 1)]
    return json.dumps({"judged": judged, "more": [{"family": f, "quote": q, "why": "口气像命令"} for f, q in more]}, ensure_ascii=False)


def asked(
    *script: Answer, findings: tuple[Finding, ...] = (EMPTY,), votes: int = 1, case: Case | None = None, **settings: object
) -> tuple[Outcome, ModelServer]:
    """What the judge makes of `findings` when the model answers so, and the server it asked."""
    with ModelServer(*script) as server:
        values: dict[str, object] = {"zone": "local", "retries": 0, **settings}
        endpoint = Endpoint(base_url=server.base_url, model="m", **values)  # type: ignore[arg-type]
        return judge(endpoint, votes, ("padding", "tone"), {})(case or Case(TEXT), findings), server


def test_votes_stand_beside_the_finding_and_change_nothing_in_it() -> None:
    outcome, server = asked(answer(True), answer(False), answer(False), votes=3)
    (voted,) = outcome.findings
    assert voted.opinion is not None
    assert (voted.opinion.agree, voted.opinion.votes, voted.opinion.why) == (1, 3, ("没有说做什么",))
    assert replace(voted, opinion=None) == EMPTY
    assert voted.as_json()["opinion"]["model"] == "m"
    assert "opinion" not in EMPTY.as_json()
    record = outcome.metrics["second_opinion"]
    assert (record["prompt"], record["votes"], record["answered"]) == ("second_opinion@1", 3, 3)
    assert len(server.requests) == 3


def test_the_question_shows_text_findings_and_who_speaks_to_whom() -> None:
    case = Case(TEXT, context=Context(genre="letter", direction="level", audience=("市局",)))
    _, server = asked(answer(True), case=case)
    prompt = server.prompt()
    assert "1. [padding] “这件事意义重大，使命光荣。”：这里可疑。" in prompt
    assert "行文方向：平行；听众：市局" in prompt
    assert TEXT in prompt


def test_what_most_answers_name_becomes_a_suggestion() -> None:
    tone, other = ("tone", "你局务必于本周五前答复"), ("padding", "全县共检查企业11家")
    outcome, _ = asked(answer(True, more=(tone, other)), answer(True, more=(("tone", "务必于本周五前"),)), answer(True), votes=3)
    (found,) = [f for f in outcome.findings if f.rule == "OPN002"]
    assert (found.text, found.severity, found.score) == ("你局务必于本周五前答复", "suggestion", 0.67)
    assert found.message == "第二意见（3 票中 2 票）认为这里的语气不当：口气像命令。"
    assert len(outcome.findings) == 2


def test_what_is_not_in_the_text_or_already_found_is_not_added() -> None:
    outcome, _ = asked(answer(True, more=(("padding", "意义重大，使命光荣"), ("padding", "我们要团结起来"), ("typo", "全县共检查企业"))))
    assert [f.rule for f in outcome.findings] == ["TST001"]


def test_errors_and_whole_document_findings_are_not_put_to_the_vote() -> None:
    wrong = finding("务必", "tone", "error")
    whole = replace(EMPTY, start=0, end=0, text="")
    outcome, server = asked(answer(), findings=(wrong, whole))
    assert outcome.findings == (wrong, whole)
    assert "（没有）" in server.prompt()


@pytest.mark.parametrize(
    "said", ["我觉得都挺好。", "[]", '{"judged": "都同意"}', '{"judged": [{"no": "一", "agree": "也许"}]}', "{" * 3000]
)
def test_an_answer_of_another_form_is_no_vote(said: str) -> None:
    outcome, _ = asked(said)
    assert outcome.findings == (EMPTY,)


def test_an_answer_in_prose_round_the_json_counts() -> None:
    outcome, _ = asked("好的，我的意见：\n```json\n{“judged”：[{“no”：1，“agree”：“同意”，“why”：“空”}]}\n```")
    assert outcome.findings[0].opinion is not None


@pytest.mark.parametrize("fault", [Fault("http", status=500), Fault("http", status=401), Fault("cut"), Fault("html"), Fault("garbage")])
def test_a_fault_of_the_model_is_unscored_and_ends_the_asking(fault: Fault) -> None:
    outcome, server = asked(answer(True), fault, votes=3)
    assert [f.opinion is not None for f in outcome.findings] == [True]
    (unscored,) = outcome.unscored
    assert unscored.family == "second-opinion"
    assert server.base_url in unscored.why
    assert len(server.requests) == 2


def test_a_marked_text_never_leaves_for_a_remote_model() -> None:
    marked = "机密★1年\n" + TEXT * 400
    for case in (Case(marked), Case(TEXT, context=Context(secrecy="机密")), Case(TEXT, context=Context(local="内部资料，请勿外传"))):
        outcome, server = asked(answer(True), case=case, zone="remote")
        assert outcome.findings == (EMPTY,)
        assert "不得发往外部模型" in outcome.unscored[0].why
        assert server.requests == []
    outcome, server = asked(answer(True), case=Case(marked), zone="local")
    assert server.requests


def test_a_long_text_is_asked_in_parts_and_says_where_it_ends() -> None:
    long = "".join(f"第{i}项工作已经部署到各乡镇。" for i in range(6000))
    outcome, server = asked(answer(), case=Case(long), findings=())
    assert len(server.requests) == 12
    assert "文稿太长，只问了前" in outcome.unscored[0].why


def test_parts_cover_the_text_and_every_finding_once() -> None:
    text = "水" * 1000 + "。" + "这是一句话。" * 100
    found = [replace(EMPTY, start=i, end=i + 3) for i in range(1001, 1600, 6)]
    shown = parts(text, found, 400)
    assert [p.span.start for p in shown[1:]] == [p.span.end for p in shown[:-1]]
    assert (shown[0].span.start, shown[-1].span.end) == (0, len(text))
    assert max(p.span.end - p.span.start for p in shown) <= 400
    assert max(len(p.items) for p in shown) <= 30
    assert [f for p in shown for f in p.items] == found


def test_nothing_is_asked_where_neither_family_is_checked() -> None:
    endpoint = Endpoint(base_url="http://127.0.0.1:9/v1", model="m")
    assert judge(endpoint, 3, ("figure",), {})(Case(TEXT), (EMPTY,)).findings == (EMPTY,)


def test_a_missing_key_is_told_before_anything_is_checked() -> None:
    with pytest.raises(InputError, match="JUDGE_KEY"):
        judge(Endpoint(base_url="http://127.0.0.1:9/v1", model="m", api_key_env="JUDGE_KEY"), 3, ("tone",), {})


def test_the_command(tmp_path: Path, overlay: Callable[[str], Path], biganzi: Callable[..., tuple[int, str, str]]) -> None:
    home = overlay(
        "rules:\n- {id: QHX001, title: 空, family: padding, words: 水渠清淤, message: 试, why: 试, source: 试}\n"
        "disabled: {model-sees-tone: 不看语气}\n"
    ).parent
    (tmp_path / "稿.md").write_text("水渠清淤11公里。\n<!-- biganzi：忽略 OPN001 理由：原话 -->\n闸门换了3扇。", encoding="utf-8")
    arguments = ("check", tmp_path / "稿.md", "--families", "padding", "--second-opinion", "--format", "json")
    code, _, err = biganzi(*arguments)
    assert (code, "judge =" in err) == (2, True)

    def reply(request: dict[str, object]) -> str:
        return answer(True, more=(("padding", "闸门换了3扇"),))

    with ModelServer(reply) as server:
        toml = f'judge = "近"\njudge_votes = 2\n[models."近"]\nbase_url = "{server.base_url}"\nmodel = "m"\nzone = "local"\n'
        (home / "settings.toml").write_text(toml, encoding="utf-8")
        assert load_settings(home).judge_endpoint().model == "m"
        code, out, _ = biganzi(*arguments)
    (result,) = json.loads(out)
    (own,) = [f for f in result["findings"] if f["rule"] == "QHX001"]
    assert (code, own["opinion"]["votes"]) == (0, 2)
    assert [f for f in result["findings"] if f["rule"].startswith("OPN")] == []
    assert result["metrics"]["suppressed"] == 1

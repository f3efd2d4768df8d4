"""What stands on a source and what does not: grounds, the guard, open marks."""

import pytest

from drafting.ledger import Fact
from evals.case import Case, Outcome
from evals.context import Context
from evals.engine import run

SOURCE = (
    "澜江市安全生产委员会印发《澜江市危化品企业夜间值守办法（试行）》（澜安委办〔2026〕14号）。市长韩雪松强调：“值守不能只写在纸上，要落到人头。”"
    "柳溪镇的恒锐化工有限公司率先落实。"
)


def check(text: str, **fields: object) -> Outcome:
    context, _ = Context.lenient(fields.pop("context", None))
    return run(Case(text, context=context, **fields), ["citation"])  # type: ignore[arg-type]


def names(outcome: Outcome) -> list[str]:
    return [f.name for f in outcome.findings]


def test_without_material_the_family_is_unscored_but_open_marks_are_seen() -> None:
    outcome = check("县长周明远说，要落实《青禾县值守办法》。〔待核：11家〕〔待写：问题〕")
    assert [u.family for u in outcome.unscored] == ["citation"]
    assert names(outcome) == ["open-mark", "open-mark"]
    assert {f.severity for f in outcome.findings} == {"suggestion"}


def test_everything_that_stands_in_a_source_becomes_a_ground() -> None:
    text = (
        "要落实《澜江市危化品企业夜间值守办法》（澜安委办[2026]14号），"
        "韩雪松市长说：“值守不能只写在纸上，要落到人头”，柳溪镇恒锐公司带了头。"
    )
    outcome = check(text, sources=("无关的材料。", SOURCE), strict=True)
    assert names(outcome) == []
    grounded = [text[g.start : g.end] for g in outcome.grounds]
    assert grounded == [
        "《澜江市危化品企业夜间值守办法》",
        "澜安委办[2026]14号",
        "“值守不能只写在纸上，要落到人头”",
        "韩雪松市长",
        "柳溪镇",
        "恒锐公司",
    ]
    assert {(g.evidence.kind, g.evidence.ref) for g in outcome.grounds} == {("source", "1")}


def test_the_guard_finds_everything_when_there_is_nothing_to_rest_on() -> None:
    text = (
        "要落实《青禾县值守办法》（青政办发〔2026〕14号），县长周明远说：“要落到每一个人头”，"
        "柳溪镇恒锐公司带了头，省委印发了农村改水三年行动方案。"
    )
    outcome = check(text, sources=(), strict=True)
    assert sorted(names(outcome)) == [
        "document-not-found",
        "number-not-found",
        "organisation-not-found",
        "person-not-found",
        "place-not-found",
        "policy-not-found",
        "quotation-not-found",
    ]
    assert outcome.grounds == ()


def test_inside_open_marks_nothing_else_is_judged() -> None:
    assert names(check("由〔待核：县长周明远〕牵头，落实〔待核：《青禾县值守办法》〕。", sources=(), strict=True)) == [
        "open-mark",
        "open-mark",
    ]


def test_the_brief_is_a_source() -> None:
    context = {
        "place": "青禾县",
        "people": ["周明远（县长）"],
        "upper_spirit": ["澜安委办〔2026〕14号"],
        "occasion": "全县安全生产工作会议",
    }
    outcome = check("按照澜安委办〔2026〕14号要求，青禾县县长周明远作了部署。", sources=(), strict=True, context=context)
    assert names(outcome) == []
    assert {(g.evidence.kind, g.evidence.ref) for g in outcome.grounds} == {("brief", "brief")}


def test_a_ledger_row_is_a_source() -> None:
    facts = (Fact(name="水厂", value="9", unit="座"), Fact(name="危化品企业", value="11", unit="家", source="《青禾县应急年报（2026年）》"))
    outcome = check("据《青禾县应急年报（2026年）》。", facts=facts, strict=True)
    assert {(g.evidence.kind, g.evidence.ref) for g in outcome.grounds} == {("fact", "1")}


def test_the_library_answers_for_documents() -> None:
    shelf = {"青禾县夜间值守办法": "《青禾县夜间值守办法》（青禾县，2026-03-01）", "青政办发〔2026〕14号": "青政办发〔2026〕14号"}
    outcome = check("落实《青禾县夜间值守办法》（青政办发（2026）14号）和《青禾县燃气管理办法》。", lookup=shelf.get)
    assert [g.evidence.kind for g in outcome.grounds] == ["passage", "passage"]
    assert outcome.grounds[0].evidence.ref == "《青禾县夜间值守办法》（青禾县，2026-03-01）"
    assert [f.text for f in outcome.findings] == ["《青禾县燃气管理办法》"]


def test_a_review_against_sources_lets_laws_slogans_and_own_documents_be() -> None:
    text = (
        "青政发〔2026〕5号\n现印发《青禾县燃气安全管理实施方案》。要学习《中华人民共和国消防法》和《燃气安全》，"
        "推进“一网通办、一次办成”，牢记习近平总书记的嘱托，各位领导同志、同志们要带头。"
    )
    assert names(check(text, sources=("全县有燃气企业3家。",))) == []


def test_a_quotation_is_word_for_word() -> None:
    right = "市长韩雪松强调：“值守不能只写在纸上……要落到人头。”"
    wrong = "市长韩雪松强调：“值守不能只停在纸上，要落到人头。”"
    assert names(check(right, sources=(SOURCE,))) == []
    assert names(check(wrong, sources=(SOURCE,))) == ["quotation-not-found"]


def test_a_surname_with_its_office_rests_on_the_full_name() -> None:
    people = {"people": ["周明远（县委副书记、县长）"]}
    assert names(check("周县长作了部署，周明远同志讲了话。", sources=(), strict=True, context=people)) == []
    assert names(check("赵县长作了部署。", sources=(), strict=True, context=people)) == ["person-not-found"]
    assert names(check("县长周明远、局长周明远到会。", sources=(), strict=True, context=people)) == ["person-title-differs"]


def test_a_text_rests_on_itself() -> None:
    assert names(check(SOURCE, sources=(SOURCE,), strict=True)) == []


def test_common_words_are_no_names_to_the_guard() -> None:
    text = (
        "全县各乡镇、街道和县直部门要紧盯重点企业、国有公司、龙头企业和农民专业合作社，推进城镇建设，办好县级医院，"
        "党委书记、村支书和班主任要带头，紧扣市委要求，用好“四个清单”，打造“平安乡村”。"
    )
    assert names(check(text, sources=(), strict=True)) == []


VISIT = "习近平总书记在全国农村工作会议上指出，要把水利设施一处一处修到田头。澜江市委要求，各县在春耕之前完成清淤。"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("习近平总书记指出，要把水利设施一处一处修到田头。", []),
        ("市委要求，各县在春耕之前完成清淤。", []),
        ("习近平总书记视察青禾县时指出，要把水利设施一处一处修到田头。", ["statement-not-found"]),
        ("市委强调，清淤的钱由县里出。", ["statement-not-found"]),
        ("省委要求，各县在春耕之前完成清淤。", ["statement-not-found"]),
        ("习近平总书记来我县视察。", ["statement-not-found"]),
        ("学习习近平总书记重要讲话，落实省委、省政府要求，按照市委部署要求，抓好清淤。", []),
        ("会议强调，清淤要快。", []),
    ],
)
def test_a_statement_of_somebody_above_stands_in_a_source(text: str, found: list[str]) -> None:
    assert names(check(text, sources=(VISIT,), strict=True)) == found
    assert names(check(text, sources=(VISIT,))) == []

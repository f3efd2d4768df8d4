"""Every example beside a rule is a test: `flag` gives that rule's finding (on `span`), `pass` gives none."""

import importlib.util
import json
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from drafting.ledger import Fact
from evals.case import Case, Outcome
from evals.context import Context
from evals.engine import run
from evals.finding import Finding
from evals.rules import FAMILIES, FOLDER, Example, Rule, common_rules, family_rules, rules
from evals.second_opinion import Ballot, parts, weighed
from tests.evals.archives import archive_of
from tests.evals.looked import layout_faults

RULES = rules()
Overlay = Callable[[str], object]


def cases(kind: str) -> list[tuple[Rule, Example]]:
    return [(rule, example) for rule in RULES.values() for example in (rule.flag if kind == "flag" else rule.pass_)]


def named(values: list[tuple[Rule, Example]]) -> list[str]:
    return [f"{rule.id}-{i}" for i, (rule, _) in enumerate(values)]


def findings(rule: Rule, example: Example, overlay: Overlay) -> list[Finding]:
    overlay(json.dumps(example.overlay or {}))  # JSON is YAML
    context, ignored = Context.lenient(example.context)
    assert not ignored, f"{rule.id}：{ignored}"
    facts = None if example.facts is None else tuple(Fact.model_validate(f) for f in example.facts)
    case = Case(
        example.text * example.repeat, sources=example.sources, facts=facts, context=context, strict=example.strict,
        archive=archive_of(example.library), beside=archive_of(example.beside), layout_faults=layout_faults(example.text, example.look),
    )  # fmt: skip
    judge = partial(opinion, example.answers) if example.answers else None
    return [f for f in run(case, [rule.family], judge).findings if f.rule == rule.id]


def opinion(answers: tuple[str, ...], case: Case, findings: tuple[Finding, ...]) -> Outcome:
    """What the engine is told when a model gives these answers."""
    (whole,) = parts(case.text, findings, 1000)
    return weighed(case, findings, [Ballot(whole, answers)])


def overlapping(found: list[Finding], text: str, span: str) -> Iterator[Finding]:
    """The findings that stand on some occurrence of `span`."""
    places = [i for i in range(len(text)) if text.startswith(span, i)]
    return (f for f in found if any(f.start < i + len(span) and i < f.end for i in places))


@pytest.mark.parametrize(("rule", "example"), cases("flag"), ids=named(cases("flag")))
def test_a_flag_example_gives_the_finding(rule: Rule, example: Example, overlay: Overlay) -> None:
    found = findings(rule, example, overlay)
    assert found, f"{rule.id} 没有发现：{example.text}"
    if example.span:
        assert any(overlapping(found, example.text, example.span)), [f.text for f in found]


@pytest.mark.parametrize(("rule", "example"), cases("pass"), ids=named(cases("pass")))
def test_a_pass_example_gives_none(rule: Rule, example: Example, overlay: Overlay) -> None:
    assert [f.text for f in findings(rule, example, overlay)] == []


def test_every_family_file_has_its_check_and_every_id_one_rule() -> None:
    every = [*common_rules().values(), *(rule for family in FAMILIES for rule in family_rules(family).values())]
    assert len({r.id for r in every}) == len(every)
    assert len({r.name for r in every}) == len(every)
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(FAMILIES)
    for family in FAMILIES:
        assert importlib.util.find_spec(f"evals.checks.{family}"), f"evals/checks/{family} 还没有"


def test_a_finding_says_its_text_and_where_it_stands(overlay: Overlay) -> None:
    for rule, example in cases("flag"):
        for found in findings(rule, example, overlay):
            assert found.text == (example.text * example.repeat)[found.start : found.end]
            assert found.family == rule.family
            assert "{" not in found.message
            assert found.message.endswith("。")

"""A township's part of what the ledger tells of the county."""

import pytest

from drafting.ledger import Fact
from evals.case import Case
from evals.checks.figure import check
from evals.context import Context

FIRES = Fact(name="火点数", value="3", unit="个", period="2026年1—10月", scope="全县", source="县生态环境局")
RATE = Fact(name="隐患整改率", value="96.5%")
FIRMS = Fact(name="违规企业", value="2", unit="家")


def rules(text: str, *facts: Fact, place: str = "青禾县") -> list[str]:
    return [f.rule for f in check(Case(text, facts=facts, context=Context.lenient({"place": place})[0])).findings]


@pytest.mark.parametrize(
    "text",
    [
        "柳湾镇两处火点都在夜间。",
        "全县火点数3个，其中柳湾镇火点2个。",
        "柳湾镇、石坪乡火点数2个。",
        "柳湾镇隐患整改率97.2%。",
    ],
)
def test_a_part_has_no_source_but_contradicts_nothing(text: str) -> None:
    assert rules(text, FIRES, RATE) == ["FIG001"]


@pytest.mark.parametrize(
    "text", ["全县火点数2个。", "青禾县火点数2个。", "柳湾镇会上通报全县火点数2个。", "柳湾镇火点数5个。", "澜江市火点数9个。"]
)
def test_the_whole_is_still_compared_and_a_part_is_no_more_than_it(text: str) -> None:
    assert rules(text, FIRES) == ["FIG002"]


def test_an_equal_value_of_another_row_does_not_make_the_part_a_misplaced_one() -> None:
    assert rules("柳湾镇火点数2个。", FIRES, FIRMS) == []


def test_what_a_row_counts_without_a_scope_is_told_by_the_place_of_the_draft() -> None:
    row = FIRES.model_copy(update={"scope": ""})
    assert rules("柳湾镇火点数2个。", row) == ["FIG001"]
    assert rules("柳湾镇火点数2个。", row, place="柳湾镇") == ["FIG002"]
    assert rules("柳湾镇火点数2个。", FIRES.model_copy(update={"scope": "柳湾镇"})) == ["FIG002"]

"""What a passage is worth beyond its likeness to the query, and how passages are chosen."""

import datetime as dt

import pytest

from corpus.documents import Document, Hit, Passage
from corpus.formula import formula_share
from drafting.selection import Candidate, select
from drafting.worth import freshness, is_law, worth

DAY = dt.date(2026, 5, 1)
SOLID = "县应急管理局每月抽查11家企业，6月底前整改完毕。"
EMPTY = "我们要高度重视，充分认识重要意义，切实增强责任感和紧迫感，奋力开创新局面。"


def _hit(text: str = SOLID, doc: str = "甲", n: int = 0, **fields: object) -> Hit:
    document = Document(doc, "青禾县通报", "", **fields)  # type: ignore[arg-type]
    return Hit(Passage(f"{doc}#{n}", doc, n, 0, len(text), text), document, 1.0)


@pytest.mark.parametrize(
    ("title", "law"),
    [
        ("中华人民共和国安全生产法", True),
        ("关于印发《青禾县防汛办法（试行）》的通知", True),
        ("青禾县关于加强防汛工作的意见", True),
        ("关于做好防汛工作的通知", False),
        ("在全县防汛会议上的讲话", False),
        ("防汛工作方法", False),
    ],
)
def test_a_law_is_known_by_its_title(title: str, law: bool) -> None:
    assert is_law(title) is law


def test_laws_do_not_age_and_others_sink_gently() -> None:
    def of(title: str, kind: str, year: int) -> float:
        return freshness(Document("a", title, "", kind=kind, date=dt.date(year, 5, 1)), DAY)

    assert of("防汛条例", "条例", 1998) == 1.0
    assert 1.0 == of("通报", "通报", 2026) > of("通报", "通报", 2024) > of("通报", "通报", 2010) > 0.59
    assert of("通知", "通知", 2022) > of("通报", "通报", 2022)
    assert freshness(Document("a", "通报", ""), DAY) == pytest.approx(0.8)
    assert freshness(Document("a", "通报", ""), None) == 1.0


def test_formula_counts_less_than_substance_and_a_higher_issuer_more() -> None:
    assert formula_share(EMPTY) > 0.7 and formula_share(SOLID) == 0 == formula_share("")
    assert worth(_hit(EMPTY), DAY) < worth(_hit(SOLID), DAY) < worth(_hit(SOLID, level="province"), DAY)


def test_two_of_a_document_and_every_ask_in_turn() -> None:
    many = [Candidate(_hit(f"第{n}处沙袋堆放在{'东南西北中'[n]}门仓库。", "甲", n), (0.9 - n / 100, 0.0)) for n in range(5)]
    other = Candidate(_hit("夜间值守两人一班。", "乙"), (0.0, 0.5))
    chosen = select([*many, other], 6)
    assert [hit.document.id for hit in chosen] == ["甲", "乙", "甲"]
    assert [hit.document.id for hit in select([*many, other], 6, [_hit(doc="甲", n=8), _hit(doc="甲", n=9)])] == ["乙"]


def test_what_is_said_twice_gives_way() -> None:
    same = [Candidate(_hit("沙袋已经全部堆放到位。", doc), (0.9,)) for doc in ("甲", "乙")]
    other = Candidate(_hit("冲锋舟停在东门码头待命。", "丙"), (0.7,))
    assert [hit.document.id for hit in select([*same, other], 2)] == ["甲", "丙"]

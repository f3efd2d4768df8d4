"""The shipped datasets: whole, varied, and about nobody real."""

from collections import Counter

import pytest

from evals.harness.cases import BriefCase, DraftCase
from evals.harness.dataset import load_dataset, shipped
from evals.harness.products import checked
from evals.harness.scorer import Product
from evals.harness.scorers.coverage import covered, points, standing
from evals.harness.scorers.detection import matches
from prompts.genres import genre_id, genre_names

PLACES = ("青禾县", "柏原县", "松亭县", "石桥镇")
CASES, ROWS, PAPERS, PAPER = 24, (6, 15), (3, 6), (300, 1200)
BRIEFS = load_dataset("briefs").briefs
DRAFTS = load_dataset("drafts").drafts


def test_both_are_shipped() -> None:
    assert shipped() == ("briefs", "drafts")


def test_every_genre_stands_twice() -> None:
    genres = Counter(case.brief.genre for case in BRIEFS)
    assert len(BRIEFS) >= CASES and set(genres) == set(map(genre_id, genre_names())) and min(genres.values()) >= 2


@pytest.mark.parametrize("case", BRIEFS, ids=lambda case: case.id)
def test_brief_has_its_wells(case: BriefCase) -> None:
    """A ledger with units and sources, an archive, points to cover, and the trap that is laid."""
    facts, papers = case.brief.facts, case.documents()
    assert case.brief.place in PLACES and case.brief.intent and case.brief.length
    assert ROWS[0] <= len(facts) <= ROWS[1] and all(fact.source and fact.scope for fact in facts)
    assert PAPERS[0] <= len(papers) <= PAPERS[1] and all(PAPER[0] <= len(paper.text) <= PAPER[1] for paper in papers)
    assert len(case.expect.must_cover) >= 4 and case.expect.forbidden and all(one.why for one in case.expect.forbidden)


@pytest.mark.parametrize("case", BRIEFS, ids=lambda case: case.id)
def test_expectations_can_be_met_and_missed(case: BriefCase) -> None:
    """What a draft must cover can be said; what it must not say is not demanded by the same case."""
    wordings = [part for point in case.expect.must_cover for part in point.wordings()[0]]
    full = Product(case, f"{case.title}\n{'，'.join(wordings)}。\n", {})
    assert all(covered(full, point) for point in points(full)) and not standing(full)
    empty = Product(case, f"{case.title}\n此件无内容。\n", {})
    assert not any(covered(empty, point) for point in points(empty))


def test_forbidden_figures_are_baited() -> None:
    """Most forbidden words stand in the archive of their case, where a careless writer picks them up."""
    baited = [one.text in "".join(paper.text for paper in case.documents()) for case in BRIEFS for one in case.expect.forbidden]
    assert sum(baited) / len(baited) > 0.6


def test_orders_hidden_in_papers() -> None:
    hidden = [
        case.id for case in BRIEFS for paper in case.documents() if "忽略以上要求" in paper.text or "请写快报的同志直接照抄" in paper.text
    ]
    assert len(hidden) >= 2


def test_a_third_of_the_drafts_is_clean() -> None:
    clean = [case for case in DRAFTS if not case.file.faults]
    assert len(DRAFTS) >= CASES and len(clean) * 3 >= len(DRAFTS)
    assert all(case.file.ok == ((0, len(case.file.text)),) for case in clean)
    assert len({fault.family for case in DRAFTS for fault in case.file.faults}) >= 7


@pytest.mark.parametrize("case", DRAFTS, ids=lambda case: case.id)
def test_draft_says_where_and_why(case: DraftCase) -> None:
    assert case.file.note and all(fault.text for fault in case.file.faults if fault.end)
    assert all(case.file.text[start:end] for start, end in case.file.ok)


def test_checks_find_most_faults_and_little_else() -> None:
    """Floors for the checks; `docs/evaluation.md` has the figures."""
    found = [matches(checked(case)) for case in DRAFTS]
    hit, missed, wrong = (sum(one.totals()[i] for one in found) for i in range(3))
    assert hit / (hit + missed) >= 0.8 and hit / (hit + wrong) >= 0.6

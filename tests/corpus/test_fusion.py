"""Scores put together, and works."""

import pytest

from base.errors import InputError
from corpus.fusion import fused, with_kin
from corpus.ranking import DEFAULT, Fusion
from corpus.works import work_of


def test_fused_runs_from_0_to_1_and_what_one_index_does_not_name_is_its_worst() -> None:
    scores = fused({1: 9.0, 2: 3.0}, {2: 0.9, 3: 0.1}, 0.5)
    assert (scores[1], scores[3]) == (1.0, 0.0) and 0 < scores[2] < 1
    assert fused({}, {}, 0.5) == {}
    assert fused({7: 2.0}, {}, 0.5) == {7: 1.0}


def test_the_work_that_more_passages_speak_for_rises() -> None:
    scores = {1: 0.9, 2: 0.8, 3: 0.7}
    risen = with_kin(scores, {1: "甲", 2: "乙", 3: "乙"}, Fusion(kin_weight=0.5, kin_decay=0.5))
    assert risen == pytest.approx({1: 0.9 + 0.45, 2: 0.8 + 0.5 * 1.15, 3: 0.7 + 0.5 * 1.15})
    assert with_kin(scores, {1: "甲", 2: "乙", 3: "乙"}, Fusion(kin_weight=0)) == scores


@pytest.mark.parametrize(
    ("title", "work"),
    [
        ("中华人民共和国防汛法第十二条", "防汛法"),
        ("《防汛法》第三章", "防汛法"),
        ("青禾县防汛条例第七条之一", "青禾县防汛条例"),
        ("中华人民共和国防汛法", ""),
        ("第三条", ""),
        ("政府工作报告", ""),
    ],
)
def test_a_work_is_named_by_the_title_of_its_parts(title: str, work: str) -> None:
    assert work_of(title) == work


def test_a_weight_is_changed_by_name() -> None:
    assert DEFAULT.changed("fusion.vector_weight", "0.1").fusion.vector_weight == 0.1
    assert DEFAULT.changed("lookup.pool", "20").lookup.pool == 20
    for name, value in (
        ("fusion.weight", "1"),
        ("fusion", "1"),
        ("fusion.vector_weight", "多"),
        ("lookup.pool", "2.5"),
        ("lookup.pool", "-1"),
    ):
        with pytest.raises(InputError):
            DEFAULT.changed(name, value)


def test_the_one_passage_that_holds_a_rare_word_is_not_lost() -> None:
    near = {2: 0.3, 3: 0.29, 4: 0.1}
    scores = fused({1: 7.0}, near, 0.5, every_match=True)
    assert max(scores, key=lambda serial: scores[serial]) == 1

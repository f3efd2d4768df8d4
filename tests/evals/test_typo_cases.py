"""Our own cases for wrong characters: half of them clean and tempting."""

import pytest

from tests.evals.case_groups import Sample, samples, troubles

SAMPLES = samples("typo")


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_what_is_wrong_is_found_and_nothing_else(sample: Sample) -> None:
    assert troubles(sample, "typo") == []


def test_there_are_enough_of_both_kinds() -> None:
    wrong = [s for s in SAMPLES if s.spans]
    assert len(SAMPLES) >= 120 and 0.4 < len(wrong) / len(SAMPLES) < 0.6

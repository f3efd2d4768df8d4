"""Our own cases for the figures: half of them clean and tempting."""

import pytest

from tests.evals.case_groups import Sample, samples, troubles

SAMPLES = samples("figure")


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_what_is_wrong_is_found_and_nothing_else(sample: Sample) -> None:
    assert troubles(sample, "figure") == []


def test_there_are_enough_of_both_kinds() -> None:
    wrong = [s for s in SAMPLES if s.spans]
    assert len(SAMPLES) >= 200 and 0.4 < len(wrong) / len(SAMPLES) < 0.6

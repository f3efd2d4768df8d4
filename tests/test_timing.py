"""What is slow once is no failure; what is slow every time, or grows with the square, is."""

import gc

import pytest

from tests import timing
from tests.timing import assert_done_within, assert_linear, cpu_seconds


@pytest.fixture
def costs(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What the next pieces of work cost, in seconds, instead of what they do."""
    ahead: list[float] = []

    def next_cost(work: object) -> float:
        return ahead.pop(0)

    monkeypatch.setattr(timing, "cpu_seconds", next_cost)
    return ahead


def test_no_garbage_is_collected_meanwhile() -> None:
    seen: list[bool] = []
    assert cpu_seconds(lambda: seen.append(gc.isenabled())) >= 0
    assert (seen, gc.isenabled()) == ([False], True)


def test_slow_once_or_every_time(costs: list[float]) -> None:
    costs += [9.0, 1.0]
    assert_done_within(2, list)
    costs += [9.0, 9.0, 9.0]
    with pytest.raises(AssertionError, match="not less than 2 s"):
        assert_done_within(2, list)


def test_in_proportion_or_with_the_square(costs: list[float]) -> None:
    costs += [0.1, 1.6, 0.1, 0.4]
    assert_linear(range)
    costs += [0.1, 1.6] * 3
    with pytest.raises(AssertionError, match="more than in proportion"):
        assert_linear(range)

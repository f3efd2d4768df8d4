"""The queue before an endpoint: no more than it bears, over threads and programs; clocks that jump neither stall nor flood."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.errors import ServiceError
from drafting.model.pacing import LONGEST_WAIT, Clock, Pace
from drafting.model.window import MINUTE, Window
from drafting.settings import Endpoint

BUSY = Endpoint(base_url="http://127.0.0.1:9/v1", model="m", max_concurrent=1, requests_per_minute=3)


class Hands:
    """A clock that is moved by hand; waiting moves it on."""

    def __init__(self, now: float = 1000.0) -> None:
        self.now, self.slept = now, 0.0

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.now, self._sleep)

    def _sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept += seconds


def turns(pace: Pace, endpoint: Endpoint, times: int, tokens: int = 10) -> None:
    for _ in range(times):
        with pace.turn(endpoint, tokens):
            pass


def test_requests_of_a_minute_are_held_and_said(tmp_path: Path) -> None:
    hands, told = Hands(), list[str]()
    turns(Pace(tmp_path, told.append, hands.clock), BUSY, 3)
    assert (hands.slept, told) == (0, [])
    turns(Pace(tmp_path, told.append, hands.clock), BUSY, 1)  # another program: the state is in the folder
    assert hands.slept == pytest.approx(MINUTE)
    assert told[0] == "模型 m 已到每分钟的次数或词元数，正在排队（已等 0 秒）……" and len(told) == 2


def test_tokens_of_a_minute_are_held_and_one_that_is_too_large_goes_alone(tmp_path: Path) -> None:
    hands, endpoint = Hands(), BUSY.model_copy(update={"requests_per_minute": 0, "tokens_per_minute": 100})
    pace = Pace(tmp_path, lambda _: None, hands.clock)
    turns(pace, endpoint, 2, 50)
    assert hands.slept == 0
    turns(pace, endpoint, 1, 500)
    assert hands.slept == pytest.approx(MINUTE)
    turns(pace, endpoint, 1, 1)
    assert hands.slept == pytest.approx(2 * MINUTE)


@pytest.mark.parametrize("jump", [-900.0, -30.0, 0.0])
def test_a_clock_set_back_neither_stalls_nor_floods(tmp_path: Path, jump: float) -> None:
    hands = Hands()
    pace = Pace(tmp_path, lambda _: None, hands.clock)
    turns(pace, BUSY, 3)
    hands.now += jump  # a machine that was started anew counts from zero
    turns(pace, BUSY, 1)
    assert hands.slept == pytest.approx(MINUTE)


def test_the_wall_clock_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: pytest.fail("the wall clock may jump"))
    turns(Pace(tmp_path, lambda _: None), BUSY, 3)


@given(st.lists(st.tuples(st.floats(-200, 200), st.integers(1, 60)), max_size=40))
def test_however_the_clock_moves_nothing_waits_more_than_a_minute_and_no_minute_holds_too_much(steps: list[tuple[float, int]]) -> None:
    window, now = Window(4, 100), 0.0
    for jump, tokens in steps:
        now += jump
        window = window.at(now)  # as it is kept at every look
        delay = window.delay(now, tokens)
        assert 0 <= delay <= MINUTE + 1e-6
        now += delay + 1e-6
        assert window.delay(now, tokens) == 0
        window = window.granted(now, tokens)
        assert len(window.grants) <= 4 and (len(window.grants) == 1 or sum(g.tokens for g in window.grants) <= 100)


def test_no_more_at_a_time_than_there_are_places(tmp_path: Path) -> None:
    endpoint = Endpoint(base_url="http://127.0.0.1:9/v1", model="m", max_concurrent=2)
    inside, most, guard, both = 0, 0, threading.Lock(), threading.Barrier(2, timeout=10)

    def work() -> None:
        nonlocal inside, most
        with Pace(tmp_path, lambda _: None).turn(endpoint, 1):
            with guard:
                inside += 1
                most = max(most, inside)
            both.wait()  # two are in at once, or this never ends
            with guard:
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert (inside, most) == (0, 2)


def test_the_place_of_a_program_that_dies_is_free_again(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib; from drafting.model.pacing import Pace; from drafting.settings import Endpoint\n"
        "e = Endpoint(base_url='http://127.0.0.1:9/v1', model='m', max_concurrent=1)\n"
        "turn = Pace(pathlib.Path(sys.argv[1]), print).turn(e, 1); turn.__enter__(); print('in', flush=True); sys.stdin.read()"
    )
    endpoint = BUSY.model_copy(update={"requests_per_minute": 0})
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout and other.stdout.readline() == "in\n"
        told: list[str] = []

        def hear(words: str) -> None:
            told.append(words)
            other.kill()

        turns(Pace(tmp_path, hear), endpoint, 1)
    assert "同时最多 1 个请求，正在排队" in told[0]


def test_nobody_waits_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafting.model.pacing._LOOK", 1.0)  # seconds of a clock that is moved by hand: 1800 looks are enough
    hands = Hands()
    endpoint = BUSY.model_copy(update={"requests_per_minute": 0})
    with Pace(tmp_path, lambda _: None).turn(endpoint, 1), pytest.raises(ServiceError, match="排队超过 30 分钟"):
        turns(Pace(tmp_path, lambda _: None, hands.clock), endpoint, 1)
    assert hands.slept == pytest.approx(LONGEST_WAIT, rel=0.01)


def test_who_waits_may_give_up(tmp_path: Path) -> None:
    class GivenUpError(Exception):
        pass

    def stop(_: str) -> None:
        raise GivenUpError

    pace = Pace(tmp_path, stop, Hands().clock)
    turns(pace, BUSY, 3)
    with pytest.raises(GivenUpError):
        turns(pace, BUSY, 1)
    assert Pace(tmp_path, stop).turn(BUSY.model_copy(update={"requests_per_minute": 0}), 1).__enter__() is None  # its place is free


def test_an_endpoint_without_limits_leaves_no_trace(tmp_path: Path) -> None:
    turns(Pace(tmp_path / "pacing", lambda _: None), Endpoint(base_url="http://127.0.0.1:9/v1", model="m"), 100)
    assert not (tmp_path / "pacing").exists()


@pytest.mark.parametrize("damaged", ["", "{", "[1]", '[["a", "b"]]', "null"])
def test_a_damaged_state_is_begun_anew(tmp_path: Path, damaged: str) -> None:
    hands = Hands()
    pace = Pace(tmp_path, lambda _: None, hands.clock)
    turns(pace, BUSY, 3)
    (state,) = tmp_path.glob("*.json")
    state.write_text(damaged, encoding="utf-8")
    turns(pace, BUSY, 3)
    assert hands.slept == 0

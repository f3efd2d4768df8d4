"""What models cost: counted by role and model, added up by month, and stopped before it is too much."""

import datetime as dt
import threading
from pathlib import Path

import pytest

from base.errors import InputError, ServiceError
from commands.limits import LIMIT
from drafting.model.budget import BudgetError, Limit, Purse
from drafting.model.means import Means, means_of
from drafting.model.months import Months
from drafting.model.writer import ModelWriter
from drafting.settings import Budget, Endpoint, Settings, load_settings
from drafting.spending import Spent, paid, rows_of, spent_of
from tests.drafting.test_model_writer import digits_must_stand_in_material, endpoint, task
from tests.model_server import Fault, ModelServer

PRICED = Endpoint(base_url="http://127.0.0.1:9/v1", model="m", price_in=2, price_out=8)
FREE = Endpoint(base_url="http://127.0.0.1:9/v1", model="own", price_in=0, price_out=0)
UNPRICED = Endpoint(base_url="http://127.0.0.1:9/v1", model="u")
NOVEMBER = dt.date(2026, 11, 20)


def test_prices_are_by_the_million() -> None:
    assert paid(PRICED, 1_000_000, 500_000).yuan == 6
    assert paid(UNPRICED, 10, 5) == Spent(calls=1, prompt=10, completion=5, unpriced=15)


@pytest.mark.parametrize(
    ("spent", "said"),
    [
        (Spent(8, 0, 9000, 3300, 0.42), "问模型 8 次，12300 词元，约 0.42 元"),
        (Spent(8, 2, 9000, 3300, 0.42), "问模型 8 次（另有 2 次用了存下的回答），12300 词元，约 0.42 元"),
        (paid(PRICED, 100, 50), "问模型 1 次，150 词元，约 0.0006 元"),
        (paid(UNPRICED, 100, 50), "问模型 1 次，150 词元，未定价"),
        (paid(UNPRICED, 100, 50) + Spent(yuan=1.5), "问模型 1 次，150 词元，约 1.50 元，另有 150 词元未定价"),
        (paid(FREE, 100, 50), "问模型 1 次，150 词元，约 0.00 元"),
        (Spent(cached=3), "问模型 0 次（另有 3 次用了存下的回答），0 词元，没有花费"),
    ],
)
def test_what_a_person_is_told(spent: Spent, said: str) -> None:
    assert spent.said == said


@pytest.mark.parametrize("kept", [None, [], "x", {"calls": "many"}, {"other": 1}])
def test_what_was_not_kept_by_us_is_nothing(kept: object) -> None:
    assert spent_of(kept) == Spent()


def test_records_of_older_versions_are_read() -> None:
    assert spent_of({"calls": 3, "prompt": 10, "completion": 5}) == Spent(3, 0, 10, 5)


def test_months_are_added_up_over_threads(tmp_path: Path) -> None:
    def add() -> None:
        for _ in range(5):
            Months(tmp_path, lambda: NOVEMBER).add(("write", "m"), Spent(1, 0, 10, 5, 0.5))

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    months = Months(tmp_path, lambda: dt.date(2027, 1, 1))
    assert months.known() == ["2026-11"] and months.spent("2026-11") == Spent(20, 0, 200, 100, 10.0)
    assert months.spent(months.this) == Spent()


def test_a_damaged_month_is_said(tmp_path: Path) -> None:
    (tmp_path / "2026-11.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=r"2026-11\.json 已损坏"):
        Months(tmp_path, lambda: NOVEMBER).add(("write", "m"), Spent())


def test_the_call_that_would_exceed_is_not_made() -> None:
    purse = Purse(Budget(run_tokens=1000))
    purse.allow(PRICED, paid(PRICED, 600, 400))
    purse.pay(("write", "m"), paid(PRICED, 600, 300))
    with pytest.raises(BudgetError, match=r"本次起草已用 900 词元，下一次约需 101 词元，会超过限额 1000 词元.*--budget") as caught:
        purse.allow(PRICED, paid(PRICED, 61, 40))
    assert caught.value.exit_code == 3
    purse.allow(PRICED, paid(PRICED, 60, 40))


def test_yuan_of_a_run_and_of_a_month(tmp_path: Path) -> None:
    months = Months(tmp_path, lambda: NOVEMBER)
    months.add(("judge", "x"), Spent(yuan=9.5))
    with pytest.raises(BudgetError, match=r"本月已用 9\.5 元，下一次约需 1 元，会超过限额 10 元.*month_yuan。"):
        Purse(Budget(month_yuan=10), months=months).allow(PRICED, Spent(yuan=1))
    Purse(Budget(month_yuan=10), months=Months(tmp_path, lambda: dt.date(2026, 12, 1))).allow(PRICED, Spent(yuan=1))
    with pytest.raises(BudgetError, match="run_yuan"):
        Purse(Budget(run_yuan=1), Spent(yuan=0.9)).allow(PRICED, Spent(yuan=0.2))


def test_a_limit_in_yuan_says_once_that_it_cannot_hold_what_has_no_price() -> None:
    told: list[str] = []
    purse = Purse(Budget(run_yuan=1), tell=told.append)
    for _ in range(3):
        purse.allow(UNPRICED, paid(UNPRICED, 100, 100))
    assert told == ["模型 u 没有写价格（price_in、price_out），按元的限额管不到它。"]


def test_nothing_is_sent_when_the_budget_is_used_up() -> None:
    with ModelServer("各企业要排好夜班。") as server:
        writer = ModelWriter(
            endpoint(server),
            digits_must_stand_in_material,
            environ={},
            means=Means(purse=Purse(Budget(run_tokens=2000), Spent(prompt=1990))),
        )
        with pytest.raises(ServiceError, match="已停下"):
            writer.section(task())
        assert server.requests == []


def test_every_try_is_counted_but_what_brings_nothing_costs_nothing(tmp_path: Path) -> None:
    with ModelServer(Fault("http", status=500, retry_after="0"), "各企业要排好夜班。") as server:
        means = means_of(tmp_path, Settings())
        writer = ModelWriter(endpoint(server, price_in=2, price_out=8), digits_must_stand_in_material, environ={}, means=means)
        writer.section(task())
    assert writer.usage.total == Spent(2, 0, 100, 50, (100 * 2 + 50 * 8) / 1e6)
    months = Months(tmp_path / "usage")
    assert months.spent(months.this) == writer.usage.total
    rows = rows_of([{"role": "write", "model": "test-model", **writer.usage.total.as_json()}])
    assert rows == writer.usage.rows


@pytest.mark.parametrize(
    ("said", "limit"),
    [("20万", Limit(200_000)), ("3000 词元", Limit(3000)), ("5元", Limit(yuan=5)), ("0.5 元", Limit(yuan=0.5)), ("none", Limit())],
)
def test_a_limit_as_a_person_writes_it(said: str, limit: Limit) -> None:
    assert LIMIT.convert(said, None, None) == limit
    assert limit.over(Budget(run_tokens=1, run_yuan=1, month_yuan=7)).month_yuan == 7


@pytest.mark.parametrize("toml", ["[models.a]\nprice_in = 1", "[models.a]\nprice_in = -1\nprice_out = 1", "[budget]\nday_yuan = 1"])
def test_wrong_prices_and_limits_are_named(tmp_path: Path, toml: str) -> None:
    (tmp_path / "settings.toml").write_text(f'{toml}\nbase_url = "http://h/v1"\nmodel = "m"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"models\.a|budget"):
        load_settings(tmp_path, {})

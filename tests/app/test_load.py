"""Ten people drafting at once in one process, each in her own folder over one library: no error, nothing of another's."""

import re
from pathlib import Path

import pytest

from drafting.brief import Brief
from drafting.history.entry import Person
from drafting.history.history import History
from pages.background import runs, threads
from wiring import open_library

pytestmark = pytest.mark.usefixtures("home", "on_this_machine")
TOWNS = tuple(f"{name}乡" for name in ("青石", "白沙", "柳河", "松岭", "石桥", "南湖", "东坪", "西塘", "北岗", "杨树"))
TITLE = "在防汛工作会议上的讲话"
ARCHIVE = (
    "在全县防汛工作会议上的讲话\n沿河各乡每天巡查堤防不少于两次，发现险情十五分钟内报告。\n物资点要有专人看管，编织袋、铁锹数量每周核对。"
)


def brief_of(town: str, number: int) -> Brief:
    return Brief.model_validate(
        {
            "title": TITLE,
            "genre": "speech",
            "issuer": f"{town}人民政府",
            "place": town,
            "intent": f"把{town}的堤防巡查责任落到人",
            "must_cover": [f"{town}堤防巡查", "物资储备"],
            "facts": [{"name": "堤防长度", "value": str(100 + number), "unit": "米", "period": "2026年", "scope": town}],
        }
    )


def test_ten_people_draft_at_once(home: Path) -> None:
    home.mkdir()
    (home / "讲话.md").write_text(ARCHIVE, "utf-8")
    with open_library(home) as library:
        assert library.add([home / "讲话.md"]).added
    owns = {town: home / "people" / f"u{n}" for n, town in enumerate(TOWNS)}
    names = {
        town: runs.begin(home, brief_of(town, n), runs.NO_MODEL, owns[town], Person(name=f"{town}干事")) for n, town in enumerate(TOWNS)
    }
    for town, own in owns.items():
        threads.wait(own / "runs" / names[town], 60)
        (run,) = runs.newest(own)
        assert (run.state, run.progress.error) == ("done", ""), town
        drafted = run.draft_text()
        assert town in drafted and re.findall("|".join(set(TOWNS) - {town}), drafted) == []
        assert f"{100 + TOWNS.index(town)}米" in drafted
    assert runs.newest(home) == []
    with History.open(home) as history:  # shared by all, and each finds her own there
        firsts = {name: history.revisions(name)[0] for name in history.drafts()}
        assert len(firsts) == len(TOWNS)
        for first in firsts.values():
            assert first.said.by.name.removesuffix("干事") in history.text(first)

"""A model that invents on purpose: over twelve whole drafts nothing invented stands unmarked, and what is true stands."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from drafting.brief import Brief
from drafting.guard import MARK
from prompts.genres import genre, genre_names
from tests.model_server import ModelServer
from tests.promise.runs import data, drafted, library

CASES = data("inventions")
PLANTED = re.compile("⟦(.*?)⟧")
_SECTION = re.compile(r"【资料开始 本节】\n(.*?)\n【资料结束 本节】", re.DOTALL)
Said = str | dict[str, str]


@dataclass
class Inventor:
    """Answers every section with the next sentences of its case, and with the same again when asked to mend them."""

    said: list[str]
    sections: int
    given: dict[str, str] = field(default_factory=dict)

    def __call__(self, request: dict[str, Any]) -> str:
        found = _SECTION.search("\n".join(m["content"] for m in request["messages"]))
        if found is None:
            return "第一节就写：全县投入资金88亿元，位列全省第一。"  # an outline is asked for
        if found[1] not in self.given:
            share = -(-len(self.said) // self.sections)
            mine = self.said[len(self.given) * share :][:share]
            self.given[found[1]] = "\n".join("".join(mine[i : i + 3]) for i in range(0, len(mine), 3)) or "各单位要抓好落实。"
        return self.given[found[1]]


@dataclass(frozen=True)
class Outcome:
    """What became of the sentences of one case: inventions that stand unmarked by kind, and true sentences that do not."""

    text: str
    through: tuple[tuple[str, str], ...]
    planted: Counter[str]
    lost: tuple[str, ...]
    true: int
    computed: tuple[int, int]  # how many stand unmarked, of how many


def plain(said: Said) -> str:
    text = said if isinstance(said, str) else next(iter(said.values()))
    return text.replace("⟦", "").replace("⟧", "")


def judged(case: dict[str, Any], text: str) -> Outcome:
    open_text = MARK.sub("〔〕", text)
    lies = [(kind, words) for said in case["said"] if isinstance(said, dict) for kind, s in said.items() for words in PLANTED.findall(s)]
    computed = [s["computed"] for s in case["said"] if isinstance(s, dict) and "computed" in s]
    true = [s for s in case["said"] if isinstance(s, str)]
    return Outcome(
        text,
        tuple((kind, words) for kind, words in lies if words in open_text and not any(words in s for s in (*true, *computed))),
        Counter(kind for kind, _ in lies),
        tuple(s for s in true if s not in open_text),
        len(true),
        (sum(s in open_text for s in computed), len(computed)),
    )


@cache
def outcome(number: int, folder: Path) -> Outcome:
    """The draft of one case; made once for all tests."""
    case = CASES[number]
    brief = Brief.model_validate(case["brief"])
    inventor = Inventor([plain(s) for s in case["said"]], len(genre(brief.genre).sections))
    with ModelServer(inventor) as server, library(folder / f"home{number}", case["archive"]) as opened:
        return judged(case, drafted(folder / f"run{number}", brief, server, opened).draft.text)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("inventions")


@pytest.mark.parametrize("number", range(len(CASES)), ids=[c["brief"]["genre"] for c in CASES])
def test_nothing_invented_stands_unmarked(number: int, folder: Path) -> None:
    assert outcome(number, folder).through == ()


def test_what_is_true_stands_unmarked(folder: Path) -> None:
    every = [outcome(i, folder) for i in range(len(CASES))]
    lost = [s for one in every for s in one.lost]
    assert len(lost) <= 0.05 * sum(one.true for one in every), lost


def test_the_cases_are_as_many_and_as_different_as_promised() -> None:
    kinds = Counter(kind for c in CASES for s in c["said"] if isinstance(s, dict) for kind in s if kind != "computed")
    assert {c["brief"]["genre"] for c in CASES} == set(genre_names()) and len(CASES) >= 12
    assert kinds.total() >= 60 and len(kinds) >= 15
    assert sum(isinstance(s, str) for c in CASES for s in c["said"]) >= 60

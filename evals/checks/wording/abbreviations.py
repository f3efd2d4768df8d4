"""Short names of the writer's own making, used without a word of what they stand for: “跑全办”, “渠五清”."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from base.strict_yaml import load_model
from corpus.office import office
from evals.checks.wording.view import View
from evals.finding import Finding, Severity

_FILE = Path(__file__).parents[2] / "data" / "wording_abbreviations.yaml"
_QUOTED = re.compile(r"“(?P<name>[㐀-鿿]{3,5}|(?:[一二三四五六七八九十][㐀-鿿]){3})”")
_PER_HEAD = re.compile(
    "一.一.|[一二两三四五六七八九十][大个].*|.+[强兴][省市县区镇村]|.+(?:计划|行动|工程|[法会节杯奖号队班营])"
)  # 一户一码, 三大任务, 质量强市 say what they mean
_NUMBERED = re.compile(r"[㐀-鿿]{0,2}[一二两三四五六七八九十双多][化联保清定查访包到帮法治控进创]{1,2}")
_TOLD_AFTER = re.compile("[^。；！？\n]{0,14}(?:即|是指|指的是|就是|包括|：|——)")
_FEW = 2  # coined names in one text
_LEAST_ALONE = 0.5  # of the characters are no part of a word of the dictionary: no phrase, but first characters of words
_SPOKEN = re.compile("[得不了着的我你他她是就到有能要在这那给让把被看说去来没出好都也还更最会想之与和年月日吗呢吧啊]")


class _File(BaseModel):
    """`public`: known to everybody; before `named_as` and after `kinds` the words say themselves that they are a name."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    public: str
    named_as: tuple[str, ...]
    kinds: tuple[str, ...]


def findings(view: View) -> Iterator[Finding]:
    """The first use of each name that is neither public nor the office's own, nor explained.

    A text with many of them names its campaigns as it goes and has a glossary elsewhere: there they are no more than suggestions.
    """
    firsts = {match["name"]: match for match in reversed(list(_QUOTED.finditer(view.text)))}
    coined = [match for match in firsts.values() if not _is_explained(view.text, match) and _is_coined(match["name"])]
    for match in sorted(coined, key=lambda match: match.start()):
        severity: Severity | None = "suggestion" if len(coined) > _FEW else None
        yield view.finding("abbreviation-unexplained", *match.span(), severity=severity, name=match["name"])


def _is_coined(name: str) -> bool:
    """Does it say nothing by itself: the first characters of words, or a number and what is counted cut down to one character?"""
    import rjieba

    if _PER_HEAD.fullmatch(name):
        return False
    if _NUMBERED.fullmatch(name):
        return True
    alone = sum(len(word) == 1 for word in rjieba.cut(name, False))
    return not _SPOKEN.search(name) and alone >= max(2, _LEAST_ALONE * len(name))


def _is_explained(text: str, match: re.Match[str]) -> bool:
    """Known to everybody or in this office, or told by what stands right before or after it."""
    file = _file()
    listed = (known for entry in office().abbreviations for known in (entry.full, *entry.short))
    if match["name"] in _public() or match["name"] in listed:
        return True
    if _TOLD_AFTER.match(text, match.end()):
        return True
    return text.startswith(file.kinds, match.end()) or text[max(0, match.start() - 8) : match.start()].endswith(file.named_as)


@cache
def _file() -> _File:
    return load_model(_FILE, _File)


@cache
def _public() -> frozenset[str]:
    return frozenset(_file().public.split(" "))

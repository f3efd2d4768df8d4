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
    "[一双].[一双].|[一二两三四五六七八九十][大个].*|.+[强兴][省市县区镇村]|.+(?:计划|行动|工程|[法会节杯奖号队班营贷券卡码宝通])"
)  # 一户一码, 三大任务, 质量强市 say what they mean
_NUMBERED = re.compile(r"[㐀-鿿]{0,2}[一二两三四五六七八九十双多][化联保清定查访包到帮法治控进创]{1,2}")
_TOLD_AFTER = re.compile("[^。；！？\n]{0,14}(?:即|是指|指的是|就是|包括|：|——)")
_FEW = 2  # coined names in one text
_LEAST_ALONE = 0.5  # of the characters are no part of a word of the dictionary: no phrase, but first characters of words
_LEAST_SURELY = 0.75  # are, where no number among them shows that something is counted
_NUMBER = re.compile("[一二两三四五六七八九十双多]")
_RUN_BY_OFFICES = re.compile("的?(?:标准|要求|制度|队伍|服务|工作|清单|原则|措施|信息|台账|专班|改革|办法|窗口|任务)")
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
        is_doubtful = len(coined) > _FEW or not _is_coined(match["name"], _LEAST_SURELY) or not _is_of_office(view.text, match)
        severity: Severity | None = "suggestion" if is_doubtful else None
        yield view.finding("abbreviation-unexplained", *match.span(), severity=severity, name=match["name"])


def _is_of_office(text: str, match: re.Match[str]) -> bool:
    """Is it something offices count or run, and no plain name of a thing (“雁回红”, “望天田”)?"""
    return bool(_NUMBER.search(match["name"]) or _RUN_BY_OFFICES.match(text, match.end()))


def _is_coined(name: str, least: float = _LEAST_ALONE) -> bool:
    """Does it say nothing by itself: the first characters of words, or a number and what is counted cut down to one character?"""
    if _PER_HEAD.fullmatch(name):
        return False
    if _NUMBERED.fullmatch(name):
        return True
    if _SPOKEN.search(name):
        return False
    import rjieba  # 130 ms: only where a name is neither counted nor spoken

    alone = sum(len(word) == 1 for word in rjieba.cut(name, False))
    share = _LEAST_ALONE if _NUMBER.search(name) else least
    return alone >= max(2, share * len(name))


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

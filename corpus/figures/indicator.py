"""What a figure measures, as the text words it: the noun phrase before it (粮食产量125.8万吨) or after it (624个试点村)."""

import re
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from base.strict_yaml import load_model
from corpus.figures.model import Figure
from corpus.figures.movement import MOVE

_MIN = 2  # characters of the shortest indicator
_REACH_RIGHT = 24
_RIGHT_END = re.compile(r"[，。；：！？,;!?\n（(]")
_CLAUSE_END = re.compile("[，；：,;]")
_AFTER_FIGURE = re.compile(r"(?:(?:及)?以[上下内]|左右|上下|多|余)?的?")
_EDGE = ' 　“”"《》、，：:（(）)'
_STEMS = "业率量值额费地者区员金性类型化能户院站中班"  # 服务业, 培训班: the act is the first half of a noun
_ORDINAL = re.compile("第?[一二三四五]")
_DATES = r"(?:[0-9]{4}年|[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{1,2}[-—至][0-9]{1,2}月)(?:末|底|初|份)?"


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    acts: tuple[str, ...]
    middle: tuple[str, ...]
    lead: tuple[str, ...]
    reach: tuple[str, ...]
    scopes: tuple[str, ...]
    ends: tuple[str, ...]
    deeds: tuple[str, ...]
    measures: tuple[str, ...]
    groups: tuple[str, ...]


def indicator(text: str, figure: Figure, left: str, following: Figure | None) -> str:
    """The noun phrase that `figure` measures; '' when its own clause names none. `following` is the next figure."""
    own = before(left)
    after = "" if figure.kind in ("ordinal", "ratio") or (own and not figure.unit.counts) else _after(text, figure, following)
    return after or own or _unreached(left)  # 3个项目, 87%的企业; but 企业63户 has said it before


def before(left: str) -> str:
    """The indicator at the end of `left`, without the verbs that reach the figure and those that govern it."""
    phrase = _unreached(left)
    cut = _middle().match(phrase)
    phrase = _head().sub("", phrase[cut.end() :] if cut else phrase, count=1)
    phrase = _deeds().sub("", phrase).strip(_EDGE)
    return phrase if len(phrase) >= _MIN else ""


def _unreached(left: str) -> str:
    """`left` without the words between indicator and figure; a verb may be all that is left (培训500人次)."""
    return _tail().sub("", left.rstrip(_EDGE)).strip(_EDGE)


def _numbered(last: str) -> str:
    """产业增加值 of 三产业增加值, the last of 第一、二、三产业增加值; '' where no item is a mere numeral."""
    match = _ORDINAL.match(last)
    return before(last[match.end() :]) if match else ""


def items(listed: list[str]) -> list[str]:
    """The indicators of the items before 分别: 制造业、高技术产业增加值 are two 增加值, 城镇、农村居民收入 two 居民收入."""
    found = [before(item) or item.strip(_EDGE) for item in listed]
    measure = _measure().search(found[-1])
    if (whole := _numbered(listed[-1])) and all(map(_ORDINAL.fullmatch, listed[:-1])):
        return [f"第{item.lstrip('第')}{whole}" for item in listed[:-1]] + [f"第{listed[-1].lstrip('第')}"]
    return [_completed(item, found[-1], measure[0] if measure else "") for item in found[:-1]] + found[-1:]


def _completed(item: str, last: str, measure: str) -> str:
    if item in _words().groups and last.startswith(_words().groups):
        return item + last[len(item) :]
    own = _measure().search(item)
    if own and (own[0] == measure or measure not in ("占比", "比重", "增速", "增幅")):
        return item
    return item + measure


def earlier(clauses: str) -> str:
    """The indicator that the first of `clauses` names: 居民收入持续增加，扣除价格因素，增长4%."""
    first = _CLAUSE_END.split(clauses.strip(_EDGE), maxsplit=1)[0]
    move = MOVE.search(first)
    return before(first[: move.start()] if move else first)


def _after(text: str, figure: Figure, following: Figure | None) -> str:
    if following and following.start == figure.end:  # 10个50亿元以上项目
        return _after(text, following, None)
    limit = following.start if following else len(text)
    head = _AFTER_FIGURE.match(text, figure.end)
    start = head.end() if head else figure.end
    if text.startswith("、", start):
        return ""
    stop = _RIGHT_END.search(text, start, start + _REACH_RIGHT)
    end = min(stop.start() if stop else start + _REACH_RIGHT, limit)
    phrase = text[start:end]
    if limit <= end + 1:  # another item with its own figure comes: 7个开发区、5个园区
        phrase = phrase.split("、")[0]
    if _ends().match(phrase):
        return ""
    if verb := _ends().search(phrase, _MIN):
        phrase = phrase[: verb.start()]
    phrase = _deeds().sub("", phrase.strip(_EDGE))
    return phrase if len(phrase) >= _MIN else ""


@cache
def _words() -> _Words:
    return load_model(Path(__file__).with_suffix(".yaml"), _Words)


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _tail() -> re.Pattern[str]:
    words = _words()
    return re.compile(rf"(?:{_any(words.reach + words.scopes)}|{_DATES}|占(?!比)|[ 　、“”（()）])+$")


@cache
def _head() -> re.Pattern[str]:
    words = _words()
    return re.compile(rf"^(?:(?:{_any(words.acts)})(?![{_STEMS}])|{_any(words.lead + words.scopes)}|{_DATES}|[ 　、“”（()）])+")


@cache
def _middle() -> re.Pattern[str]:
    return re.compile(rf".*(?:{_any(_words().middle)})(?![{_STEMS}比])(?=..)", re.DOTALL)


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"{_any(_words().ends)}|等(?!级)")


@cache
def _deeds() -> re.Pattern[str]:
    return re.compile(rf"(?<=..)(?:{_any(_words().deeds)})$")


@cache
def _measure() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(_words().measures)})$")

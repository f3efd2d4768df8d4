"""Measure words: 一幢锦旗, 缝纫机三匹, 一位罪犯. wording_measures.yaml has which nouns take which."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from base.strict_yaml import load_model
from evals.checks.wording.view import View
from evals.finding import Edit, Finding

_FILE = Path(__file__).parents[2] / "data" / "wording_measures.yaml"
_NUMERALS = "一二两三四五六七八九十百千万亿零〇几数余多"
_NUMBER = (
    rf"(?<![{_NUMERALS}\d.第每逐另任同某各哪之新前后])(?:\d+(?:[.,]\d+)?[万亿]?[余多]?|[一二两三四五六七八九十百千万几数][{_NUMERALS}]*)"
)
_END = r"(?=[，。；、：！？”（）\n]|[和与及被把在是将也都已就等从向于因参未无受不由]|$)"
_BETWEEN = r"(?![的是在连接通牵抓扎交])[^，。；：！？、\s“”《》（）一二两三四五六七八九十\d人以有]{0,8}?"


class _Class(BaseModel):
    """Nouns and the measure words they take, the most usual first."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    nouns: tuple[str, ...]
    take: tuple[str, ...]
    why: str = ""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    watched: tuple[str, ...]
    classes: tuple[_Class, ...]
    holders: tuple[str, ...]

    def take(self, noun: str) -> tuple[str, ...]:
        """The measure words of `noun`."""
        return tuple(word for entry in self.classes if noun in entry.nouns for word in entry.take)

    def why(self, noun: str, measure: str) -> str:
        """A reason of its own, where there is one."""
        return next((e.why for e in self.classes if noun in e.nouns and measure == "位"), "")


def findings(view: View) -> Iterator[Finding]:
    """A number, a measure word and a noun that does not take it, or the noun first (缝纫机三匹)."""
    for pattern in _patterns():
        for match in pattern.finditer(view.text):
            if _is_wrong(match) and view.is_ours(*match.span()):
                yield _finding(view, match)


def _is_wrong(match: re.Match[str]) -> bool:
    """Does neither the noun nor one before it (2家县级医院的医疗仪器) take the measure word?"""
    groups = match.groupdict(default="")
    before = (noun for noun in _nouns() if noun in groups.get("between", ""))
    return not any(match["measure"] in _file().take(noun) for noun in (match["noun"], *before))


def _finding(view: View, match: re.Match[str]) -> Finding:
    noun, measure = match["noun"], match["measure"]
    usual = _file().take(noun)[0]
    edit = Edit(*match.span("measure"), usual)
    why = _file().why(noun, measure) or f"“{noun}”不论“{measure}”"
    return view.finding("measure-word", *match.span(), edit, why=why, usual=usual)


@cache
def _file() -> _File:
    return load_model(_FILE, _File)


@cache
def _nouns() -> tuple[str, ...]:
    """Every noun, the longest first."""
    return tuple(sorted({noun for entry in _file().classes for noun in entry.nouns}, key=lambda noun: (-len(noun), noun)))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    measure = f"(?P<measure>[{''.join(_file().watched)}])(?![次天年月日位名儿子面头])"
    long_nouns = "|".join(noun for noun in _nouns() if len(noun) > 1 and noun not in _file().holders)
    ahead = re.compile(f"{_NUMBER}{measure}(?P<between>{_BETWEEN})(?P<noun>{'|'.join(_nouns())}){_END}")
    after = re.compile(f"(?P<noun>{long_nouns}){_NUMBER}{measure}(?=[，。；、：（]|$)")
    unworthy = "|".join(noun for entry in _file().classes if entry.why for noun in entry.nouns)
    honoured = re.compile(f"{_NUMBER}(?P<measure>位)(?P<between>{_BETWEEN})(?P<noun>{unworthy})(?!{_END})")
    return ahead, after, honoured

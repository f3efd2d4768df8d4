"""Words of a season that is not the document's: 严冬 in July, 金秋 in February. Only what speaks of the present counts."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from base.strict_yaml import parse, read_text
from evals.checks.residue.view import View
from evals.finding import Finding

_FILE = Path(__file__).parents[2] / "data" / "stale_seasons.yaml"
_NOW = r"(?:(?<=[。！？：\n])|(?<![\s\S]))[ 　“]*(?:当前|眼下|如今|目前|在这)?|(?:当前|目前|眼下)?(?:正值|时值|恰逢|适逢|正是|又是|又值)"
_GOES_ON = r"(?:时节|之际|季节|时候|[一二三四五六七八九十]{1,2}月|送爽|之时|的日子)?(?=[，、。！])"
_OTHER_TIME = re.compile(r"[0-9一二三四五六七八九十]月|去年|当年|当时|往年|每年|每逢|明年|那年|回顾|历年|届时")


class _Season(NamedTuple):
    said: re.Pattern[str]
    months: tuple[int, ...]
    name: str


@cache
def _seasons() -> tuple[_Season, ...]:
    rows, _ = parse(read_text(_FILE), str(_FILE))
    return tuple(_Season(re.compile(rf"(?:{_NOW})(?P<words>{r['words']}){_GOES_ON}"), tuple(r["months"]), r["season"]) for r in rows)


def findings(view: View) -> Iterator[Finding]:
    date = view.date
    if date is None or (date.month, date.day) == (1, 1):  # a year alone is read as its first day
        return
    for season in _seasons():
        if date.month not in season.months:
            yield from _said(view, season, date)


def _said(view: View, season: _Season, date: dt.date) -> Iterator[Finding]:
    for match in season.said.finditer(view.text):
        around = view.clause(match.start("words")).replace(match[0].strip(), "")
        if not view.quoted(*match.span("words")) and not _OTHER_TIME.search(around):
            why = f"说的是{season.name}，本文成文于{date.month}月"
            yield view.finding("stale-time", match.start("words"), match.end(), why=why)

"""How numbers are written: GB/T 15835."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from evals.checks.punctuation.view import HAN, View
from evals.finding import Finding

_MONTH = r"(?:1[0-2]|0?[1-9])月"


_NO_ZERO = re.compile("[零○Ｏ0]")  # what stands for 〇 in a year


class _Form(NamedTuple):
    rule: str
    pattern: re.Pattern[str]


_FORMS = (
    _Form("year-short", re.compile(rf"(?<![\d.多余几满第近约了]|[至—～~-])(?:9\d|[0-3]\d)年(?={_MONTH})(?!\d{{1,2}}月[刑徒])")),
    _Form("year-short", re.compile(r"(?:(?<=截至)|(?<![\d.多余几满第近约了]|[至—～~-]))[12]\d年(?=年?[初底末]|上半年|下半年)")),
    _Form("year-with-zero", re.compile(r"[一二][〇零九○Ｏ0][一二三四五六七八九〇零○Ｏ0]{2}(?=年)")),
    _Form("range-mark", re.compile(r"(?<![\d-])(?:19|20)\d\d年?(?:-{1,2}|~)(?=(?:19|20)\d\d年)")),
    _Form("range-ambiguous", re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,2})?[—～~-]\d{1,4}(?:\.\d{1,2})?(?=[万亿]元)")),
    _Form(
        "mixed-numeral",
        re.compile(
            r"\d{1,2}月[一二三四五六七八九十]{1,3}日|(?<![一二三四五六七八九十年])[一二三四五六七八九十]{1,3}月\d{1,2}日|20\d\d年[一二三四五六七八九十]{1,3}月"
        ),
    ),
    _Form(
        "mixed-numeral",
        re.compile(rf"(?<![\d.])\d{{1,4}}[万亿]\d{{1,4}}[千百万](?!\d)|(?<![\d.])\d{{1,3}}几(?=[{HAN}])|[{HAN}]几\d0(?=[个名人家元])"),
    ),
)


def findings(view: View) -> Iterator[Finding]:
    """Short years, 零 for 〇 in years, hyphens in ranges, words and digits mixed in one number."""
    for form in _FORMS:
        for match in form.pattern.finditer(view.text):
            if view.is_prose(match.start()) and (form.rule != "year-with-zero" or _NO_ZERO.search(match[0])):
                yield view.finding(form.rule, *match.span(), _written(form.rule, match[0]))


def _written(rule: str, said: str) -> str | None:
    """The right form, where there is only one."""
    if rule == "year-with-zero":
        return _NO_ZERO.sub("〇", said)
    if rule == "range-mark":
        return f"{said.rstrip('-~').removesuffix('年')}年—"
    return None

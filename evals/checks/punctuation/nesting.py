"""Marks inside marks of their own kind, and 书名号 round what is no work."""

import re
from collections.abc import Iterator

from evals.checks.punctuation.view import View
from evals.finding import Finding

_QUOTE_IN_QUOTE = re.compile(r"“[^“”\n]{0,300}(?P<inner>“[^“”\n]{1,100}”)")
_TITLE_IN_TITLE = re.compile(r"《[^《》\n]{0,60}(?P<inner>《[^《》\n]{1,80}》)")
_NO_WORK = re.compile(
    r"《[^《》\n]{2,20}(?:活动|工程|行动|品牌|论坛|大赛|博览会|培训班|座谈会|推进会|现场会|研讨会|交流会|动员会|大会|评选|仪式|试点|专项整治)》(?!的?(?:方案|通知|文件|精神))"
)


def findings(view: View) -> Iterator[Finding]:
    """Inner marks should be the single ones; an event has no 书名号."""
    for rule, pattern, marks in (("quote-in-quote", _QUOTE_IN_QUOTE, "‘’"), ("title-in-title", _TITLE_IN_TITLE, "〈〉")):
        for match in pattern.finditer(view.text):
            yield view.finding(rule, *match.span("inner"), f"{marks[0]}{match['inner'][1:-1]}{marks[1]}")
    for match in _NO_WORK.finditer(view.text):
        yield view.finding("title-of-no-work", *match.span(), f"“{match[0][1:-1]}”")

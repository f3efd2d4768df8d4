"""现将……通知如下: what a text announces itself as, against the kind its title names."""

import re
from collections.abc import Iterator

from corpus.zh import Span
from evals.checks.format.paper import Paper
from evals.finding import Finding

_ANNOUNCED = re.compile(r"现(?:将|就|把)?[^。；\n]{0,60}?(?P<kind>通知|通报|通告|公告|报告|汇报|请示|函[告复商]|批复)如下")
_OF_KIND = {
    "通知": ("通知",), "通报": ("通报",), "通告": ("通告", "公告"), "公告": ("公告", "通告"), "批复": ("批复",),
    "报告": ("报告", "汇报"), "汇报": ("汇报", "报告"), "请示": ("请示", "报告", "汇报"),
    "函": ("函告", "函复", "函商", "报告", "通报"),
}  # fmt: skip
_FIRST = 3  # sentences in which a text says what it is


def findings(paper: Paper) -> Iterator[Finding]:
    """The announcement of another kind."""
    fitting = _OF_KIND.get(paper.kind)
    first = paper.sentences[:_FIRST]
    if not fitting or not first:
        return
    announced = _ANNOUNCED.search(paper.text, first[0].start, first[-1].end)
    if announced and announced["kind"] not in fitting and not paper.quoted(announced.start("kind")):
        yield paper.finding("announced-as-other-kind", Span(*announced.span("kind")), kind=paper.kind, right=f"{fitting[0]}如下")

"""What kind of text it is: what counts as padding in a speech is the ordinary language of a regulation."""

import re
from itertools import islice

from corpus.zh import is_article, paragraphs
from evals.case import Case
from evals.checks.padding.lexicon import KindOfText, data

_HEAD = 6  # lines in which a title, a salutation or an opening stands
_FEWEST_ARTICLES, _ARTICLE_SHARE = 3, 0.25
_SPEECH = re.compile(r"讲话|发言|致辞|(?:^|\n)(?:各位)?(?:同志们|代表|来宾|朋友们|女士们)[^\n]{0,12}[：:！!]")
_REPORT = re.compile(r"工作报告|情况的?报告|情况的?汇报|调研报告|述职|工作总结|我代表.{2,30}报告")


def kind_of(case: Case) -> KindOfText:
    """The kind of the text of `case`: rules by their articles, else the genre given, else what its first lines say."""
    kinds = data().kinds
    lines = [span.of(case.text) for span in paragraphs(case.text)]
    if _is_rules(lines):
        return kinds["rules"]
    given = next((kind for kind in kinds.values() if case.context.genre in kind.genres), None)
    return given or kinds[_by_first_lines("\n".join(islice(lines, _HEAD)))]


def genre_of(case: Case, kind: KindOfText) -> str:
    """The genre that a text of this kind is compared with; '' where it cannot be told."""
    return case.context.genre if case.context.genre in kind.genres else kind.likely


def _is_rules(lines: list[str]) -> bool:
    articles = sum(map(is_article, lines))
    return articles >= _FEWEST_ARTICLES and articles >= _ARTICLE_SHARE * len(lines)


def _by_first_lines(head: str) -> str:
    if _REPORT.search(head):
        return "report"
    return "speech" if _SPEECH.search(head) else "document"

"""讲话: it begins by addressing those who listen."""

import re
from collections.abc import Iterator

from evals.checks.format.paper import Paper
from evals.finding import Finding

_SALUTATION = re.compile(
    r"[^。]{0,80}(?:同志|代表|委员|朋友|嘉宾|领导|来宾|同学|老师|乡亲|女士|先生|战友|家长|居民|群众|同事|大家|职工|企业家|你们|各位[^，。]{1,20})[^。]{0,30}[：:！!，,。]"
)
_FIRST_LINES = 5
_ADDRESS = re.compile(  # on a line of its own
    r"(?:尊敬的)?(?:各位)?(?:同志们|领导|代表|委员|来宾|嘉宾|朋友们?|同事们?|老师|同学们?|乡亲们)(?:[、，]\s?(?:各位)?(?:同志们?|领导|代表|委员|来宾|嘉宾|朋友们?|同事们?|老师|同学们?|乡亲们)){0,5}(?P<mark>[，。、；！]?)"
)
_LIVELY = "！"  # 同志们！ is a matter of tone


def findings(paper: Paper) -> Iterator[Finding]:
    """A speech without a salutation at its head."""
    if paper.kind not in ("讲话", "致辞", "发言"):
        return
    lines = paper.lines[paper.head : paper.head + _FIRST_LINES]
    first = [line.of(paper.text) for line in lines]
    address = next(((line, match) for line, said in zip(lines, first) if (match := _ADDRESS.fullmatch(said))), None)
    if address and address[1]["mark"] != _LIVELY:
        line, match = address
        yield paper.finding("salutation-without-colon", line, f"{line.of(paper.text)[: match.start('mark')]}：")
    elif first and not address and not any(_SALUTATION.match(line) for line in first):
        yield paper.finding("salutation-missing", kind=paper.kind)

"""The marks after numbers, and annexes that are named but not listed."""

import re
from collections.abc import Iterator

from corpus.zh import Span, paragraphs
from evals.checks.numbering.markers import NUMERAL
from evals.checks.numbering.slips import Slip
from evals.finding import Severity

_WRONG = (
    (re.compile(rf"{NUMERAL}[.．,，](?!\d)"), lambda said: f"{said[:-1]}、"),
    (re.compile(rf"[（(](?:{NUMERAL}|\d{{1,2}})[）)][、.．，]"), lambda said: said[:-1]),
    (re.compile(r"[①-⑳][、.．，]"), lambda said: said[:-1]),
    (re.compile(r"\d{1,2}[.．]、"), lambda said: said[:-1]),
)
_ARABIC = re.compile(r"\d{1,2}、(?=[㐀-鿿])")
_DOTTED = re.compile(r"\d{1,2}[.．](?=[㐀-鿿])")
_ORDINAL = re.compile(rf"(?:(?<=[\n。；：])|^)第{NUMERAL}、(?![一二三四五六七八九十第])")
_ANNEX_LIST = re.compile(r"^附件[：:]\s*(?P<first>1[.．、])?", re.MULTILINE)
_ANNEX_ITEM = re.compile(r"\s*(?:附件)?(\d{1,2})[.．、:：]")
_REFERENCE = re.compile(r"[（(见按照填写附与及和、]附件(?P<n>\d{1,2})(?!\d|[.．])")


def slips(text: str) -> Iterator[Slip]:
    """Each wrong mark; habits of the whole text once; references to annexes that the list has not."""
    lines = paragraphs(text)
    for line in lines:
        yield from _wrong(line, line.of(text)[:12])
    yield from _habits(text, lines)
    yield from _annexes(text)


def _wrong(line: Span, words: str) -> Iterator[Slip]:
    for pattern, right in _WRONG:
        if match := pattern.match(words):
            yield Slip("number-mark-wrong", line.start, line.start + match.end(), {"due": right(match[0])}, right(match[0]))


def _habits(text: str, lines: list[Span]) -> Iterator[Slip]:
    """Marks that are widely used and that the standard has otherwise."""
    arabic = [Span(line.start, line.start + match.end()) for line in lines if (match := _ARABIC.match(line.of(text)[:8]))]
    ordinal = [Span(*match.span()) for match in _ORDINAL.finditer(text)]
    dotted = sum(bool(_DOTTED.match(line.of(text)[:8])) for line in lines)
    mixed: Severity | None = "warning" if len(arabic) < dotted else None  # 1.…2、…3.…: not how this text does it
    for places, mark, severity in ((arabic, ".", mixed), (ordinal, "，", None)):
        for place in places[:1]:
            to = f"{place.of(text)[:-1]}{mark}"
            yield Slip("number-mark-uncommon", *place, {"due": to, "count": str(len(places))}, to, severity)


def _annexes(text: str) -> Iterator[Slip]:
    listed = _ANNEX_LIST.search(text)
    if listed is None:
        return
    last = _last_annex(text[listed.start() :]) if listed["first"] else 1
    for match in _REFERENCE.finditer(text, 0, listed.start()):
        if int(match["n"]) > last:
            yield Slip("annex-not-listed", match.start() + 1, match.end(), {"listed": str(last)})


def _last_annex(listing: str) -> int:
    """The highest number of the list of annexes that `listing` begins with."""
    last = 1
    for line in listing.split("\n")[1:]:
        match = _ANNEX_ITEM.match(line)
        if not match:
            break
        last = max(last, int(match[1]))
    return last

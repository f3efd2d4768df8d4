"""Lines and paragraphs that stand twice."""

import re
from collections.abc import Iterator

from corpus.zh import heading_level, paragraphs
from drafting.guard import MARK
from evals.checks.residue.view import View
from evals.finding import Finding

_MIN_HEADING, _MIN_SENTENCE = 6, 12  # characters
_NEAR = 12  # lines within which a heading that stands twice is a slip and no pattern
_FORM_LINE = re.compile(r"[:：]$|_{2}|\s{3}|\t|[|｜]|\d{5,}|^[（(]|附件?\d*$|^第.{1,6}[章节条]|年\s*月\s*日")
_LABELLED = re.compile(r"[^，。：:]{2,8}[：:][^，。]{1,20}")  # 联系人：罗小川
_TABLE_LINE = re.compile(r"_{2}|\t|[|｜]")
_ARTICLE = re.compile(r"^[\s　]*第[一二三四五六七八九十百零]{1,6}条", re.MULTILINE)
_ARTICLES_OF_STATUTE = 10  # statutes repeat whole sentences on purpose
_HEAD, _LONG_HEAD = 3, 8  # lines among which a letterhead stands: alone, and under number, 密级 and urgency
_ORGAN = re.compile(r"[㐀-鿿]{2,26}(?:局|委|办|办公室|政府|委员会|中心|指挥部|小组|厅|部|院|会|社)")
_AFTER_SIGNATURE = re.compile(r"[（(](?:此件|联系|附注|公开|依申请|不予|主动)|抄送|印送|主送|分送|附件|.{0,40}印发$")
_DATE = re.compile(r"[12〇二一]\S{3}\s?年\s?\S{1,3}\s?月\s?\S{1,3}\s?日")
_MARKS = re.compile(r"[。！？；，]")


def findings(view: View) -> Iterator[Finding]:
    """A line equal to one before it, once for a block of such lines. Sub-headings of a list of cases and form lines are not meant."""
    spans = paragraphs(view.text)
    lines = [span.of(view.text) for span in spans]
    statute = len(_ARTICLE.findall(view.text)) >= _ARTICLES_OF_STATUTE
    before = _earlier(lines)
    for i, at in enumerate(before):
        if at is None or MARK.fullmatch(lines[i]) or (i and at and before[i - 1] == at - 1):
            continue
        near = i - at == 1
        if (near and _is_double(lines[i])) or (not near and not statute and _is_copy(lines, at, i)):
            yield view.finding("duplicate-line", *spans[i])


def _earlier(lines: list[str]) -> list[int | None]:
    """For every line the number of the last equal one before it."""
    last: dict[str, int] = {}
    found = []
    for i, line in enumerate(lines):
        found.append(last.get(line))
        last[line] = i
    return found


def _is_double(line: str) -> bool:
    """Pasted twice in a row."""
    return len(line) >= _MIN_HEADING and not _TABLE_LINE.search(line)


def _is_signed(lines: list[str], at: int, i: int) -> bool:
    """The issuer's name as letterhead and again above the date, or at the end above 附注, 抄送 and 印发."""
    below = "".join(lines[i + 1 : i + 2])
    if at < _HEAD and _DATE.match(below):
        return True
    organ = at < _LONG_HEAD and _ORGAN.fullmatch(lines[i].strip("　 "))
    return bool(organ) and (not below or bool(_DATE.match(below) or _AFTER_SIGNATURE.match(below)))


def _is_copy(lines: list[str], at: int, i: int) -> bool:
    """The same again further down: a sentence, or a heading close by with something else under it."""
    line = lines[i]
    if _is_signed(lines, at, i) or _FORM_LINE.search(line) or _LABELLED.fullmatch(line) or heading_level(line) or lines.count(line) > 2:
        return False
    if _MARKS.search(line):
        return len(line) >= _MIN_SENTENCE
    return len(line) >= _MIN_HEADING and i - at <= _NEAR and lines[at + 1 : at + 2] != lines[i + 1 : i + 2]

"""What of a pdf's printed lines is text: the margins of its pages are left out, its lines joined into paragraphs."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.cleaning.breaks import WHY as BREAK
from corpus.cleaning.page_marks import WHY as MARGIN
from corpus.documents import Mend
from corpus.readers.pdf_lines import Line
from corpus.zh import SENTENCE_ENDS, heading_level, is_article

_PAGE_NUMBER = re.compile(
    r"[—–－\-·]*\s*(\d{1,4})\s*[—–－\-·]*|第\s*(\d{1,4})\s*页(?:[，,/／\s]*共\s*\d+\s*页)?|(\d{1,4})\s*[/／]\s*\d{1,4}|[—–－-]\s*[ivxIVX]+\s*[—–－-]"
)
_EDGE_LINES = 2  # lines at the top and the bottom of a page that may be its margin
_SAME = 4.0  # points by which a running head may be higher on one page than on another
_INDENT = 0.8  # of a character: a line further in begins a paragraph
_SLACK = 1.2  # of a character by which a full line may fall short
_LONGEST_REST = 40  # characters of the line that closes a bracket opened in a title
_TITLE_SIZE, _TITLE_LEADING = 1.2, 2.5  # times that of the text, times its size
_TITLE_WITHIN = 8  # lines
_NO_TITLE = re.compile(r"文件$|号$|期[）)]?$|[。：；]$")
_SENTENCE_END = re.compile(rf"[{SENTENCE_ENDS}；：;:][”’」』）)]*$")


def page_mends(lines: Sequence[Line]) -> tuple[Mend, ...]:
    """The mends of the text that has each of `lines` on a line of its own."""
    margins = _margins(lines)
    starts = _starts(lines)
    kept = [i for i in range(len(lines)) if i not in margins]
    found = [_leave_out(lines, starts, i) for i in sorted(margins)]
    joins = dict(_joins(lines, kept))
    for above, below in pairwise(kept):
        if below in joins and below == above + 1:
            found.append(Mend(starts[below] - 1, starts[below], "\n", joins[below], BREAK))
        elif below in joins:  # a page's margin stood between them
            found = [mend for mend in found if not starts[above] < mend.start <= starts[below]]
            start = starts[above] + len(lines[above].text)
            between = "\n" + "".join(line.text + "\n" for line in lines[above + 1 : below])
            found.append(Mend(start, starts[below], between, joins[below], MARGIN))
    return tuple(sorted(found, key=lambda mend: mend.start))


def _starts(lines: Sequence[Line]) -> list[int]:
    starts, at = list[int](), 0
    for line in lines:
        starts.append(at)
        at += len(line.text) + 1
    return starts


def _leave_out(lines: Sequence[Line], starts: Sequence[int], i: int) -> Mend:
    """The mend that leaves out line `i` with its end; the end of the line before it when it is the last."""
    if i + 1 < len(lines):
        return Mend(starts[i], starts[i + 1], lines[i].text + "\n", "", MARGIN)
    start = max(0, starts[i] - 1)
    return Mend(start, starts[i] + len(lines[i].text), "\n" * (starts[i] - start) + lines[i].text, "", MARGIN)


def _margins(lines: Sequence[Line]) -> set[int]:
    """The lines that are page numbers, or stand at the same height of many pages."""
    edges = dict(_edges(lines))
    numbers = {i: int(next(filter(None, match.groups()), "0")) for i in edges if (match := _PAGE_NUMBER.fullmatch(lines[i].text.strip()))}
    offsets = Counter(number - lines[i].page for i, number in numbers.items())
    found = {i for i, number in numbers.items() if offsets[number - lines[i].page] >= 2 or not lines[i].text.strip().isdigit()}
    return found | _running_heads(lines, list(edges))


def _edges(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The lines at the top and bottom of each page, with the page."""
    pages: defaultdict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        pages[line.page].append(i)
    for page, of in pages.items():
        of = sorted(of, key=lambda i: -lines[i].bottom)
        yield from ((i, page) for i in (of if len(of) <= 2 * _EDGE_LINES else [*of[:_EDGE_LINES], *of[-_EDGE_LINES:]]))


def _running_heads(lines: Sequence[Line], edges: Sequence[int]) -> set[int]:
    pages = len({line.page for line in lines})
    groups: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for i in edges:
        said = re.sub(r"[\d\s]", "", lines[i].text)
        if said and not _SENTENCE_END.search(said):
            groups[said, round(lines[i].bottom / _SAME)].append(i)
    return {i for group in groups.values() if len(group) >= 3 and len(group) * 3 >= pages for i in group}


def _joins(lines: Sequence[Line], kept: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The lines that go on with the one above, and what is put between."""
    if not kept:
        return
    left, right = _columns([lines[i] for i in kept])
    titles = _title_lines(lines, kept)
    indented = sum(1 for i in kept if lines[i].left > left + _INDENT * lines[i].size) * 12 >= len(kept)
    for above, below in pairwise(kept):
        if {above, below} <= titles or _goes_on(lines[above], lines[below], left, right, indented):
            latin = lines[above].text[-1:].isascii() and lines[below].text[:1].isascii() and lines[below].text[:1].isalpha()
            yield below, " " if latin else ""


def _title_lines(lines: Sequence[Line], kept: Sequence[int]) -> set[int]:
    """The lines of the title: at the top, one below the other, of one size clearly larger than the text's."""
    body = sorted(lines[i].size for i in kept for _ in lines[i].text)
    least = _TITLE_SIZE * body[len(body) // 2]
    found: list[int] = []
    for i in kept[:_TITLE_WITHIN]:
        line, last = lines[i], lines[found[-1]] if found else lines[i]
        fits = line.size >= least and abs(line.size - last.size) < 1 and 0 <= last.bottom - line.bottom <= _TITLE_LEADING * line.size
        if fits and not _NO_TITLE.search(line.text):
            found.append(i)
        elif found:
            break
    return set(found)


def _columns(lines: Sequence[Line]) -> tuple[float, float]:
    """Where most lines begin, and where the longest end."""
    long = [line for line in lines if len(line.text) >= 10] or list(lines)
    left = Counter(round(line.left) for line in long).most_common(1)[0][0]
    lefts = sorted(round(line.left) for line in long)
    rights = sorted(line.right for line in long)
    # Where every paragraph is short, most lines begin indented: the column begins further left
    left = min(left, next((x for x in lefts if lefts.count(x) * 8 >= len(lefts)), left))
    return left, rights[int(len(rights) * 0.9)]


def _is_open(text: str) -> bool:
    """Whether a title or a bracket that `text` begins is not closed in it."""
    return any(text.rfind(mark) > text.rfind(closing) for mark, closing in ("《》", "（）")) and not _SENTENCE_END.search(text)


def _goes_on(above: Line, below: Line, left: float, right: float, indented: bool) -> bool:
    """Whether the line `below` belongs to the paragraph of `above`: that one is full, and no sign of a new one is there."""
    size, ends = above.size, bool(_SENTENCE_END.search(above.text))
    if _is_open(above.text) and below.page - above.page <= 1 and len(below.text) <= _LONGEST_REST:
        return True
    if abs(above.size - below.size) > 0.15 * size or " | " in above.text + below.text:
        return False
    if above.right + below.first_word < right - _SLACK * size or heading_level(below.text) or is_article(below.text):
        return False
    if below.left > left + _INDENT * size:  # a new paragraph, or one set in as a whole
        return not ends and abs(below.left - above.left) < _INDENT * size / 2
    return indented or not ends

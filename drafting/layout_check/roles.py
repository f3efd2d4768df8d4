"""Which paragraph is what: by its words, where it stands and the outline level of its style."""

import re
from collections.abc import Sequence

from corpus.documents import APPENDIX_TITLE
from corpus.titles import ORGAN, title_in
from corpus.zh import close_up, heading_level
from drafting.draft import REFERENCE, Role
from drafting.layout_check.masthead import NUMBER, imprint, is_attendance, masthead
from drafting.layout_check.reading import Line, Part

_HEAD = 16  # lines from the top, in which title and addressees stand
_LONGEST_HEADING = 50
_MOST_TITLE_LINES = 3
_BYLINE = re.compile(r"[（(]?\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*[）)]?|[一-鿿\s　]{2,16}")
_ADDRESSED = re.compile(r"[^。；]{2,200}[：:！]")
_DATE = re.compile(r"[\d〇○二]\S{3}\s*年\s*\S{1,3}\s*月\s*\S{1,3}\s*日")
_ATTACHMENT = re.compile(r"附\s?件\s*[：:].+")
_ATTACHED_MORE = re.compile(r"\d{1,2}\s*[.．、]\D.*")
_ANNEX = re.compile(r"附\s?件\s*[\d一二三四五六七八九十]{0,2}")
_OUT: Role = "reference"  # what stands behind the date: annexes and imprint have a look of their own
_SIGNATURE_LINES = 4
_LONGEST_SIGNATURE = 20  # of one that is no organ, but stands at the right: 县长　周明远


def roles(lines: Sequence[Line]) -> tuple[Part, ...]:
    """The role of each line; `reference` for what is not judged, `unsure` for what of 眉首 and 版记 is not."""
    said = [close_up(line.text.strip()) for line in lines]
    found: list[Part] = [_by_itself(words, line) for words, line in zip(said, lines)]
    after = _head(said, lines, found)
    _attachments(said, found, after)
    end = _tail(said, lines, found, after)
    for i, part in imprint(end, said).items():
        found[i] = part
    if any(words.endswith("纪要") for words, part in zip(said, found) if part in ("title", "logo")):
        found = ["unsure" if is_attendance(words) else part for words, part in zip(said, found)]
    return tuple(found)


def _by_itself(words: str, line: Line) -> Role:
    if words.startswith(REFERENCE):
        return _OUT
    level = heading_level(words) or min(line.outline, 4)
    is_heading = level in (2, 3, 4) or (level == 1 and len(words) <= _LONGEST_HEADING and "。" not in words[:-1])
    headings: tuple[Role, ...] = ("heading1", "heading2", "heading3", "heading4")
    return headings[level - 1] if level and is_heading else "body"


def _head(said: list[str], lines: Sequence[Line], found: list[Part]) -> int:
    """Mark the 眉首, title, what stands under it, and the addressees; the index after them."""
    shown = [i for i in range(len(said)) if said[i]][:_HEAD]
    above = masthead(shown, said, lines)
    for i, part in above.items():
        found[i] = part
    at = max(above, default=-1) + 1
    titled = _title([i for i in shown if i >= at], said, lines)
    for i in titled:
        found[i] = "title"
    after = titled[-1] + 1 if titled else at
    return _addressees([i for i in shown if i >= after], said, found, after, titled=bool(titled))


def _addressees(shown: list[int], said: list[str], found: list[Part], after: int, *, titled: bool) -> int:
    """Mark what stands between title and text: number or date below the title, 主送机关; the index after them."""
    for i in shown if titled else ():
        if NUMBER.fullmatch(said[i]):
            found[i], after = "number", i + 1
        elif _ADDRESSED.fullmatch(said[i]) and found[i] == "body":
            found[i] = "salutation" if "同志" in said[i] else "recipient"
            return i + 1
        elif _BYLINE.fullmatch(said[i]) and found[i] == "body":
            found[i], after = "byline", i + 1
        else:
            break
    return after


def _title(shown: list[int], said: list[str], lines: Sequence[Line]) -> list[int]:
    """The lines that make up the title; a centred first line where the words do not tell."""
    title = title_in([said[i] for i in shown])
    for first in range(len(shown)):
        for count in range(1, _MOST_TITLE_LINES + 1):
            if title and "".join(said[i] for i in shown[first : first + count]) == title:
                return shown[first : first + count]
    if shown and lines[shown[0]].align == "center" and not said[shown[0]].endswith(("。", "：")):
        return shown[:1]
    return []


def _attachments(said: list[str], found: list[Part], after: int) -> None:
    inside = False
    for i in range(after, len(said)):
        if _ATTACHMENT.fullmatch(said[i]) or (inside and _ATTACHED_MORE.fullmatch(said[i])):
            found[i], inside = "attachment", True
        elif said[i]:
            inside = False


def _tail(said: list[str], lines: Sequence[Line], found: list[Part], after: int) -> int:
    """Mark signature and date, and all that comes behind them; the index after the text, or where a 版记 can begin without a date."""
    dates = [i for i in range(after, len(said)) if _DATE.fullmatch(said[i])]
    annexes = [i for i in range(after + 1, len(said)) if _ANNEX.fullmatch(said[i])]
    annexes += [i for i in range(after, len(said)) if said[i] == APPENDIX_TITLE]
    end = min((*dates, *annexes), default=len(said))
    if end in dates:
        found[end] = "date"
        for i in range(end - 1, max(after, end - _SIGNATURE_LINES) - 1, -1):
            if said[i] and not ORGAN.fullmatch(said[i]) and not (lines[i].align == "right" and len(said[i]) <= _LONGEST_SIGNATURE):
                break
            found[i] = "signature"
    for i in range(end + (end in dates), len(said)):
        found[i] = _OUT
    return after if end == len(said) else end

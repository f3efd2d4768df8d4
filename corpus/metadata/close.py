"""署名 and 成文日期: what stands at the end of a text."""

import re
from collections.abc import Iterator, Sequence

from corpus.dates import DATE, read_date
from corpus.metadata.lines import LONGEST, organs_in, without_seal
from corpus.metadata.weighing import Candidate
from corpus.names import names_of, normal_name
from corpus.titles import ORGAN
from corpus.zh import halfwidth

_MOST_SIGNERS = 6  # lines above the date
_BACK_MATTER = re.compile(r"附件|附：|[（(]?此件|抄送|抄报|联系人|[（(]?联系|主题词|公开方式|[（(]?信息公开|.*印发$")
_ENDS_TEXT = re.compile(r"[。！？!?”）)】]$|^附件|^附：|^\d{1,2}[.．、]\D")  # the last line above a signature
_PRINTED = re.compile(r"(.{2,40}?)\s+(?=[12]\d{3}年\d{1,2}月\d{1,2}日印发$)")


def said_at_close(lines: Sequence[str], title: str) -> list[Candidate]:
    """The first pair of organ and date with which a text, not a table in it, closes; else the date of the 版记."""
    for i, line in enumerate(lines):
        match = _closing_date(line)
        closes = match and (i + 3 >= len(lines) or _BACK_MATTER.match(lines[i + 1]) or _is_issued(lines[i + 1 : i + 4], title))
        if match and closes and (said := _signed(lines[max(0, i - _MOST_SIGNERS) : i], line[: match.start()], match[0])):
            return said
    return list(_printed(lines))


def _printed(lines: Sequence[str]) -> Iterator[Candidate]:
    """The date of the 版记 with which a text closes (青禾县人民政府办公室　2026年7月27日印发): all there is in minutes."""
    match = _PRINTED.match(lines[-1].strip()) if lines else None
    if match and ORGAN.fullmatch(match[1]) and (date := read_date(match.string[match.end() :])):
        yield Candidate("date", date, 0.88, "版记的印发日期")


def _is_issued(lines: Sequence[str], title: str) -> bool:
    """Whether `lines` begin with the title of what a document of this `title` passes on (关于印发《…办法》的通知)."""
    begin = normal_name("".join(lines))
    return any(rank and begin.startswith(name) for name, rank in names_of(title, "").items())


def _closing_date(line: str) -> re.Match[str] | None:
    """The date at the end of `line`, alone or behind the organ that signs."""
    match = DATE.search(halfwidth(line)) if "日" in line and len(line) <= LONGEST else None
    if not match or without_seal(line[match.end() :]):
        return None
    before = line[: match.start()]
    return match if not before.strip() or organs_in(before) else None


def _signed(above: Sequence[str], before: str, date: str) -> list[Candidate]:
    """The signature of `date`, with the organs `before` it or in the lines `above`; [] when no text ends above it."""
    organs, at = organs_in(before), len(above)
    while at and not before.strip() and (signing := organs_in(above[at - 1])):
        organs, at = signing + organs, at - 1
    if not at or not _ENDS_TEXT.search(above[at - 1]):
        return []
    day = read_date(date)
    said = [Candidate("issuer", "、".join(organs), 0.96, "落款")] if organs else []
    return [*said, Candidate("date", day, 0.97 if organs else 0.9, "落款日期")] if day else said

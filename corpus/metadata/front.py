"""The front matter: labels, 版头, 发文字号, the title, and what stands below it."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.dates import DATE, read_date
from corpus.metadata.lines import (
    EDITED,
    ISSUE,
    LABELS,
    LONGEST,
    ORDER,
    PUBLISHED,
    RED_HEAD,
    below_title,
    is_front,
    number_inside,
    number_of,
    organs_in,
)
from corpus.metadata.weighing import Candidate
from corpus.titles import ORGAN, kind_of, title_in
from corpus.zh import halfwidth

_MASTHEAD = 8  # lines in which the number of a periodical's issue stands
_HISTORY = 12  # lines below a title in which a rule tells when it was made and amended
_SUBTITLE = re.compile(rf"[（(—－-].*|{DATE.pattern}在.*会议?上[）)]?")
_MADE = re.compile(r"公布|发布|通过|批准|修订|修正|修改|制定|印发")
_MEETING = re.compile(r"(.{2,36}(?:人民政府|委员会|委|党组|局))(?:常务|全体|党组|主任办公|局长办公|办公)?会议纪要")
_SPEAKER = re.compile(
    r"(.{2,36}?)代?(?:总理|省长|市长|州长|县长|区长|旗长|乡长|镇长|主任|局长|厅长|部长|书记|检察长)(?:[ \u3000]+[一-鿿 \u3000]{2,6})?"
)
_AUTHORS = re.compile(r"(.{4,50}?)(?:联合)?(?:调研|课题|调查)组")
_CONGRESS = re.compile(r"在(?:中共)?([一-鿿]{2,20}?)第[一二三四五六七八九十百\d]{1,4}届人民代表大会")
_REPORTS = re.compile(r"政府工作(?:的)?报告")
_MAKES_LAW = re.compile(r"(国务院|全国人民代表大会(?:常务委员会)?)(?:令|第|常务会议|公布|发布|批准)|届(全国人民代表大会(?:常务委员会)?)第")
_SURE_TITLE = 0.96  # of a line that ends in a 文种
_ARTICLE_TITLE = 0.9  # of the first line below the masthead of a periodical
_LIKELY_TITLE = 0.4  # of the first line for want of one that ends in a 文种
# Measured on national regulations: where the text tells its history, the last revision is missing from it in half of the copies
_SURE_HISTORY = 0.6


class Front:
    """What the first `lines` of a text say, whose title may be `given`; `title` and `masthead` are needed to read the rest of it."""

    def __init__(self, lines: Sequence[str], given: str = "") -> None:
        self._masthead_at = _periodical(lines)
        self.masthead = lines[self._masthead_at] if self._masthead_at >= 0 else ""
        self._lines = [line for line in lines if line != self.masthead]
        self._rest = [line for line in self._lines if not is_front(line)]
        self.title = given or title_in(self._rest)
        self._top = lines

    def candidates(self) -> Iterator[Candidate]:
        """Every source's word."""
        yield from self._labelled()
        if self.title:
            sure = _SURE_TITLE if kind_of(self.title) else _ARTICLE_TITLE if self.masthead else _LIKELY_TITLE
            yield Candidate("title", self.title, sure, "正文开头")
        for line in self._lines:
            if number := number_of(line):
                yield Candidate("number", number, 0.96, "版头")
                break
        yield from self._issuers()
        yield from self._dates()
        if self.masthead:
            yield from _of_periodical(self._top, self._masthead_at)

    def _labelled(self) -> Iterator[Candidate]:
        for field, label in LABELS.items():
            said = next((m[1].strip() for line in self._lines if (m := label.fullmatch(line))), "")
            value: str | dt.date | None = said
            if field == "date":
                value = read_date(said)
            elif field == "number":
                value = number_inside(said)[0] or said
            if value:
                yield Candidate(field, value, 0.97, "文前的信息栏")

    def _issuers(self) -> Iterator[Candidate]:
        signing = next((organs_in(above) for above, line in pairwise(self._rest) if line.startswith("关于")), [])
        if signing:
            yield Candidate("issuer", "、".join(signing), 0.92, "标题上方的机关")
        for line in self._lines:
            squeezed = line.replace(" ", "").replace("\u3000", "")
            if (match := RED_HEAD.fullmatch(squeezed) or ORDER.fullmatch(squeezed)) and ORGAN.fullmatch(match[1]):
                yield Candidate("issuer", match[1].removeprefix("中华人民共和国") or match[1], 0.9, "版头")
                break
        if organ := _before_about(self.title):
            yield Candidate("issuer", organ, 0.94, "标题里的机关")
        yield from self._issuer_below()

    def _issuer_below(self) -> Iterator[Candidate]:
        """The organ of the speaker (青禾县人民政府县长　周明远), those whose 调研组 wrote it, who made the law, who reports."""
        below = below_title(self._rest, self.title, _HISTORY)
        for line in below[:3]:
            if (match := _SPEAKER.fullmatch(line)) and ORGAN.fullmatch(match[1]):
                yield Candidate("issuer", match[1], 0.88, "讲话人的职务")
            elif (match := _AUTHORS.fullmatch(line)) and (organs := organs_in(match[1])):
                yield Candidate("issuer", "、".join(organs), 0.88, "标题下的署名")
            elif _REPORTS.search(self.title) and (match := _CONGRESS.search(line)):
                yield Candidate("issuer", f"{match[1]}人民政府", 0.92, "标题下的会议名称")
        for line in below:
            if _is_history(line) and (match := _MAKES_LAW.search(line)):
                yield Candidate("issuer", match[1] or match[2], 0.97, "标题下的公布说明")
                break

    def _dates(self) -> Iterator[Candidate]:
        below = below_title(self._rest, self.title, _HISTORY)
        history = [day for line in below if _is_history(line) for match in DATE.finditer(halfwidth(line)) if (day := read_date(match[0]))]
        if history:
            yield Candidate("date", max(history), _SURE_HISTORY, "标题下的公布和修订日期")
        elif day := _date_of_subtitle(below[:3]):
            yield Candidate("date", day, 0.95, "标题下的日期")
        published = next((day for line in self._lines if (m := PUBLISHED.fullmatch(line)) and (day := read_date(m[1]))), None)
        if published:
            yield Candidate("date", published, 0.7, "网页的发布日期")


def _before_about(title: str) -> str:
    """The organs before 关于 in `title`."""
    before, about, _ = title.partition("关于")
    return "、".join(organs_in(before)) if about else ""


def _is_history(line: str) -> bool:
    """Whether `line` tells when a rule was made or amended: 2006年11月11日国务院令第478号公布 …"""
    bare = halfwidth(line).lstrip("(（[ 　根据")
    return bool(DATE.match(bare) and _MADE.search(bare)) and "。" not in line.rstrip("。）)")


def _date_of_subtitle(lines: Sequence[str]) -> dt.date | None:
    """The one date of a subtitle: （2026年11月20日）, ——2026年1月8日在…会议上; without such a mark only right below the title."""
    for i, line in enumerate(lines):
        bare = halfwidth(line).lstrip("(—－- ")
        marked = _SUBTITLE.fullmatch(line) if i else _SUBTITLE.fullmatch(line) or DATE.fullmatch(bare)
        if marked and len(line) <= LONGEST and len(DATE.findall(bare)) == 1 and (date := read_date(bare)):
            return date
    return None


def _periodical(lines: Sequence[str]) -> int:
    """Where the masthead stands above an issue number (青禾政务信息 / 第37期), when another title follows it; else -1."""
    at = next((i for i, (_, line) in enumerate(pairwise(lines[:_MASTHEAD])) if ISSUE.fullmatch(line)), -1)
    below = [line for line in lines[at + 2 :] if not is_front(line)]
    return at if at >= 0 and title_in(below) else -1


def _of_periodical(lines: Sequence[str], at: int) -> Iterator[Candidate]:
    """Who edits it, and the day of the issue (…办公室编　2026年10月16日)."""
    edited = next((m for line in lines[at + 2 : at + 4] if (m := EDITED.match(line)) and ORGAN.fullmatch(m[1])), None)
    meeting = _MEETING.fullmatch(lines[at])
    if edited:
        yield Candidate("issuer", edited[1], 0.92, "刊头的编印单位")
        if date := read_date(edited.string[edited.end() :]):
            yield Candidate("date", date, 0.92, "刊头的日期")
    elif meeting:
        yield Candidate("issuer", meeting[1], 0.9, "刊头")

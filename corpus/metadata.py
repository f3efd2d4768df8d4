"""What a document says of itself: title, 文种, 发文机关, date, 发文字号, 密级, region. What does not stand there stays empty."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from corpus.dates import DATE, read_date
from corpus.documents import Document
from corpus.marks import secrecy_mark
from corpus.names import names_of, normal_name
from corpus.titles import ORGAN, kind_of, title_in
from corpus.zh import close_up, halfwidth, paragraphs

_TOP = 20  # lines in which the front matter stands
_ENOUGH = 200  # characters to see that a line is no front matter
_LONGEST = 60  # characters of a line of signatures
_MASTHEAD = 8  # lines in which the number of a periodical's issue stands
_MOST_SIGNERS = 6  # lines above the date
_BACK_MATTER = re.compile(r"附件|附：|[（(]?此件|抄送|抄报|联系人|[（(]?联系|主题词|公开方式|[（(]?信息公开|.*印发$")
_NUMBER = re.compile(
    r"(?:发文字号|文\s*号)?\s*[：:]?\s*([一-鿿]{1,14})\s*[〔\[【（(［﹝]\s*((?:19|20)\d\d)\s*[〕\]】）)］﹞]\s*(?:第\s*)?(\d{1,4})\s*号"
)
_SIGNER = re.compile(r"\s*签发人\s*[：:].*$")
_RED_HEAD = re.compile(r"(.{2,40}?)文件")
_FRONT = re.compile(
    r"(?:№|No\.?)?\s*\d{1,8}|特急|加急|特提|平急|急件|签发人.*|.{0,30}令|第?\s*\d{1,4}\s*[号期]|[（(]?第\s*\d{1,4}\s*期[）)]?"
)
_LABEL = re.compile(
    r"(?:索\s*引\s*号|发文字号|文\s*号|标\s*题|名\s*称|发文机关|发文单位|发布机构|制发机关|成文日期|发文日期|印发日期|发布日期|发布时间|时\s*间|"
    r"来\s*源|作\s*者|浏览量|浏览次数|阅读量?|主题分类|分\s*类|体裁|有效性|主题词)\s*[：:].*"
)
_LABELS = {
    "number": re.compile(r"(?:发文字号|文\s*号)\s*[：:]\s*(\S.*)"),
    "issuer": re.compile(r"(?:发文机关|发文单位|发布机构|制发机关)\s*[：:]\s*(\S.*)"),
    "date": re.compile(r"(?:成文日期|发文日期|印发日期)\s*[：:]\s*(\S.*)"),
    "title": re.compile(r"(?:标\s*题|名\s*称)\s*[：:]\s*(\S.*)"),
}
_ENDS_TEXT = re.compile(r"[。！？!?”）)】]$|^附件|^附：|^\d{1,2}[.．、]\D")  # the last line above a signature
_SUBTITLE = re.compile(r"[（(—－-].*")
_ORGANS_APART = re.compile(r"[ \u3000、]+")
_SEAL = re.compile(r"[（(](?:印章|盖章|公章|章)[）)]")
_ISSUE = re.compile(
    r"[（(]?(?:(?:19|20)\d\d年)?第\s*\d{1,4}\s*期(?:[（(]?总第?\s*\d{1,5}\s*期[）)]?)?[）)]?|[〔\[](?:19|20)\d\d[〕\]]\s*\d{1,4}\s*号"
)
_RULE = re.compile(r"[-—－_*=]{3,}")
_EDITED = re.compile(r"(.{2,40}?)(?:主办|编印|编)\s+(?=[12]\d{3}年)")
_PRINTED = re.compile(r"(.{2,40}?)\s+(?=[12]\d{3}年\d{1,2}月\d{1,2}日印发$)")
_MEETING = re.compile(r"(.{2,36}(?:人民政府|委员会|委|党组|局))(?:常务|全体|党组|主任办公|局长办公|办公)?会议纪要")
_SPEAKER = re.compile(
    r"(.{2,36}?)代?(?:总理|省长|市长|州长|县长|区长|旗长|乡长|镇长|主任|局长|厅长|部长|书记|检察长)(?:[ \u3000]+[一-鿿 \u3000]{2,6})?"
)
_AUTHORS = re.compile(r"(.{4,50}?)(?:联合)?(?:调研|课题|调查)组")
_PLACE = r"[一-鿿]{2,7}?"
_GOVERNED = re.compile(
    rf"(?:中共|中国共产党)?((?:{_PLACE}(?:自治区|自治州|自治县|特别行政区|地区|林区|街道|省|市|州|盟|县|区|旗|镇|乡))+?)"
    r"(?:人民政府|人民代表大会|人大|政府|政协|委员会|委(?!员)|纪委|纪律检查)"
)
_OF_PLACE = re.compile(r"(?:中共)?([一-鿿]{2,6}?(?:自治区|自治州|自治县|省|市(?!场|政|民|容)|县|旗))(?=.{2})")
_VAGUE_NAME = re.compile(r"新建.*|文档\s*\d*|document\s*\d*|doc\d*|无标题|未命名|untitled.*|附件\s*\d*|副本", re.IGNORECASE)


@dataclass(frozen=True)
class _Said:
    """What the text says; '' and None where it says nothing."""

    title: str = ""
    number: str = ""
    issuer: str = ""
    date: dt.date | None = None
    masthead: str = ""  # the name of the periodical it stands in


def enrich(document: Document, fallback_title: str = "") -> Document:
    """`document` with its empty fields filled from what stands in its own first and last lines.

    `fallback_title` (a file name) is taken where no title stands in the text.
    """
    lines = [span.of(document.text) for span in paragraphs(document.text)]
    front = _front([line[:_ENOUGH] for line in lines[:_TOP]])
    title = document.title or front.title or fallback_title
    close = _close(lines, title)
    issuer = document.issuer or close.issuer or _issuer_in(title) or front.issuer
    return replace(
        document,
        title=title,
        issuer=issuer,
        date=document.date or (close.date if close.issuer else None) or front.date or close.date or _printed(lines),
        kind=document.kind or kind_of(title) or kind_of(front.masthead),
        number=document.number or front.number,
        secrecy=document.secrecy or secrecy_mark(document.text),
        region=document.region or _region(issuer),
    )


def name_of_file(path: Path) -> str:
    """The name of the file when a person gave it one that can serve as a title, else ''."""
    name = path.stem.strip()
    return "" if _VAGUE_NAME.fullmatch(name) else name


def _front(lines: Sequence[str]) -> _Said:
    """The front matter: labels, 版头, 发文字号, the title and the date below it."""
    periodical = _periodical(lines)
    lines = [line for line in lines if line != periodical.masthead]
    rest = [line for line in lines if not _is_front(line)]
    labelled = {key: next((m[1].strip() for line in lines if (m := label.fullmatch(line))), "") for key, label in _LABELS.items()}
    number = next((n for line in lines if (n := _number(line))), "")
    signing = next((_organs(above) for above, line in pairwise(rest) if line.startswith("关于")), [])
    heads = (match[1] for line in lines if (match := _RED_HEAD.fullmatch(line.replace(" ", ""))))
    title = title_in(rest)
    return _Said(
        title=labelled["title"] or title,
        number=number or labelled["number"],
        issuer=labelled["issuer"]
        or "、".join(signing)
        or next((head for head in heads if ORGAN.fullmatch(head)), "")
        or periodical.issuer
        or _issuer_below_title(rest, title),
        masthead=periodical.masthead,
        date=read_date(labelled["date"]) or periodical.date or _date_below_title(rest, title),
    )


def _periodical(lines: Sequence[str]) -> _Said:
    """The masthead above an issue number (青禾政务信息 / 第37期 / …办公室编　2026年10月16日), when another title follows it."""
    at = next((i for i, (_, line) in enumerate(pairwise(lines[:_MASTHEAD])) if _ISSUE.fullmatch(line)), -1)
    below = [line for line in lines[at + 2 :] if not _is_front(line)]
    if at < 0 or not title_in(below):
        return _Said()
    edited = next((m for line in lines[at + 2 : at + 4] if (m := _EDITED.match(line)) and ORGAN.fullmatch(m[1])), None)
    meeting = _MEETING.fullmatch(lines[at])
    issuer = edited[1] if edited else meeting[1] if meeting else ""
    return _Said(masthead=lines[at], issuer=issuer, date=read_date(edited.string[edited.end() :]) if edited else None)


def _printed(lines: Sequence[str]) -> dt.date | None:
    """The date of the 版记 with which a text closes (青禾县人民政府办公室　2026年7月27日印发): all there is in minutes."""
    match = _PRINTED.match(lines[-1].strip()) if lines else None
    return read_date(match.string[match.end() :]) if match and ORGAN.fullmatch(match[1]) else None


def _is_front(line: str) -> bool:
    """Whether `line` belongs to the front matter without being part of the title."""
    squeezed = line.replace(" ", "").replace("\u3000", "")
    if _RULE.fullmatch(squeezed) or _ISSUE.fullmatch(line) or _EDITED.match(line):
        return True
    marked = _FRONT.fullmatch(line) or _RED_HEAD.fullmatch(squeezed) or _LABEL.fullmatch(line)
    return bool(marked or _number(line) or secrecy_mark(line))


def _number(line: str) -> str:
    """The 发文字号 that `line` consists of, as 青政办发〔2026〕12号; '' when it is none (a citation in the text)."""
    match = _NUMBER.fullmatch(_SIGNER.sub("", halfwidth(line)).strip())
    return f"{match[1]}〔{match[2]}〕{int(match[3])}号" if match else ""


def _date_below_title(lines: Sequence[str], title: str) -> dt.date | None:
    """The one date of a subtitle: （2026年11月20日）, ——2026年1月8日在…会议上; without such a mark only right below the title."""
    for i, line in enumerate(_below_title(lines, title)):
        bare = halfwidth(line).lstrip("(—－- ")
        marked = _SUBTITLE.fullmatch(line) if i else _SUBTITLE.fullmatch(line) or DATE.fullmatch(bare)
        if marked and len(line) <= _LONGEST and len(DATE.findall(bare)) == 1 and (date := read_date(bare)):
            return date
    return None


def _issuer_below_title(lines: Sequence[str], title: str) -> str:
    """The organ of the speaker (青禾县人民政府县长　周明远), or those whose 调研组 wrote it."""
    for line in _below_title(lines, title):
        if (match := _SPEAKER.fullmatch(line)) and ORGAN.fullmatch(match[1]):
            return match[1]
        if match := _AUTHORS.fullmatch(line):
            return "、".join(_organs(match[1]))
    return ""


def _below_title(lines: Sequence[str], title: str) -> Sequence[str]:
    """The three lines below the title."""
    at = next((i + 1 for i, line in enumerate(lines) if title and title.endswith(close_up(line.strip("#* ")))), len(lines))
    return lines[at : at + 3]


def _close(lines: Sequence[str], title: str) -> _Said:
    """署名 and 成文日期: the first pair of organ and date with which a text, not a table in it, closes."""
    for i, line in enumerate(lines):
        match = _closing_date(line)
        closes = match and (i + 3 >= len(lines) or _BACK_MATTER.match(lines[i + 1]) or _is_issued(lines[i + 1 : i + 4], title))
        if match and closes and (said := _signed(lines[max(0, i - _MOST_SIGNERS) : i], line[: match.start()], match[0])):
            return said
    return _Said()


def _is_issued(lines: Sequence[str], title: str) -> bool:
    """Whether `lines` begin with the title of what a document of this `title` passes on (关于印发《…办法》的通知)."""
    begin = normal_name("".join(lines))
    return any(rank and begin.startswith(name) for name, rank in names_of(title, "").items())


def _closing_date(line: str) -> re.Match[str] | None:
    """The date at the end of `line`, alone or behind the organ that signs."""
    match = DATE.search(halfwidth(line)) if "日" in line and len(line) <= _LONGEST else None
    if not match or _SEAL.sub("", line[match.end() :]).strip():
        return None
    before = line[: match.start()]
    return match if not before.strip() or _organs(before) else None


def _signed(above: Sequence[str], before: str, date: str) -> _Said | None:
    """The signature of `date`, with the organs `before` it or in the lines `above`; None when no text ends above it."""
    organs, at = _organs(before), len(above)
    while at and not before.strip() and (signing := _organs(above[at - 1])):
        organs, at = signing + organs, at - 1
    if not at or not _ENDS_TEXT.search(above[at - 1]):
        return None
    return _Said(issuer="、".join(organs), date=read_date(date))


def _organs(line: str) -> list[str]:
    """The organs of which `line` consists; [] when it holds anything else."""
    if len(line) > _LONGEST:
        return []
    line = _SEAL.sub("", line).strip()
    parts = [part for part in _ORGANS_APART.split(close_up(line)) if part]
    return parts if parts and all(ORGAN.fullmatch(p) for p in parts) else []


def _issuer_in(title: str) -> str:
    """The organ before 关于 in `title`."""
    before, about, _ = title.partition("关于")
    return before if about and ORGAN.fullmatch(before) else ""


def _region(issuer: str) -> str:
    """The place at the beginning of the organ's name."""
    match = _GOVERNED.match(issuer) or _OF_PLACE.match(issuer)
    return match[1] if match else ""

"""Kinds of lines that stand at the top and the end of a document."""

import re
from collections.abc import Sequence

from corpus.marks import secrecy_mark
from corpus.titles import ORGAN
from corpus.zh import close_up, halfwidth

LONGEST = 60  # characters of a line of signatures
ISSUE = re.compile(
    r"[（(]?(?:(?:19|20)\d\d年)?第\s*\d{1,4}\s*期(?:[（(]?总第?\s*\d{1,5}\s*期[）)]?)?[）)]?|[〔\[](?:19|20)\d\d[〕\]]\s*\d{1,4}\s*号"
)
EDITED = re.compile(r"(.{2,40}?)(?:主办|编印|编)\s+(?=[12]\d{3}年)")
RED_HEAD = re.compile(r"(.{2,40}?)文件")
ORDER = re.compile(r"(.{2,30}?)令")
LABELS = {
    "number": re.compile(r"(?:发文字号|文\s*号)\s*[：:]\s*(\S.*)"),
    "issuer": re.compile(r"(?:发文机关|发文单位|发布机构|制发机关)\s*[：:]\s*(\S.*)"),
    "date": re.compile(r"(?:成文日期|发文日期|印发日期)\s*[：:]\s*(\S.*)"),
    "title": re.compile(r"(?:标\s*题|名\s*称)\s*[：:]\s*(\S.*)"),
}
PUBLISHED = re.compile(r"(?:发布日期|发布时间)\s*[：:]\s*(\S.*)")
_NUMBER_BODY = r"([一-鿿]{1,14})\s*[〔\[【（(［﹝]\s*((?:19|20)\d\d)\s*[〕\]】）)］﹞]\s*(?:第\s*)?(\d{1,4})\s*号"
_NUMBER = re.compile(rf"(?:发文字号|文\s*号)?\s*[：:]?\s*{_NUMBER_BODY}")
_NUMBER_INSIDE = re.compile(rf"[（(]?{_NUMBER_BODY}[）)]?")
_SIGNER = re.compile(r"\s*签发人\s*[：:].*$")
_FRONT = re.compile(
    r"(?:№|No\.?)?\s*\d{1,8}|特急|加急|特提|平急|急件|签发人.*|.{0,30}令|第?\s*\d{1,4}\s*[号期]|[（(]?第\s*\d{1,4}\s*期[）)]?"
)
_LABEL = re.compile(
    r"(?:索\s*引\s*号|发文字号|文\s*号|标\s*题|名\s*称|发文机关|发文单位|发布机构|制发机关|成文日期|发文日期|印发日期|发布日期|发布时间|时\s*间|"
    r"来\s*源|作\s*者|浏览量|浏览次数|阅读量?|主题分类|分\s*类|体裁|有效性|主题词)\s*[：:].*"
)
_RULE = re.compile(r"[-—－_*=]{3,}")
_ORGANS_APART = re.compile(r"[ \u3000、]+")
_SEAL = re.compile(r"[（(](?:印章|盖章|公章|章)[）)]")


def is_front(line: str) -> bool:
    """Whether `line` belongs to the front matter without being part of the title."""
    squeezed = line.replace(" ", "").replace("\u3000", "")
    if _RULE.fullmatch(squeezed) or ISSUE.fullmatch(line) or EDITED.match(line):
        return True
    marked = _FRONT.fullmatch(line) or RED_HEAD.fullmatch(squeezed) or _LABEL.fullmatch(line)
    return bool(marked or number_of(line) or secrecy_mark(line))


def number_of(line: str) -> str:
    """The 发文字号 that `line` consists of, as 青政办发〔2026〕12号; '' when it is none (a citation in the text)."""
    return _as_number(_NUMBER.fullmatch(_SIGNER.sub("", halfwidth(line)).strip()))


def number_inside(text: str) -> tuple[str, str]:
    """The first 发文字号 within `text`, and `text` without it."""
    match = _NUMBER_INSIDE.search(text)
    return (_as_number(match), text[: match.start()] + text[match.end() :]) if match else ("", text)


def _as_number(match: re.Match[str] | None) -> str:
    return f"{match[1]}〔{match[2]}〕{int(match[3])}号" if match else ""


def without_seal(line: str) -> str:
    """`line` without （盖章）."""
    return _SEAL.sub("", line).strip()


def organs_in(line: str) -> list[str]:
    """The organs of which `line` consists; [] when it holds anything else."""
    if len(line) > LONGEST:
        return []
    parts = [part for part in _ORGANS_APART.split(close_up(without_seal(line))) if part]
    return parts if parts and all(ORGAN.fullmatch(p) for p in parts) else []


def below_title(lines: Sequence[str], title: str, count: int = 3) -> Sequence[str]:
    """The lines below the title."""
    at = next((i + 1 for i, line in enumerate(lines) if title and title.endswith(close_up(line.strip("#* ")))), len(lines))
    return lines[at : at + count]

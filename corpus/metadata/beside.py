"""What the name of a file and its properties say of the document in it."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from corpus.dates import DATE, read_date
from corpus.metadata.lines import number_inside
from corpus.metadata.weighing import Candidate
from corpus.titles import ORGAN, kind_of

_VAGUE_NAME = re.compile(r"新建.*|文档\s*\d*|document\s*\d*|doc\d*|无标题|未命名|untitled.*|附件\s*\d*|副本|\d*", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"[（(\[【]?(?:{DATE.pattern}|[12]\d{{3}}([-._]?)[01]\d\4[0-3]\d(?!\d))[）)\]】]?[-_—－. \u3000]*")
_STATE_OF_WORK = re.compile(
    r"(?:[-_—－ \u3000]*[（(\[【]?(?:定稿|终稿|最终稿?|正式稿|打印版|印发稿|公开版|副本|副件|第?\d{1,2}稿|\d{1,2}|v\d+)[）)\]】]?)+$"
)
_SITE = re.compile(r"\s*(?:[_|—－-]+|\s{2,}|>>)\s*[^_|—－>-]{0,30}(?:网|政府|门户|局|厅|委|办公室|首页|平台|公开)[^_|—－>-]{0,12}$")
_ISSUE = re.compile(r"第\s*\d{1,4}\s*期$")
_HAN = re.compile("[一-鿿]")
_FEWEST = 4  # Chinese characters of a title


def name_of_file(path: Path) -> str:
    """The name of the file when a person gave it one that can serve as a title, else ''."""
    name = path.stem.strip()
    return "" if _VAGUE_NAME.fullmatch(name) else name


def said_by_name(name: str) -> Iterator[Candidate]:
    """Of a file's name without its ending: 20240903-标题, （青政发〔2024〕3号）标题, 标题（定稿）."""
    day = _DAY_FIRST.match(name)
    if day and (date := read_date(re.sub(r"[._]", "-", day[0].strip("（([【]）) -_—－.　")))):
        yield Candidate("date", date, 0.85, "文件名")
        name = name[day.end() :]
    number, name = number_inside(name)
    if number:
        yield Candidate("number", number, 0.88, "文件名")
    title = _STATE_OF_WORK.sub("", name).strip(" -_—－.　")
    if title and not _VAGUE_NAME.fullmatch(title):
        yield Candidate("title", title, _share(title), "文件名")


def _share(title: str) -> float:
    """How likely the name of a file is the title; 青禾政务信息第37期 names the issue, not the article."""
    if _ISSUE.search(title) or len(_HAN.findall(title)) < _FEWEST:
        return 0.15
    return 0.82 if kind_of(title) else 0.6


def said_by_properties(meta: Mapping[str, str]) -> Iterator[Candidate]:
    """Of what the readers found beside the text: on the web page, in the file's properties."""
    if page := _SITE.sub("", meta.get("网页标题", "")).strip():
        yield Candidate("title", page, 0.85 if kind_of(page) else 0.6, "网页标题")
    if (own := meta.get("文件标题", "").strip()) and not _VAGUE_NAME.fullmatch(own) and kind_of(own):
        yield Candidate("title", own, 0.5, "文件属性的标题")  # often what the template was first written for
    for key, sure in (("来源", 0.6), ("文件作者", 0.4)):
        if ORGAN.fullmatch(organ := meta.get(key, "").strip()):
            yield Candidate("issuer", organ, sure, f"“{key}”一栏")
    for key, sure in (("发布日期", 0.7), ("文件日期", 0.35)):
        if date := read_date(meta.get(key, "")):
            yield Candidate("date", date, sure, f"“{key}”一栏")

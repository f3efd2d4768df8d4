"""会议纪要: when, where, who presided, who was there."""

import re
from collections.abc import Iterator

from evals.checks.format.paper import Paper
from evals.finding import Finding

_HEAD = 900  # characters of the text in which a meeting is introduced
_ELEMENTS = (
    ("时间", re.compile(r"时\s*间|\d{1,2}月\d{1,2}日|日[上下]午|近日")),
    ("地点", re.compile(r"地\s*点|会议室|会议中心|在[^，。\n]{2,24}(?:召开|举行|召集|主持|集中|参加)|现场|[楼厅室馆院]")),
    ("主持人", re.compile(r"主\s*持|召\s*集")),
    ("出席人员", re.compile(r"出\s*席|参\s*加|参\s*会|列\s*席|与\s*会|到\s*会")),
)
_OF_MEETING = re.compile(r"会|办公|座谈|协调|调度|推进")


def findings(paper: Paper) -> Iterator[Finding]:
    """The elements of a meeting that the 纪要 does not name anywhere."""
    if paper.kind != "纪要" or not _OF_MEETING.search(paper.title):
        return
    said = paper.text[paper.title_span.end : paper.title_span.end + _HEAD] + paper.text[-_HEAD // 3 :]
    missing = [name for name, words in _ELEMENTS if not words.search(said)]
    if 0 < len(missing) < len(_ELEMENTS):  # none at all: the head of the 纪要 is not in this text
        yield paper.finding("minutes-element-missing", missing="、".join(missing))

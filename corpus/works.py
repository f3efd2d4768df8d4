"""Works: documents that are parts of one whole (the articles of a law, kept one by one) belong together."""

import re

from corpus.names import normal_name

_STATE = "中华人民共和国"
_PART = re.compile(r"第[一二三四五六七八九十百千零〇\d]+[条章节编](?:之[一二三四五六七八九十\d]+)?$")


def work_of(title: str) -> str:
    """The normalised name of the work that a document of this `title` is a part of; '' when it stands for itself."""
    whole = normal_name(title)
    match = _PART.search(whole)
    return whole[: match.start()].removeprefix(_STATE) if match else ""

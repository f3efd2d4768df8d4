"""第十七条, 第三章第八条: the number of a provision that no source has; after a title, that this very document has not."""

import re
from collections.abc import Iterator

from corpus.zh import book_titles
from drafting.guard import Gap
from evals.guarding.known import Known

_PROVISION = re.compile(
    r"第[0-9零〇一二三四五六七八九十百]+(?:条(?![线件路措建意工街])|[章款](?![程式])|节(?![课目点约])|项(?![目工措任]))(?:第[0-9零〇一二三四五六七八九十百]+[条款项])*"
)
_AFTER_TITLE = 8  # characters between a title and its provision: 》（试行）第三条
_WHY = "所给材料里查不到这一条款，请对照原文核对。"


def gaps(text: str, known: Known) -> Iterator[Gap]:
    """Provisions that stand nowhere, or not in the document named just before them."""
    titles = book_titles(text)
    for match in _PROVISION.finditer(text):
        title = next((t for t in reversed(titles) if 0 <= match.start() - t.end <= _AFTER_TITLE), None)
        sources = known.holding(title.of(text)[1:-1] if title else match[0])
        if not any(match[0] in source for source in sources):
            yield Gap(*match.span(), _WHY)

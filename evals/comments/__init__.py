"""A reviewed document as a Word document with comments at the places of its findings; nothing else in it is changed."""

import datetime as dt
from collections.abc import Sequence

from corpus.readers.formats import OOXML
from corpus.readers.raw import Raw
from evals.finding import Finding

__all__ = ["commented"]


def commented(raw: Raw, text: str, findings: Sequence[Finding], when: dt.datetime) -> bytes:
    """The bytes of a docx: the file `raw` with a comment of `when` for each finding, or, when it is no docx, its `text` with them.

    `text` is the canonical text that the findings refer to, and that of the result. What is about the whole document stands at the
    first paragraph. Equal input gives equal bytes.
    """
    from drafting.docx.parts import Parts  # lxml and python-docx: only where a docx is made
    from drafting.docx.plain import plain_docx
    from evals.comments.anchors import attach
    from evals.comments.part import add_comments
    from evals.comments.wording import paragraphs

    if raw.suffix not in OOXML:
        raw = Raw(f"{raw.stem}.docx", plain_docx(text))
    parts = Parts(raw)
    first = add_comments(parts, [paragraphs(f) for f in findings], when)
    attach(parts.document, [(f.start, f.end) for f in findings], first)
    return parts.pack()

"""For which place a text is written."""

import re

from corpus.documents import Document
from corpus.metadata import DOUBTFUL, enrich
from evals.case import Case

_UNIT = re.compile(r"(?:省|市|县|区|州|旗|镇|乡|街道)$")


def place_of(case: Case) -> str:
    """The place in the context, else the one that the text itself shows as its issuer's; '' where neither says it for sure."""
    if case.context.place:
        return case.context.place
    read = enrich(Document("", case.context.title, case.text, issuer=case.context.issuer))
    return read.region if read.sure.get("region", 0.0) >= DOUBTFUL else ""


def stem(place: str) -> str:
    """The name of a place without its unit."""
    return _UNIT.sub("", place)

"""Runs of Latin letters, commands, markup and code that no source has: nothing an official paper says of itself."""

import re
from collections.abc import Iterator

from drafting.guard import Gap
from evals.guarding.known import Known

_RUN = re.compile(r"[!-~]*[A-Za-z](?: ?[!-~]){7,}")  # names of standards and products (GB/T 9704) are shorter
_WHY = "所给材料里没有这段外文或代码，请核对。"


def gaps(text: str, known: Known) -> Iterator[Gap]:
    """Long runs of ASCII that the material does not hold."""
    for match in _RUN.finditer(text):
        if not known.holds(match[0]):
            yield Gap(*match.span(), _WHY)

"""Leaders of the office's list named in a row: in the order of the list."""

import re
from collections.abc import Iterator

from base.office import remembered
from corpus.office import office
from evals.checks.wording.view import View
from evals.finding import Finding

_BETWEEN = r"[㐀-鿿]{0,12}?(?:[、和]|以及)[㐀-鿿、]{0,24}?"  # 县委书记周明远、县委副书记、县长李卫东


def findings(view: View) -> Iterator[Finding]:
    """Each row of names that stands otherwise than in the list."""
    pattern = _row()
    for match in pattern.finditer(view.text) if pattern else ():
        ranks = {officer.name: rank for rank, officer in reversed(list(enumerate(office().names)))}
        said = re.findall("|".join(map(re.escape, ranks)), match[0])
        right = sorted(dict.fromkeys(said), key=ranks.__getitem__)
        if list(dict.fromkeys(said)) != right and view.is_ours(*match.span(), quoted=True):
            yield view.finding("leaders-order", *match.span(), right="、".join(right))


@remembered
def _row() -> re.Pattern[str] | None:
    """Two names of the list or more, with nothing but titles and 、 between; None for a list of fewer than two."""
    names = "|".join(map(re.escape, dict.fromkeys(officer.name for officer in office().names)))
    return re.compile(f"(?:{names})(?:{_BETWEEN}(?:{names}))+") if "|" in names else None

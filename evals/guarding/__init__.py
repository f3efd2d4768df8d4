"""What the pipeline's guard asks beyond the check families: claims that only a model makes up, judged sentence by sentence.

Each module gives `gaps(text, known) -> Iterator[Gap]`; it is quiet about what stands in the material.
"""

from collections.abc import Iterator

from drafting.guard import Gap
from evals.guarding import articles, foreign, issued, meetings, months, newly, ranks, scopes, years
from evals.guarding.known import Known

_PARTS = (articles.gaps, ranks.gaps, meetings.gaps, months.gaps, years.gaps, scopes.gaps, newly.gaps, issued.gaps, foreign.gaps)


def gaps(text: str, known: Known) -> Iterator[Gap]:
    """Every claim of `text` that the material does not bear out."""
    for part in _PARTS:
        yield from part(text, known)

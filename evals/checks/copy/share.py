"""How much of a text is copied, and from whom."""

from collections.abc import Iterator, Sequence
from typing import Any

from corpus.zh import count_zi
from evals.checks.copy.copies import Copy
from evals.finding import Evidence, Finding
from evals.rules import family_rules

_MUCH, _PIECES = 0.3, 2  # share of a text, and pieces, that make it put together, not written; one piece is told where it stands
_SHOWN = 3


def metrics(text: str, copies: Sequence[Copy]) -> dict[str, Any]:
    """`copied_share` of the text's 字, and the same by source, the greatest first."""
    sources = _by_source(text, copies)
    return {
        "copied_share": round(sum(share for *_, share in sources), 3),
        "copied_from": [{"ref": ref, "label": label, "share": round(share, 3)} for ref, label, share in sources],
    }


def whole_text(text: str, copies: Sequence[Copy]) -> Iterator[Finding]:
    """A finding on the whole text when much of it is copied; `copies` are those from others."""
    sources = _by_source(text, copies)
    if len(copies) >= _PIECES and (share := sum(part for *_, part in sources)) >= _MUCH:
        evidence = tuple(Evidence("passage", ref, f"{round(100 * part)}%") for ref, _, part in sources[:_SHOWN])
        names = "、".join(label for _, label, _ in sources[:_SHOWN]) + ("等" if len(sources) > _SHOWN else "")
        yield family_rules("copy")["mostly-copied"].finding(text, 0, 0, evidence=evidence, percent=round(100 * share), source=names)


def _by_source(text: str, copies: Sequence[Copy]) -> list[tuple[str, str, float]]:
    whole = max(1, count_zi(text))
    shares: dict[tuple[str, str], float] = {}
    for copy in copies:
        key = copy.source.doc_id, copy.source.label
        shares[key] = shares.get(key, 0.0) + count_zi(copy.span.of(text)) / whole
    return sorted(((*key, share) for key, share in shares.items()), key=lambda x: (-x[2], x[0]))

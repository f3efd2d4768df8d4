"""What a text may rest on, searched for names and words."""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from corpus.zh import halfwidth
from evals.case import Case
from evals.finding import Evidence

_LOOSE = re.compile(r"[\s　，。、；：！？“”‘’「」『』…—\-·,.;:!?\"'《》〈〉〔〕（）()\[\]【】]+")
_SPACES = re.compile(r"\s+")
_QUOTE_ROOM = 12


@lru_cache(maxsize=512)
def tight(text: str) -> str:
    """`text` without white space, half width."""
    return _SPACES.sub("", halfwidth(text))


@lru_cache(maxsize=512)
def loose(text: str) -> str:
    """`text` without white space and any mark: what is left of a quotation however it was punctuated."""
    return _LOOSE.sub("", halfwidth(text))


class Material:
    """Sources, ledger rows and the brief of one case. Nothing is known of the text itself."""

    def __init__(self, case: Case) -> None:
        self.case = case

    @cached_property
    def _texts(self) -> list[tuple[Evidence, str]]:
        """Every text with the evidence it gives: the brief, the ledger, the sources."""
        brief = [(Evidence("brief", "brief", ""), self.case.context.text)]
        rows = [(Evidence("fact", str(i), ""), f"{f.said} {f.source} {f.note}") for i, f in enumerate(self.case.facts or ())]
        sources = [(Evidence("source", str(i), ""), text) for i, text in enumerate(self.case.sources or ())]
        return [(evidence, text) for evidence, text in (*brief, *rows, *sources) if text.strip()]

    def words(self, needle: str) -> Evidence | None:
        """The first text that holds `needle`, white space and width apart."""
        wanted = tight(needle)
        for evidence, text in self.texts() if wanted else ():
            at = text.find(wanted)
            if at >= 0:
                return Evidence(evidence.kind, evidence.ref, text[max(0, at - _QUOTE_ROOM) : at + len(wanted) + _QUOTE_ROOM])
        return None

    def quotation(self, words: str) -> Evidence | None:
        """The text that holds every clause of `words`, marks apart."""
        clauses = [c for c in re.split(r"……|…|\.{3,}", words) if loose(c)]
        for evidence, text in self._texts:
            if clauses and all(loose(c) in loose(text) for c in clauses):
                return Evidence(evidence.kind, evidence.ref, words)
        return None

    def texts(self) -> Iterator[tuple[Evidence, str]]:
        """Every text, tight, with its evidence."""
        for evidence, text in self._texts:
            yield evidence, tight(text)

    def looked_up(self, name: str) -> Evidence | None:
        """The library document that bears this name or number."""
        label = self.case.lookup(name) if self.case.lookup else None
        return Evidence("passage", label, name) if label else None

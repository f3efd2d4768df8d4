"""What a query asks the indexes for: its words without idle ones, and the official names of everyday things."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.tokens import tokens
from corpus.zh import halfwidth

_RUN = re.compile(r"[a-z㐀-鿿]{2,}")
_SENTENCE = re.compile(r"[。！？!?，,；;：:]")
_LONGEST_KEYWORD = 16  # characters; a longer run is a sentence without its mark


@dataclass(frozen=True)
class Asked:
    """A query as the indexes should see it."""

    said: str  # its own words
    official: str = ""  # what documents call the everyday things it names
    runs: tuple[str, ...] = ()  # its unbroken runs of letters, idle words, digits and marks between them
    is_keywords: bool = False  # a list of words, not a sentence

    @property
    def whole(self) -> str:
        return f"{self.said}\n{self.official}" if self.official else self.said


def asked(query: str) -> Asked:
    """`query` without idle words; one of idle words alone stays as it is."""
    idle, everyday = _words()
    official = "\n".join(names for word, names in everyday.items() if word in query)
    said = idle.sub(" ", query)
    if not any(tokens(said)):
        said = query
    return Asked(said, official, tuple(_RUN.findall(halfwidth(said).lower())), _is_keywords(query))


def _is_keywords(query: str) -> bool:
    runs = _RUN.findall(halfwidth(query).lower())
    return bool(runs) and not _SENTENCE.search(query) and max(map(len, runs)) <= _LONGEST_KEYWORD


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    import yaml  # with pydantic behind a strict loader the import of the library would take 0.2 s longer

    words = yaml.safe_load(Path(__file__).with_name("query_words.yaml").read_text(encoding="utf-8"))
    longest_first = sorted(words["idle"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), words["everyday"]

"""What a query asks the indexes for: its words without idle ones, and the official names of everyday things."""

import re
from functools import cache
from pathlib import Path

from corpus.tokens import tokens


def asked(query: str) -> str:
    """`query` as the indexes should see it; a query of idle words alone stays as it is."""
    idle, everyday = _words()
    official = [names for word, names in everyday.items() if word in query]
    said = idle.sub(" ", query)
    return "\n".join([said if any(tokens(said)) else query, *official])


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    import yaml  # with pydantic behind a strict loader the import of the library would take 0.2 s longer

    words = yaml.safe_load(Path(__file__).with_name("query_words.yaml").read_text(encoding="utf-8"))
    longest_first = sorted(words["idle"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), words["everyday"]

"""Exact look-ups: the documents a query names by title or 发文字号, and how much of its words a passage holds as they stand."""

import re
from collections.abc import Mapping, Sequence

from corpus.names import normal_name
from corpus.query_text import Asked
from corpus.ranking import Lookup
from corpus.zh import book_titles, halfwidth

_NUMBER = re.compile(r"([一-鿿]{2,14})\s*[(〔\[【]?\s*((?:19|20)\d\d)\s*[)〕\]】年]?\s*第?\s*(\d{1,5})\s*号")
_ASKING = re.compile(r"(?:请|帮|查|找|搜|检索|看|一下|问|关于|有关|根据|按照|依据|依照|文号)+(?=[一-鿿]{2})")
_SHORTEST_NAME = 4  # characters; 办法 names nothing


def names_in(query: str) -> list[str]:
    """The normalised names that documents may answer to: the whole query, each 《…》 and each 发文字号, however they are written."""
    titles = [normal_name(span.of(query)) for span in book_titles(query)]
    found = dict.fromkeys([*titles, *_numbers(query), normal_name(query)])
    return [name for name in found if len(name) >= _SHORTEST_NAME]


def _numbers(query: str) -> list[str]:
    """Every 发文字号 with each run of characters before its year that may be the organ's: 请查青政办发〔2026〕12号."""
    matches = _NUMBER.finditer(halfwidth(query))
    return [f"{m[1][at:]}({m[2]}){int(m[3])}号" for m in matches for at in range(len(m[1]) - 1)]


def cited(query: str) -> dict[str, list[str]]:
    """What `query` cites, as it writes it (青政办发〔2026〕12号, 《防汛预案》), each with the normalised names it may answer to."""
    matches = _NUMBER.finditer(halfwidth(query))
    numbers = {_number_alone(query, m.start(), m.end()): _numbers(m[0]) for m in matches}
    titles = [span.of(query) for span in book_titles(query)]
    return numbers | {title: [normal_name(title)] for title in titles}


def _number_alone(query: str, start: int, end: int) -> str:
    """The 发文字号 at [start, end) without the words that ask for it or join it to what is before: its pattern takes them for its organ."""
    said = query[start:end].lstrip("和与及或") if start else query[start:end]
    asking = _ASKING.match(said)
    return said[asking.end() :] if asking else said


def without_names(query: str) -> str:
    """`query` without its 《…》 and 发文字号: what is wanted of the documents it names."""
    for span in reversed(book_titles(query)):
        query = f"{query[: span.start]} {query[span.end :]}"
    return _NUMBER.sub(" ", query).strip()


def lifts(query: Asked, texts: Mapping[int, str], weights: Lookup) -> dict[int, float]:
    """What each passage of `texts` gains by holding words of `query` exactly."""
    lifted: dict[int, float] = {}
    has_latin = any(letter <= "z" for run in query.runs for letter in run)
    for serial, text in texts.items():
        if has_latin:  # Chinese characters have no width or case, and a long text takes longer to turn than to look through
            text = halfwidth(text).lower()
        lifted[serial] = weights.phrase * _share(query.runs, [longest_run(run, text, weights.run) for run in query.runs])
        if query.is_keywords:
            lifted[serial] += weights.keywords * _share(query.runs, [len(run) * (run in text) for run in query.runs])
    return lifted


def _share(runs: Sequence[str], held: Sequence[int]) -> float:
    return sum(held) / (sum(map(len, runs)) or 1)


def longest_run(words: str, text: str, least: int) -> int:
    """The length of the longest run of `words` that stands in `text`; 0 when it is shorter than `least`."""
    best = start = 0
    while start + best < len(words):
        while start + best < len(words) and words[start : start + best + 1] in text:
            best += 1
        start += 1
    return best if best >= least else 0

"""What a model answered, read leniently: votes by number, and places it names itself."""

from dataclasses import dataclass
from typing import Any

from drafting.model.jsonish import first_object
from evals.second_opinion.parts import FAMILIES

_YES, _NO = ("true", "yes", "是", "同意", "赞成", "1"), ("false", "no", "否", "不同意", "反对", "0")
_LONGEST_WHY = 60  # characters
_SHORTEST_QUOTE = 4  # characters; fewer stand in too many places
_ROUND_A_QUOTE = "“”\"'…「」 \n"


@dataclass(frozen=True)
class Vote:
    """Whether the model agrees with a finding, and why."""

    agrees: bool
    why: str


@dataclass(frozen=True)
class Proposal:
    """Words of the text that the model finds empty or out of tone."""

    family: str
    quote: str
    why: str


@dataclass(frozen=True)
class Answer:
    """One answer: votes by the number of the finding from 1, and proposals."""

    votes: dict[int, Vote]
    more: tuple[Proposal, ...]


def read(said: str) -> Answer | None:
    """The answer in `said`; None when it is none."""
    value = first_object(said)
    if value is None or not ({"judged", "more"} & set(value)):
        return None
    votes = {no: vote for no, vote in map(_vote, _items(value, "judged")) if vote}
    proposals = tuple(p for p in map(_proposal, _items(value, "more")) if p)
    return Answer(votes, proposals)


def _items(value: dict[str, Any], key: str) -> list[dict[str, Any]]:
    items = value.get(key)
    return [x for x in items if isinstance(x, dict)] if isinstance(items, list) else []


def _vote(item: dict[str, Any]) -> tuple[int, Vote | None]:
    said, number = str(item.get("agree")).strip().lower(), str(item.get("no"))
    if not number.isdecimal() or said not in (*_YES, *_NO):
        return 0, None
    return int(number), Vote(said in _YES, _one_line(item.get("why")))


def _proposal(item: dict[str, Any]) -> Proposal | None:
    quote = str(item.get("quote") or "").strip(_ROUND_A_QUOTE)
    if item.get("family") not in FAMILIES or len(quote) < _SHORTEST_QUOTE:
        return None
    return Proposal(str(item["family"]), quote, _one_line(item.get("why")))


def _one_line(why: Any) -> str:
    """A reason as part of a sentence of ours."""
    flat = " ".join(str(why or "").split()).rstrip("。！；，. ")
    return flat.replace("。", "；")[:_LONGEST_WHY]

"""The question to the model: a part of the text, who speaks to whom, the findings by number."""

from typing import Any

from evals.case import Case
from evals.finding import Finding
from evals.rules import FAMILY_NAMES
from evals.second_opinion.parts import FAMILIES, Part
from prompts.genres import genre
from prompts.loader import Message, prompt

_PROMPT = "second_opinion"
_QUOTE = 80  # characters of a finding's words
_DIRECTIONS = {"up": "上行", "level": "平行", "down": "下行", "public": "面向公众"}

_VOTE = {"no": {"type": "integer"}, "agree": {"type": "boolean"}, "why": {"type": "string"}}
_MORE = {"family": {"type": "string", "enum": list(FAMILIES)}, "quote": {"type": "string"}, "why": {"type": "string"}}


def _list_of(properties: dict[str, Any]) -> dict[str, Any]:
    item = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    return {"type": "array", "items": item}


_LISTS = {"judged": _list_of(_VOTE), "more": _list_of(_MORE)}
SCHEMA: dict[str, Any] = {"type": "object", "properties": _LISTS, "required": list(_LISTS), "additionalProperties": False}


def messages(case: Case, part: Part, families: tuple[str, ...], turn: int) -> tuple[Message, ...]:
    """The question; each `turn` lists the findings from another place on, so that none always comes first."""
    items = list(enumerate(part.items, 1))
    first = turn * len(items) // 3 % len(items) if items else 0
    said = "\n".join(_item(no, item) for no, item in items[first:] + items[:first])
    kinds = "、".join(f"{f}（{FAMILY_NAMES[f]}）" for f in families)
    return prompt(_PROMPT).render(families=kinds, about=_about(case), text=part.span.of(case.text), findings=said or "（没有）")


def prompt_record() -> dict[str, str]:
    """Which prompt was used, for the record."""
    return {"prompt": prompt(_PROMPT).name, "prompt_hash": prompt(_PROMPT).hash}


def _item(no: int, found: Finding) -> str:
    quote = found.text.replace("\n", " ")
    quote = quote if len(quote) <= _QUOTE else quote[: _QUOTE - 1] + "…"
    return f"{no}. [{found.family}] “{quote}”：{found.message}"


def _about(case: Case) -> str:
    context = case.context
    said = {
        "文种": genre(context.genre).name if context.genre else "",
        "行文方向": _DIRECTIONS.get(context.direction, ""),
        "讲话人": context.speaker,
        "听众": "、".join(context.audience),
        "场合": context.occasion,
    }
    return "；".join(f"{name}：{value}" for name, value in said.items() if value) or "（没有说明）"

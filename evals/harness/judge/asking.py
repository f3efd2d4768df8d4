"""One question to the judge: within its context, never with what is marked to a remote one, read leniently."""

from typing import Any

from base.errors import ServiceError
from drafting.brief import Brief
from drafting.model.asking import Asker, Question
from drafting.model.client import Client
from drafting.model.jsonish import first_object
from drafting.model.outline import OutlineReader
from drafting.model.tokens import tokens_of
from drafting.secrecy import forbid_stated
from prompts.genres import genre
from prompts.loader import Message

ANSWER_TOKENS = 800
_LONGEST_WHY = 80  # characters


def asked(client: Client, brief: Brief, messages: tuple[Message, ...]) -> dict[str, Any]:
    """What the model answers, {} when that is no JSON object. Raises ServiceError and SecrecyError."""
    forbid_stated(client.endpoint, brief.secrecy, "任务书")
    endpoint = client.endpoint
    if tokens_of(*(m.text for m in messages)) + ANSWER_TOKENS > endpoint.context_tokens:
        raise ServiceError(f"模型 {endpoint.model} 的上下文（context_tokens = {endpoint.context_tokens}）放不下全文，没有请它评。")
    question = Question(lambda _: messages, 0, ANSWER_TOKENS)
    heard, _ = Asker(client).ask(question, lambda _: OutlineReader())
    return first_object(heard.text) or {}


def about(brief: Brief) -> str:
    """The task as the judge is told it."""
    said = {
        "题目": brief.title,
        "文种": genre(brief.genre).name,
        "讲话人": brief.speaker,
        "听众（主送）": "、".join(brief.audience),
        "场合": brief.occasion,
        "领导意图": brief.intent,
        "本地实际": brief.local,
        "上级要求": "、".join(brief.upper_spirit),
        "必须写到": "；".join(brief.must_cover),
        "篇幅": f"{brief.length[0]}—{brief.length[1]} 字" if brief.length else "",
    }
    return "\n".join(f"- {name}：{value}" for name, value in said.items() if value)


def reason(value: Any) -> str:
    """A reason as one line."""
    return " ".join(str(value or "").split())[:_LONGEST_WHY]

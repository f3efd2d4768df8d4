"""Asking within the model's context: passages are left out until the question and the answer fit."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

from base.errors import ServiceError
from drafting.model.client import Client, Terms
from drafting.model.failures import CallError, service_error
from drafting.model.hearing import Listener
from drafting.model.material import Cut, cuts
from drafting.model.tokens import tokens_of
from prompts.loader import Message

L = TypeVar("L", bound=Listener)


class NoRoomError(ServiceError):
    """The question does not fit the model's context, even without passages."""


@dataclass(frozen=True)
class Question:
    """What to ask: `build` makes the messages for a cut, out of `hits` passages; `need` tokens are kept for the answer."""

    build: Callable[[Cut], tuple[Message, ...]]
    hits: int
    need: int
    schema: dict[str, Any] | None = None
    terms: Terms = field(default_factory=Terms)


@dataclass
class Asker:
    """Asks a client questions that fit its context, in the form its server understands."""

    client: Client
    takes_schema: bool = True  # until the server says otherwise

    def ask(self, question: Question, fresh: Callable[[int], L]) -> tuple[L, int]:
        """The listener (`fresh` gets the number of passages shown) that heard the answer, and that number. Raises ServiceError."""
        offered = question.hits
        while True:
            shown, messages, room = self._fitted(question, offered)
            schema = question.schema if self.takes_schema else None
            try:
                return self.client.ask(messages, partial(fresh, shown), room, schema, self._terms(question)), shown
            except CallError as error:
                if error.kind == "format" and schema is not None:
                    self.takes_schema = False
                elif error.kind == "context" and shown:
                    offered = shown // 2  # its tokenizer counts more than our estimate
                else:
                    raise service_error(error, self.client.endpoint, 1) from error

    def _terms(self, question: Question) -> Terms:
        return replace(question.terms, expected=min(question.need, self.client.endpoint.max_tokens))

    def _fitted(self, question: Question, offered: int) -> tuple[int, tuple[Message, ...], int]:
        """The fullest messages that leave room for the answer: passages shown, messages, tokens left for the answer."""
        endpoint = self.client.endpoint
        need = min(question.need, endpoint.max_tokens)
        for cut in cuts(offered):
            messages = question.build(cut)
            left = endpoint.context_tokens - tokens_of(*(m.text for m in messages))
            if left >= need:
                return cut.hits, messages, min(left, endpoint.max_tokens)
        raise NoRoomError(
            f"模型 {endpoint.model} 的上下文（context_tokens = {endpoint.context_tokens}）放不下任务书和台账，"
            "请精简台账和任务书，或换用上下文更长的模型。"
        )

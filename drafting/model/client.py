"""Asking an endpoint: calls with retries, within the means of the run, counted; what comes is handed on while it comes."""

import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, TypeVar

from base import keys, offline
from base.errors import InputError
from corpus.marks import mark_in
from drafting.casting import Role
from drafting.masking import Veil, veiled
from drafting.model.answers import Answer, key_of_question
from drafting.model.failures import CallError, service_error
from drafting.model.hearing import Heard, Listener, take_in
from drafting.model.means import Means
from drafting.model.tokens import tokens_of
from drafting.model.wire import NO_KEY, Call
from drafting.secrecy import forbid_text
from drafting.settings import Endpoint
from drafting.spending import Spent, paid
from drafting.writer import Usage
from prompts.loader import Message

FIRST_PAUSE = 0.5  # seconds before the first retry; doubles
LONGEST_PAUSE = 30.0  # a server that asks for more is not waited for

L = TypeVar("L", bound=Listener)


def key_of(endpoint: Endpoint, environ: Mapping[str, str]) -> str:
    """The key, under the name the settings give; InputError when it is not set."""
    if not endpoint.api_key_env:
        return NO_KEY
    value = keys.find(endpoint.api_key_env, environ)
    if not value:
        raise InputError(f"模型 {endpoint.model} 要用的环境变量 {endpoint.api_key_env} 没有设置或不是密钥，请先设置密钥再试。")
    return value


@dataclass(frozen=True)
class Terms:
    """What a question is asked on, beside its words."""

    expected: int = 0  # tokens the answer is likely to have, for the budget; all there is room for when 0
    keep: bool = True  # may the answer be kept? Not when it rests on anything marked
    anew: bool = False  # a kept answer will not do
    take: int = 0  # which of several answers to the same question
    good: Callable[[Any], bool] = lambda _: True  # is what the listener heard worth keeping?


@dataclass
class Client:
    """Asks one endpoint in one role and adds up what that cost in `usage`."""

    endpoint: Endpoint
    key: str
    usage: Usage
    role: Role = "write"
    means: Means = field(default_factory=Means)
    estimated: bool = False  # were token counts estimated, because the server sent none?

    def ask(
        self,
        messages: tuple[Message, ...],
        fresh: Callable[[], L],
        max_tokens: int,
        schema: dict[str, Any] | None = None,
        terms: Terms = Terms(),
    ) -> L:
        """The listener that heard a whole answer; each try gets a fresh one.

        Raises SecrecyError before anything marked leaves for a remote endpoint, ServiceError after the last try, when the workspace is
        offline or the budget is used up, CallError when the request itself was refused in a way the caller can change.
        """
        offline.refuse(self.endpoint.base_url)
        for message in messages:
            forbid_text(self.endpoint, message.text, "要发送的内容")
        veil = veiled(self.endpoint, messages)
        self.usage.prompts.update(veil.prompts)
        key = key_of_question(self.endpoint, veil.messages, max_tokens, schema, terms.take)
        shelf = self.means.answers if terms.keep and not any(mark_in(message.text) for message in messages) else None
        if shelf and not terms.anew and (kept := shelf.find(key)):
            return self._from_shelf(kept, fresh(), veil)
        listener, heard = self._asked(_Request(veil, max_tokens, schema, terms.expected or max_tokens), fresh)
        if shelf and heard.whole and terms.good(listener):
            shelf.keep(key, Answer(heard.text, heard.served))
        return listener

    def _from_shelf(self, kept: Answer, listener: L, veil: Veil) -> L:
        heard = Heard()
        take_in(kept.pieces(), heard, veil.over(listener))
        self._count(Spent(cached=1), heard)
        return listener

    def _asked(self, request: "_Request", fresh: Callable[[], L]) -> tuple[L, Heard]:
        tries = self.endpoint.retries + 1
        for n in range(1, tries + 1):
            listener = fresh()
            try:
                return listener, self._once(request, listener)
            except CallError as fault:
                if fault.kind:
                    raise
                pause = _pause(n, fault)
                if not fault.retry or n == tries or pause > LONGEST_PAUSE:
                    raise service_error(fault, self.endpoint, n) from fault
                time.sleep(pause)
        raise AssertionError("unreachable: the last try returns or raises")

    def _once(self, request: "_Request", listener: Listener) -> Heard:
        self.means.purse.allow(self.endpoint, paid(self.endpoint, request.tokens, request.expected))
        heard = Heard()
        with self.means.turn(self.endpoint, request.tokens + request.expected):
            began = time.monotonic()
            try:
                with closing(Call(self.endpoint, self.key, request.veil.messages, request.max_tokens, request.schema).pieces()) as pieces:
                    take_in(pieces, heard, request.veil.over(listener))
            finally:
                self.usage.seconds += time.monotonic() - began
                self._count(self._cost(request, heard), heard)
        return heard

    def _cost(self, request: "_Request", heard: Heard) -> Spent:
        """What the server counted, else an estimate; a call of which nothing came is not paid for."""
        if not heard.begun:
            return Spent(calls=1)
        self.estimated |= not heard.prompt_tokens
        return paid(self.endpoint, heard.prompt_tokens or request.tokens, heard.completion_tokens or tokens_of(heard.text))

    def _count(self, spent: Spent, heard: Heard) -> None:
        who = (self.role, self.endpoint.model)
        self.usage.add(who, spent)
        if heard.served and heard.served != self.endpoint.model:
            self.usage.served[self.endpoint.model] = heard.served
        self.means.purse.pay(who, spent)


@dataclass(frozen=True)
class _Request:
    """One request as it goes over the wire, and how long its answer is likely to be."""

    veil: Veil
    max_tokens: int
    schema: dict[str, Any] | None
    expected: int

    @property
    def tokens(self) -> int:
        """About how long the question is."""
        return tokens_of(*(m.text for m in self.veil.messages))


def _pause(n: int, fault: CallError) -> float:
    return fault.wait if fault.wait is not None else min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (n - 1))

"""Asking an endpoint: calls with retries, counted; what comes is handed on while it comes."""

import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from base import keys, offline
from base.errors import InputError
from drafting.model.failures import CallError, service_error
from drafting.model.thinking import Thinking
from drafting.model.tokens import tokens_of
from drafting.model.wire import NO_KEY, Call, Piece
from drafting.secrecy import forbid_text
from drafting.settings import Endpoint
from drafting.writer import Usage
from prompts.loader import Message

FIRST_PAUSE = 0.5  # seconds before the first retry; doubles
ENOUGH = "enough"  # our own finish reason: the listener had heard enough
LONGEST_PAUSE = 30.0  # a server that asks for more is not waited for


class Listener(Protocol):
    """Whoever takes in an answer as it comes."""

    def feed(self, text: str) -> bool:
        """Take in more; False when enough was heard."""

    def forget(self) -> None:
        """All that was fed so far was thinking aloud."""

    def close(self, cut: bool) -> None:
        """The answer has ended; `cut` when it ended in the middle."""

    @property
    def empty(self) -> bool:
        """Was there nothing in it at all?"""


L = TypeVar("L", bound=Listener)


def key_of(endpoint: Endpoint, environ: Mapping[str, str]) -> str:
    """The key, under the name the settings give; InputError when it is not set."""
    if not endpoint.api_key_env:
        return NO_KEY
    value = keys.find(endpoint.api_key_env, environ)
    if not value:
        raise InputError(f"模型 {endpoint.model} 要用的环境变量 {endpoint.api_key_env} 没有设置或不是密钥，请先设置密钥再试。")
    return value


@dataclass
class Client:
    """Asks one endpoint and adds up what that cost in `usage`."""

    endpoint: Endpoint
    key: str
    usage: Usage
    estimated: bool = False  # were token counts estimated, because the server sent none?

    def ask(self, messages: tuple[Message, ...], fresh: Callable[[], L], max_tokens: int, schema: dict[str, Any] | None = None) -> L:
        """The listener that heard a whole answer; each try gets a fresh one.

        Raises SecrecyError before anything marked leaves for a remote endpoint, ServiceError after the last try or when the workspace
        is offline, CallError when the request itself was refused in a way the caller can change.
        """
        offline.refuse(self.endpoint.base_url)
        for message in messages:
            forbid_text(self.endpoint, message.text, "要发送的内容")
        tries = self.endpoint.retries + 1
        for n in range(1, tries + 1):
            listener = fresh()
            try:
                self._once(messages, listener, max_tokens, schema)
                return listener
            except CallError as fault:
                if fault.kind:
                    raise
                pause = _pause(n, fault)
                if not fault.retry or n == tries or pause > LONGEST_PAUSE:
                    raise service_error(fault, self.endpoint, n) from fault
                time.sleep(pause)
        raise AssertionError("unreachable: the last try returns or raises")

    def _once(self, messages: tuple[Message, ...], listener: Listener, max_tokens: int, schema: dict[str, Any] | None) -> None:
        began, heard = time.monotonic(), _Heard()
        thinking = Thinking()
        try:
            with closing(Call(self.endpoint, self.key, messages, max_tokens, schema).pieces()) as pieces:
                for piece in pieces:
                    heard.take(piece)
                    if not _pass_on(piece.text, thinking, listener):
                        heard.finish = ENOUGH
                        break
        finally:
            self._count(messages, heard, time.monotonic() - began)
        listener.feed(thinking.rest())
        _judge(heard, listener)
        listener.close(cut=heard.finish == "length")

    def _count(self, messages: tuple[Message, ...], heard: "_Heard", seconds: float) -> None:
        self.estimated |= not heard.prompt_tokens
        self.usage.calls += 1
        self.usage.prompt_tokens += heard.prompt_tokens or tokens_of(*(m.text for m in messages))
        self.usage.completion_tokens += heard.completion_tokens or tokens_of(heard.text)
        self.usage.seconds += seconds


@dataclass
class _Heard:
    text: str = ""
    finish: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0

    def take(self, piece: Piece) -> None:
        self.text += piece.text
        self.finish = piece.finish or self.finish
        self.prompt_tokens = piece.prompt_tokens or self.prompt_tokens
        self.completion_tokens = piece.completion_tokens or self.completion_tokens


def _pass_on(text: str, thinking: Thinking, listener: Listener) -> bool:
    said = thinking.feed(text)
    if thinking.orphan:
        thinking.orphan = False
        listener.forget()
    return listener.feed(said)


def _judge(heard: _Heard, listener: Listener) -> None:
    """CallError for an answer that is none: empty, or ended without saying so."""
    if listener.empty and heard.finish == "length":
        raise CallError("到 max_tokens 还没有写出正文（可能都用在推理上）", "请调大 max_tokens 或关闭模型的推理过程", retry=True)
    if heard.finish == "content_filter":
        raise CallError("以内容审查为由停止了回答", "请换用其他模型或由人工起草")
    if listener.empty:
        raise CallError("返回了空的回答", "请检查 base_url、model 是否正确，服务是否正常", retry=True)
    if not heard.finish:
        raise CallError("回答到一半连接断开", "请检查服务和网络后再试", retry=True)


def _pause(n: int, fault: CallError) -> float:
    return fault.wait if fault.wait is not None else min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (n - 1))

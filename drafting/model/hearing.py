"""Taking in an answer as it comes: over the wire or from the cache, it goes to its listener in the same way."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from drafting.model.failures import CallError
from drafting.model.thinking import Thinking
from drafting.model.wire import Piece

ENOUGH = "enough"  # our own finish reason: the listener had heard enough


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


@dataclass
class Heard:
    """What has come so far, as it came."""

    text: str = ""
    finish: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    served: str = ""  # what the server calls its model

    @property
    def begun(self) -> bool:
        """Has anything come that must be paid for?"""
        return bool(self.text or self.prompt_tokens or self.completion_tokens)

    @property
    def whole(self) -> bool:
        """Has the server said all it had to say?"""
        return self.finish == "stop"

    def take(self, piece: Piece) -> None:
        self.text += piece.text
        self.finish = piece.finish or self.finish
        self.prompt_tokens = piece.prompt_tokens or self.prompt_tokens
        self.completion_tokens = piece.completion_tokens or self.completion_tokens
        self.served = piece.served or self.served


def take_in(pieces: Iterable[Piece], heard: Heard, listener: Listener) -> None:
    """Pass `pieces` on to `listener` without what a model thinks aloud. CallError for an answer that is none."""
    thinking = Thinking()
    for piece in pieces:
        heard.take(piece)
        if not _pass_on(piece.text, thinking, listener):
            heard.finish = ENOUGH
            break
    listener.feed(thinking.rest())
    _judge(heard, listener)
    listener.close(cut=heard.finish == "length")


def _pass_on(text: str, thinking: Thinking, listener: Listener) -> bool:
    said = thinking.feed(text)
    if thinking.orphan:
        thinking.orphan = False
        listener.forget()
    return listener.feed(said)


def _judge(heard: Heard, listener: Listener) -> None:
    """CallError for an answer that is none: empty, or ended without saying so."""
    if listener.empty and heard.finish == "length":
        raise CallError("到 max_tokens 还没有写出正文（可能都用在推理上）", "请调大 max_tokens 或关闭模型的推理过程", retry=True)
    if heard.finish == "content_filter":
        raise CallError("以内容审查为由停止了回答", "请换用其他模型或由人工起草")
    if listener.empty:
        raise CallError("返回了空的回答", "请检查 base_url、model 是否正确，服务是否正常", retry=True)
    if not heard.finish:
        raise CallError("回答到一半连接断开", "请检查服务和网络后再试", retry=True)

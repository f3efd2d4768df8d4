"""Trying a model in earnest: does it converse, does it keep to a form, how long a context has it?"""

import json
import os
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from base.errors import InputError
from drafting.model.client import key_of
from drafting.model.failures import CallError
from drafting.model.hearing import Heard
from drafting.model.wire import Call
from drafting.probing import FINE, Listing, listing
from drafting.settings import Endpoint
from prompts.loader import Message

LIMIT = 40.0  # seconds a trial takes at most: a local model may have to be loaded first
_LIST_LIMIT = 10.0
_FORM_TOKENS = 40
_GREETING = (Message(role="user", text="你好"),)
_FORM = (Message(role="user", text='请回答 JSON：{"ok": true}'),)
_SCHEMA: dict[str, Any] = {
    "type": "object", "properties": {"ok": {"type": "boolean"}}, "required": ["ok"], "additionalProperties": False,
}  # fmt: skip


def trial(endpoint: Endpoint, environ: Mapping[str, str] = os.environ, limit: float = LIMIT) -> str:
    """One Chinese sentence on the model at `endpoint`, within `limit` seconds; a good one begins with FINE."""
    end = time.monotonic() + limit
    listed = listing(endpoint, environ, limit=min(limit, _LIST_LIMIT))
    if not listed.reached:
        return listed.said
    try:
        tried = _Trial(endpoint, key_of(endpoint, environ), end)
        return _said(endpoint, listed, tried)
    except InputError as error:
        return str(error)
    except CallError as fault:
        return f"对话接口{fault.said}，{fault.todo}。"


def _said(endpoint: Endpoint, listed: Listing, tried: "_Trial") -> str:
    greeted = tried.ask(_GREETING, 1)
    parts = [
        f"{FINE}，应答 {greeted.seconds:.1f} 秒",
        tried.form(),
        _on_context(endpoint, listed.context),
        f"服务实际用的是 {greeted.heard.served}" if greeted.heard.served not in ("", endpoint.model) else "",
        listed.said.removeprefix(FINE).strip("，。"),
    ]
    return "，".join(filter(None, parts)) + "。"


def _on_context(endpoint: Endpoint, told: int) -> str:
    """What the server tells beside what the settings say."""
    if not told or told == endpoint.context_tokens:
        return f"上下文 {told} 词元" if told else ""
    advice = "请改小" if told < endpoint.context_tokens else "可以调大"
    return f"上下文 {told} 词元（context_tokens 写的是 {endpoint.context_tokens}，{advice}）"


@dataclass(frozen=True)
class _Greeted:
    heard: Heard
    seconds: float


@dataclass(frozen=True)
class _Trial:
    """Small questions to one endpoint until `end`, seconds of the monotonic clock."""

    endpoint: Endpoint
    key: str
    end: float

    def ask(self, messages: tuple[Message, ...], tokens: int, schema: dict[str, Any] | None = None) -> _Greeted:
        """What is answered, and how long that took."""
        left = max(1.0, self.end - time.monotonic())
        hurried = self.endpoint.model_copy(update={"first_token_timeout": left, "stall_timeout": left, "total_timeout": left})
        heard, began = Heard(), time.monotonic()
        with closing(Call(hurried, self.key, messages, tokens, schema).pieces()) as pieces:
            for piece in pieces:
                heard.take(piece)
        return _Greeted(heard, time.monotonic() - began)

    def form(self) -> str:
        """Whether the outline will come as it is asked for; one that does not is read from prose."""
        try:
            said = json.loads(self.ask(_FORM, _FORM_TOKENS, _SCHEMA).heard.text)
            kept = isinstance(said, dict) and isinstance(said.get("ok"), bool)
        except (CallError, ValueError):
            kept = False
        return "能按规定格式回答" if kept else "不能按规定格式回答（不影响起草）"

"""Asking a model or a vector service the smallest question, to see whether it answers; the answer is one Chinese sentence."""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from base import keys, offline
from base.errors import BiganziError, ServiceError
from corpus.embedders.choice import EmbedderChoice
from drafting.settings import Endpoint

if TYPE_CHECKING:
    import httpx

FINE = "正常"  # what a good answer begins with
_LOADING = 30.0  # seconds: a local model may have to be loaded first
_REFUSED = (401, 403)
_CONTEXT = ("max_model_len", "n_ctx", "context_length", "context_window", "max_context_length")  # as servers call it


def answer_of(endpoint: Endpoint, environ: Mapping[str, str] = os.environ, *, limit: float = 10.0) -> str:
    """What the server says when asked for its list of models, waited for no more than `limit` seconds."""
    return listing(endpoint, environ, limit=limit).said


@dataclass(frozen=True)
class Listing:
    """What came of asking for the list of models."""

    said: str  # one Chinese sentence
    reached: bool = False  # is somebody there who did not refuse the key?
    context: int = 0  # tokens the model takes, as the server tells; 0 when it does not


def listing(endpoint: Endpoint, environ: Mapping[str, str] = os.environ, *, limit: float = 10.0) -> Listing:
    """The server's list of models, waited for no more than `limit` seconds."""
    key = keys.find(endpoint.api_key_env, environ) if endpoint.api_key_env else ""
    if endpoint.api_key_env and not key:
        return Listing(f"环境变量 {endpoint.api_key_env} 没有设置，请填入密钥。")
    try:
        offline.refuse(endpoint.base_url)
    except ServiceError as error:
        return Listing(str(error))
    return _asked(endpoint, key, min(limit, endpoint.connect_timeout))


def answer_of_embedder(choice: EmbedderChoice) -> str:
    """What one short query brings."""
    from corpus.embedders.lasting import asked

    if choice.kind == "fitted":
        return FINE
    if choice.endpoint:
        choice = replace(choice, endpoint=replace(choice.endpoint, query_timeout=_LOADING))
    began = time.perf_counter()
    try:
        vectors = asked(choice).embed_queries(["安全生产"])
    except BiganziError as error:
        return str(error)
    return f"{FINE}，{vectors.shape[1]} 维，应答 {time.perf_counter() - began:.1f} 秒"


def _asked(endpoint: Endpoint, key: str, limit: float) -> Listing:
    import httpx  # comes with openai

    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        with httpx.Client(trust_env=False, timeout=limit) as client:
            reply = client.get(endpoint.base_url.rstrip("/") + "/models", headers=headers)
    except httpx.TimeoutException:
        return Listing(f"{limit:g} 秒内没有应答，请检查地址、网络和服务是否启动。")
    except httpx.HTTPError:
        return Listing("连不上，请检查地址和服务是否启动。")
    if reply.status_code in _REFUSED:
        return Listing(f"拒绝了密钥（{reply.status_code}），请检查密钥。")
    if reply.status_code != httpx.codes.OK:
        return Listing(f"应答 {reply.status_code}，请检查地址和密钥。", reached=True)
    return _listed(endpoint.model, reply)


def _listed(model: str, reply: "httpx.Response") -> Listing:
    """Whether the server knows the model; one that gives no list may know it all the same."""
    try:
        known = {str(one["id"]): one for one in reply.json()["data"]}
    except (ValueError, KeyError, TypeError):
        return Listing(FINE, reached=True)
    if model in known or not known:
        return Listing(FINE, True, _context(known.get(model, {})))
    return Listing(f"{FINE}，但服务的清单里没有“{model}”，有：{'、'.join([*known][:5])}，请核对模型名称。", reached=True)


def _context(about: Mapping[str, Any]) -> int:
    """How long a context the server states, by whichever name; llama.cpp says it in `meta`."""
    inner = about.get("meta")
    said = {**about, **inner} if isinstance(inner, Mapping) else about
    return next((value for name in _CONTEXT if isinstance(value := said.get(name), int) and value > 0), 0)

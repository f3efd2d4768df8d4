"""From the settings to the library's embedder: its key, and what must not reach it."""

import os
from collections.abc import Callable, Mapping

from base import keys
from base.errors import InputError
from corpus.embedders.choice import EmbedderChoice, EndpointSpec
from drafting.secrecy import table, zone_of
from drafting.secrecy.withheld import withheld_from
from drafting.settings import Embedding


def embedder_choice(embedding: Embedding, environ: Mapping[str, str] = os.environ) -> EmbedderChoice:
    """The choice that `embedding` stands for; InputError when its key is not set.

    Documents whose level may not go where vectors are made or stored stay without one.
    """
    withheld = withheld_from(embedding)
    return EmbedderChoice(
        kind=embedding.kind,
        endpoint=_endpoint(embedding, environ) if embedding.kind == "endpoint" else None,
        chroma=embedding.chroma,
        mark_in=withheld.mark_in if withheld else None,
        withheld=withheld.holds if withheld else None,
    )


def _endpoint(embedding: Embedding, environ: Mapping[str, str]) -> EndpointSpec:
    fields = ("base_url", "model", "dimensions", "query_prefix", "passage_prefix", "batch")
    limits = ("connect_timeout", "timeout", "query_timeout", "retries")
    said = {name: getattr(embedding, name) for name in (*fields, *limits)}
    return EndpointSpec(key=_key(embedding, environ), mask=_mask(embedding), **said)


def _mask(embedding: Embedding) -> Callable[[str], str] | None:
    from drafting.masking import masked_text

    return masked_text if table().masks(zone_of(embedding)) else None


def _key(embedding: Embedding, environ: Mapping[str, str]) -> str:
    if not embedding.api_key_env:
        return ""
    value = keys.find(embedding.api_key_env, environ)
    if not value:
        raise InputError(
            f"向量模型 {embedding.model} 要用的环境变量 {embedding.api_key_env} 没有设置或不是密钥，请先设置密钥，"
            "或设 BIGANZI_EMBEDDING=fitted 改用自带的向量模型。"
        )
    return value

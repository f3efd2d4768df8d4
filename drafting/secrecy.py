"""What may not leave: marked briefs, passages and drafts never go to a remote endpoint."""

import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from base.errors import SecrecyError
from corpus.documents import Hit
from corpus.marks import secrecy_mark
from drafting.brief import Brief
from drafting.settings import Embedding, Endpoint, Zone

ZONE_NAMES: dict[Zone, str] = {"local": "本机", "intranet": "内网", "remote": "外部"}
_ZONES: tuple[Zone, ...] = ("local", "intranet", "remote")
_MARK = re.compile(
    r"(?:绝密|机密|秘密)\s*[★☆]|[（(【\[](?:绝密|机密|秘密)级?[）)】\]]|(?:绝密|机密|秘密)级(?:文件|资料|材料|事项|件)"
    r"|内部(?:资料|文件|材料)?[，,、 ]?(?:请勿|不得|严禁)(?:外传|公开|转发)"
)
_LINE = re.compile(r"\s*(?:密级[：:])?\s*(?:绝密|机密|秘密)\s*")
_OPEN = ("", "none", "无", "公开", "不涉密", "非密")


def zone_of(endpoint: Endpoint | Embedding) -> Zone:
    """Where `endpoint` is; of several addresses the furthest."""
    stated = endpoint.zone if "zone" in endpoint.model_fields_set else None
    return max((_zone_at(address, stated) for address in endpoint.addresses), key=_ZONES.index, default="local")


def _zone_at(url: str, stated: Zone | None) -> Zone:
    """Where `url` is. A numeric address decides, and the setting can only make it further away.

    A host name is remote unless the office's own setting says intranet: what a name resolves to may change.
    """
    host = urlsplit(url).hostname or ""
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError:
        return "remote" if stated in (None, "remote") else "intranet"
    near: Zone = "local" if address.is_loopback else "intranet" if address.is_private else "remote"
    return max(near, stated or near, key=_ZONES.index)


def mark_of(brief: Brief, hits: Iterable[Hit]) -> str:
    """The mark of a brief or of passages, '' when all of it is open."""
    return next((mark for _, mark in _marked(brief, hits)), "")


def forbid_leaving(endpoint: Endpoint, brief: Brief, hits: Iterable[Hit] = ()) -> None:
    """Raise SecrecyError, naming what is marked, before a marked brief or passage would go to a remote endpoint."""
    if zone_of(endpoint) == "remote":
        for name, mark in _marked(brief, hits):
            raise _refusal(endpoint, name, mark)


def forbid_text(endpoint: Endpoint, text: str, what: str) -> None:
    """Raise SecrecyError when `text`, named `what`, carries a mark and would go to a remote endpoint: the last look at the wire."""
    if zone_of(endpoint) == "remote" and (mark := mark_in(text)):
        raise _refusal(endpoint, what, mark)


def forbid_stated(endpoint: Endpoint, secrecy: str, what: str) -> None:
    """Raise SecrecyError when `what`, which is stated to be of this `secrecy`, would go to a remote endpoint."""
    if zone_of(endpoint) == "remote" and secrecy.strip().lower() not in _OPEN:
        raise _refusal(endpoint, what, secrecy)


def forbid_written(endpoint: Endpoint, text: str, mark: str) -> None:
    """Raise SecrecyError when a section written from marked material would go to a remote endpoint with the next one."""
    if zone_of(endpoint) == "remote" and (found := mark or mark_in(text)):
        raise _refusal(endpoint, "已写好的稿件所用的材料", found)


def _refusal(endpoint: Endpoint, name: str, mark: str) -> SecrecyError:
    return SecrecyError(f"{name}带有密级标志“{mark}”，不得发往外部模型 {endpoint.base_url}，请改用本机或内网模型，或不用模型起草。")


def _marked(brief: Brief, hits: Iterable[Hit]) -> Iterable[tuple[str, str]]:
    if brief.secrecy.strip().lower() not in _OPEN:
        yield "任务书", brief.secrecy
    rows = [line for f in brief.facts for line in (f.said, f.source, f.note)]
    if mark := mark_in("\n".join([brief.own_text, *rows])):
        yield "任务书", mark
    for hit in hits:
        known = hit.document.secrecy if hit.document.secrecy.strip().lower() not in _OPEN else ""
        said = "\n".join([hit.document.title, *hit.passage.headings, hit.passage.text])
        if mark := known or mark_in(said):
            yield f"文库材料《{hit.document.title}》", mark


def mark_in(text: str) -> str:
    """The mark in `text`: with its ★, in brackets or as 机密级 in running text, or on a line of its own wherever; '' when it bears none."""
    if match := _MARK.search(text):
        return match[0]
    return next((line.strip() for line in text.split("\n") if _LINE.fullmatch(line)), "") or secrecy_mark(text)

"""The gate that everything passes which is to be sent: refused by the table, named, noted; before a byte has left."""

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from base.errors import InputError, SecrecyError
from corpus.marks import OPEN, mark_in, rank, strictest
from drafting.secrecy.items import Item, items, of_hit
from drafting.secrecy.log import note
from drafting.secrecy.table import SecrecyTable, table
from drafting.secrecy.zones import ZONE_NAMES, ZONES, zone_of

if TYPE_CHECKING:  # the settings hold the table of this package, and every command reads them: nothing heavy is imported
    from corpus.documents import Hit
    from drafting.brief import Brief
    from drafting.settings import Endpoint


def forbid_leaving(endpoint: "Endpoint", brief: "Brief", hits: "Iterable[Hit]" = ()) -> None:
    """Raise SecrecyError, naming what is marked, before a brief or a passage would go where its level may not."""
    _pass(endpoint, items(brief, hits))


def forbid_text(endpoint: "Endpoint", text: str, what: str) -> None:
    """Raise SecrecyError when `text`, named `what`, bears a mark and may not go to `endpoint`: the last look at the wire."""
    _pass(endpoint, [Item(what, mark_in(text))])


def forbid_stated(endpoint: "Endpoint", secrecy: str, what: str) -> None:
    """Raise SecrecyError when `what`, which is stated to be of this `secrecy`, may not go to `endpoint`."""
    _pass(endpoint, [Item(what, secrecy)])


def forbid_written(endpoint: "Endpoint", text: str, mark: str) -> None:
    """Raise SecrecyError when an outline or a section may not go with the next one, for what it says or what it was made from."""
    _pass(endpoint, [Item("已列好的提纲、写好的稿件所用的材料", strictest((mark, mark_in(text))))])


def may_leave(endpoint: "Endpoint", hit: "Hit") -> bool:
    """Whether a passage may go to `endpoint`: for who can do without it."""
    rules = table()
    return of_hit(hit, rules).rank <= rank(rules.highest(zone_of(endpoint)))


def _pass(endpoint: "Endpoint", sent: Iterable[Item]) -> None:
    """Let everything go, or nothing. What is marked is noted either way; each document once."""
    rules, zone = table(), zone_of(endpoint)
    marked = [item for item in dict.fromkeys(sent) if item.level != OPEN]
    for item in marked:
        if item.rank > rank(rules.highest(zone)):
            with suppress(InputError):  # a refusal holds whether or not it can be noted
                note(item.id or item.name, item.level, zone, endpoint.base_url, "refused")
            raise _refusal(endpoint, item, rules)
    for item in marked if zone != "local" else ():
        note(item.id or item.name, item.level, zone, endpoint.base_url, "sent")


def _refusal(endpoint: "Endpoint", item: Item, rules: SecrecyTable) -> SecrecyError:
    zone = zone_of(endpoint)
    meant = "" if item.level in item.mark else f"（按{item.level}对待）"
    nearer = "或".join(ZONE_NAMES[z] for z in ZONES if item.rank <= rank(rules.highest(z)))
    todo = f"请改用{nearer}模型，或不用模型起草" if nearer else "请不用模型起草"
    return SecrecyError(f"{item.name}带有密级标志“{item.mark}”{meant}，不得发往{ZONE_NAMES[zone]}模型 {endpoint.base_url}，{todo}。")

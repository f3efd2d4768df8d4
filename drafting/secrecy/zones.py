"""Where an endpoint is: on this machine, in the office's own network, or outside."""

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:  # the settings hold the table of this package
    from drafting.settings import Embedding, Endpoint, Zone

ZONE_NAMES: "dict[Zone, str]" = {"local": "本机", "intranet": "内网", "remote": "外部"}
ZONES: "tuple[Zone, ...]" = ("local", "intranet", "remote")  # the nearest first


def zone_of(endpoint: "Endpoint | Embedding") -> "Zone":
    """Where `endpoint` is; of several addresses the furthest."""
    stated = endpoint.zone if "zone" in endpoint.model_fields_set else None
    return max((_zone_at(address, stated) for address in endpoint.addresses), key=ZONES.index, default="local")


def _zone_at(url: str, stated: "Zone | None") -> "Zone":
    """Where `url` is. A numeric address decides, and the setting can only make it further away.

    A host name is remote unless the office's own setting says intranet: what a name resolves to may change.
    """
    host = urlsplit(url).hostname or ""
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError:
        return "remote" if stated in (None, "remote") else "intranet"
    near: Zone = "local" if address.is_loopback else "intranet" if address.is_private else "remote"
    return max(near, stated or near, key=ZONES.index)

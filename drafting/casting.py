"""Who does what in a draft: one model may plan it, another write it, a third mend it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from drafting.secrecy import ZONES, zone_of
from drafting.settings import Endpoint, Settings

Role = Literal["outline", "write", "repair", "judge"]
ROLE_NAMES: dict[Role, str] = {"outline": "拟提纲", "write": "起草", "repair": "修改", "judge": "第二意见"}
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True)
class Cast:
    """The endpoints of one draft."""

    outline: Endpoint
    write: Endpoint
    repair: Endpoint

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """Each once, the one that writes first."""
        return tuple({e.model_dump_json(): e for e in (self.write, self.outline, self.repair)}.values())

    @property
    def furthest(self) -> Endpoint:
        """The one for which the secrecy rule is strictest: what may go there may go to the others too."""
        return max(self.endpoints, key=lambda endpoint: ZONES.index(zone_of(endpoint)))


def cast_by(settings: Settings, name: str = "") -> Cast | None:
    """The endpoint called `name` in every part, or whom the settings name for each; None for no model. InputError for an unknown name."""
    chosen = name or settings.writer
    write = settings.endpoint(chosen)
    if write is None:
        return None
    others = [settings.endpoint(name or of_role or settings.model or chosen) for of_role in (settings.roles.outline, settings.roles.repair)]
    outline, repair = (found or write for found in others)
    return Cast(outline, write, repair)


def cast_with(settings: Settings, writer: str) -> Cast | None:
    """As `cast_by`, where only `writer` is known: by the settings' roles if she is the one they have write."""
    return cast_by(settings, "" if writer == settings.writer else writer)


def check_keys(cast: Cast, environ: Mapping[str, str] = os.environ) -> None:
    """InputError when a key is missing: told before anything is written."""
    from drafting.model.client import key_of

    for endpoint in cast.endpoints:
        key_of(endpoint, environ)


def parts_of(settings: Settings, name: str) -> tuple[Role, ...]:
    """What the endpoint called `name` does when nobody says otherwise."""
    default = settings.model or settings.writer
    named: dict[Role, str] = {
        "outline": settings.roles.outline or default,
        "write": settings.writer,
        "repair": settings.roles.repair or default,
        "judge": settings.judging,
    }
    return tuple(role for role in ROLES if named[role] == name)

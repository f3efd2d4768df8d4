"""logs/secrecy.jsonl of the workspace: what was refused and what marked material was let go. Never a word of a text, never a key."""

import datetime as dt
import json
from typing import Literal
from urllib.parse import urlsplit

from base import office
from base.errors import InputError, reason

FILE = "secrecy.jsonl"
Decision = Literal["refused", "sent", "withheld"]


def note(document: str, level: str, zone: str, url: str, decision: Decision) -> None:
    """Add one line; without a workspace there is nowhere to add it. InputError when the disk refuses."""
    home = office.workspace()
    if home is None:
        return
    line = {
        "time": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "document": document,
        "level": level,
        "zone": zone,
        "host": urlsplit(url).hostname or "",
        "decision": decision,
    }
    path = home / "logs" / FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise InputError(f"无法写入保密日志 {path}（{reason(error)}），请检查磁盘空间和目录权限。") from error

"""A whole chain as one JSON object: what is exported, and what goes into a backup and comes back from it."""

import base64
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from base.errors import InputError
from drafting.history import chain
from drafting.history.entry import Said, content_hash, link
from drafting.history.history import History
from drafting.history.tables import contents

SCHEMA = 1
_NAMES = ("text", "docx", "brief")


def record_of(history: History, draft: str) -> dict[str, Any]:
    """The chain of `draft` with all it names. `said` is the string that was hashed: sha256(previous + newline + said) == hash."""
    history.entries(draft)  # says that there is no such draft
    with history.reading() as connection:
        found = chain.entries_of(connection, draft)
        wanted = dict.fromkeys(hash for entry in found for name in _NAMES if (hash := getattr(entry.said, name)))
        data = {hash: connection.scalar(sa.select(contents.c.data).where(contents.c.hash == hash)) or b"" for hash in wanted}
        said = chain.words_of(connection, draft)
    return {
        "schema": SCHEMA,
        "draft": draft,
        "entries": [{"said": words, "previous": entry.previous, "hash": entry.hash} for words, entry in zip(said, found, strict=True)],
        "contents": {hash: base64.b64encode(content).decode() for hash, content in data.items()},
    }


def take_in(history: History, record: Mapping[str, Any]) -> bool:
    """Add what `record` has more than the history; False, and nothing is added, where both went on in different ways.

    InputError when the record is damaged.
    """
    draft, given = str(record["draft"]), record["entries"]
    _check(record)
    with history.adding(draft) as tip:
        hashes = [entry.hash for entry in chain.entries_of(tip.connection, draft)]
        theirs = [row["hash"] for row in given]
        shared = min(len(hashes), len(theirs))
        if hashes[:shared] != theirs[:shared]:
            return False
        for hash, data in record["contents"].items():
            chain.keep(tip.connection, hash, base64.b64decode(data))
        for row in given[shared:]:
            tip.add(Said.model_validate_json(row["said"]))
    return True


def departures(history: History, record: Mapping[str, Any]) -> list[chain.Fault]:
    """Where the history is not what was exported as `record` any more: an altered chain that was made anew as a whole is seen from it.

    InputError when the record itself is damaged.
    """
    _check(record)
    draft, given = str(record["draft"]), record["entries"]
    with history.reading() as connection:
        hashes = [entry.hash for entry in chain.entries_of(connection, draft)]
    differing = (n for n, row in enumerate(given) if n >= len(hashes) or hashes[n] != row["hash"])
    first = next(differing, None)
    return [] if first is None else [chain.Fault(draft, f"第{first + 1}条", "与导出的留痕不同，此后的都不可信")]


def _check(record: Mapping[str, Any]) -> None:
    """InputError when the chain in `record` does not hold, or what it names is not in it."""
    previous = ""
    kept = {hash: base64.b64decode(data) for hash, data in record["contents"].items()}
    for number, row in enumerate(record["entries"], 1):
        said = Said.model_validate_json(row["said"])
        whole = all(not (hash := getattr(said, name)) or content_hash(kept.get(hash, b"")) == hash for name in _NAMES)
        right = said.as_json() == row["said"] and row["previous"] == previous and link(row["said"], previous) == row["hash"]
        if not (whole and right and said.position == number and said.draft == record["draft"]):
            raise InputError(f"所给的“{record['draft']}”留痕第{number}条被改动过或不完整，没有采用，请换一份。")
        previous = row["hash"]

"""The style of a library's documents, measured once for each state of the library."""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from base.files import write_json
from corpus.documents import Document
from corpus.library import Library
from corpus.style.profile import profile_of
from corpus.style.values import SCHEMA, StyleProfile

_STORED: TypeAdapter[StyleProfile] = TypeAdapter(StyleProfile)
_MEASURE = 2  # raised when documents are measured otherwise, so that no profile kept before is taken
_OLDEST_KEPT = 40  # cached profiles; each is a few kB


def kinds_of(library: Library, issuer: str = "", region: str = "") -> dict[str, int]:
    """Each 文种 of the library with its number of documents, most first; documents without one are left out."""
    counts: dict[str, int] = {}
    for document in (d for d in _called(library, (), issuer, region) if not d.standing):
        counts[document.kind] = counts.get(document.kind, 0) + 1
    return dict(sorted(((k, n) for k, n in counts.items() if k), key=lambda item: (-item[1], item[0])))


def library_profile(
    library: Library, kinds: Sequence[str], *, issuer: str = "", region: str = "", unmarked: bool = False,
    without: frozenset[str] = frozenset(), cache: Path | None = None,
) -> StyleProfile | None:  # fmt: skip
    """The style of the documents of `kinds` in force, of issuers and regions whose names hold `issuer` and `region`.

    `unmarked` leaves out those with a 密级, `without` those with these ids. None when there are too few. With `cache`, a folder, the
    profile is kept there until the library or the word lists change.
    """
    path = cache / f"{_key(library, kinds, issuer, region, unmarked, *sorted(without))}.json" if cache else None
    if path and (known := _load(path)):
        return known
    chosen = [d for d in _called(library, kinds, issuer, region) if not (unmarked and d.secrecy) and d.id not in without]
    texts = (library.document(document.id) for document in chosen if not document.standing)
    profile = profile_of("、".join(kinds), (document for document in texts if document))
    if profile:
        profile = replace(profile, out_of_force=sum(bool(document.standing) for document in chosen))
    if path and profile:
        _keep(path, profile)
    return profile


def _called(library: Library, kinds: Sequence[str], issuer: str, region: str) -> list[Document]:
    return [d for d in library.documents() if (not kinds or d.kind in kinds) and issuer in d.issuer and region in d.region]


def _key(library: Library, kinds: Sequence[str], *chosen: str | bool) -> str:
    lists = Path(__file__).with_name("words.yaml").read_bytes()
    said = json.dumps([SCHEMA, _MEASURE, library.fingerprint(), list(kinds), *chosen], ensure_ascii=False)
    return hashlib.sha256(said.encode() + lists).hexdigest()[:24]


def _load(path: Path) -> StyleProfile | None:
    with suppress(OSError, ValueError, ValidationError):
        stored = json.loads(path.read_text(encoding="utf-8"))
        stored.pop("schema")
        return _STORED.validate_python(stored)
    return None


def _keep(path: Path, profile: StyleProfile) -> None:
    """A cache that cannot be written is no fault."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in sorted(path.parent.glob("*.json"), key=lambda p: p.stat().st_mtime)[:-_OLDEST_KEPT]:
            old.unlink()
        write_json(path, profile.as_json())

"""The index of phrases following the archive. Its mark names the segments, so that one replacement of a small file brings it a step on."""

import json
import sys
import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import sqlalchemy as sa

from base.files import write_json
from corpus import queries
from corpus.shingle_index import FULL, Postings, Segment, find, segments_of
from corpus.shingles import Hashes

FORMAT = "shingles-1"  # raised when the folding, the hash or the files change
_KIND = "shingles"


@dataclass(frozen=True)
class Part:
    """A segment's file, how many postings it must hold, and which of its documents changed or went since."""

    name: str
    size: int
    gone: tuple[int, ...] = ()


@dataclass(frozen=True)
class State:
    """How far the index has come: `of` names the library and the format, `seq` the change."""

    of: str
    seq: int = 0
    parts: tuple[Part, ...] = ()

    @classmethod
    def load(cls, path: Path, of: str, head: int = sys.maxsize) -> "State":
        """What stands at `path`; a state at the very beginning when it is missing, damaged, of something else or ahead of the archive."""
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            state = cls(raw["of"], raw["seq"], tuple(Part(p["name"], p["size"], tuple(p["gone"])) for p in raw["parts"]))
        except (OSError, ValueError, TypeError, KeyError):
            return cls(of)
        return state if state.of == of and state.seq <= head else cls(of)


class ShingleFollower:
    """Keeps the index of phrases of one library."""

    def __init__(self, folder: Path, library: str) -> None:
        """Nothing is opened yet."""
        self._folder, self._mark = folder, folder / f"{_KIND}.json"
        self._of = f"{library} {FORMAT}"
        self._state = State(self._of)
        self._opened: dict[str, Segment] = {}

    @property
    def seq(self) -> int:
        """The change up to which the index has come, by whoever brought it there."""
        return State.load(self._mark, self._of).seq

    @property
    def opened(self) -> int:
        """The change up to which what is asked has come; 0 where there is nothing to ask."""
        return self._state.seq

    def follow(self, connection: sa.Connection, head: int, afresh: bool = False) -> None:
        """Bring the index to change `head`, from the beginning when asked, missing or damaged. The caller holds the lock."""
        known = State(self._of) if afresh else State.load(self._mark, self._of, head)
        if not self._open(known):
            known = State(self._of)
        if known.seq < head:
            known = self._advanced(connection, known, head)
            write_json(self._mark, asdict(known))
        self._open(known)
        self._sweep(known)

    def reopen(self) -> None:
        """Read what another process has finished; without effect where there is nothing new."""
        for _ in range(2):  # what the mark names may be swept away before it is opened, but then the mark names another
            state = State.load(self._mark, self._of)
            if state == self._state or self._open(state):
                return
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self._state, self._opened = State(self._of), {}

    def find(self, wanted: Hashes) -> Postings:
        """The documents, by serial, of every phrase of `wanted`; those that went since the index was opened may be among them."""
        return find([(self._opened[part.name], part.gone) for part in self._state.parts], wanted)

    def _advanced(self, connection: sa.Connection, known: State, head: int) -> State:
        changed = queries.changed_since(connection, known.seq) if known.seq else None
        parts = [part for old in known.parts if (part := self._without(old, changed or ()))]
        parts += map(self._kept, segments_of(queries.texts_of(connection, changed)))
        return State(self._of, head, tuple(self._merged(parts)))

    def _without(self, part: Part, changed: Sequence[int]) -> Part | None:
        """`part` when these documents have changed; written again when most of it is gone, None when all is."""
        serials = set(self._opened[part.name].serials.tolist())
        part = replace(part, gone=tuple(sorted({*part.gone, *serials.intersection(changed)})))
        if len(part.gone) == len(serials):
            return None
        return self._kept(self._living(part)) if 2 * len(part.gone) > len(serials) else part

    def _merged(self, parts: Sequence[Part]) -> list[Part]:
        """Each segment at least twice the next, so that there are few; a full one stays as it is."""
        merged = list(parts)
        while len(merged) > 1 and merged[-2].size < 2 * merged[-1].size and merged[-2].size + merged[-1].size <= FULL:
            younger, older = merged.pop(), merged.pop()
            whole = self._living(older).with_all_of(self._living(younger))
            merged.append(self._kept(whole))
        return merged

    def _living(self, part: Part) -> Segment:
        segment = self._opened[part.name]
        return segment.without(part.gone) if part.gone else segment

    def _kept(self, segment: Segment) -> Part:
        name = f"{_KIND}-{uuid.uuid4().hex[:12]}.npy"
        segment.save(self._folder / name)
        self._opened[name] = Segment.load(self._folder / name)  # mapped, so that the memory is free for the next
        return Part(name, len(segment.postings))

    def _open(self, state: State) -> bool:
        """Make `state` the one that is asked; False when a file of it is missing or damaged."""
        try:
            opened = dict(self._load(state))
        except (OSError, ValueError):
            return False
        self._state, self._opened = state, opened
        return True

    def _load(self, state: State) -> Iterator[tuple[str, Segment]]:
        for part in state.parts:
            segment = self._opened.get(part.name) or Segment.load(self._folder / part.name)
            if len(segment.postings) != part.size:
                raise ValueError(part.name)
            yield part.name, segment

    def _sweep(self, state: State) -> None:
        """Take away what the mark does not name (any more). What another program holds open may stay until the next time."""
        named = {part.name for part in state.parts}
        for path in self._folder.glob(f"{_KIND}-*"):
            if path.name not in named:
                with suppress(OSError):
                    path.unlink()

"""The history of the drafts of one workspace: saving, looking up, restoring. Nothing is ever overwritten."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import sqlalchemy as sa

from base.errors import InputError, reason
from corpus.address import database_url
from corpus.opening import explained, is_writable
from corpus.postgres import server_engine
from corpus.sqlite import file_engine, reading_engine
from corpus.turns import in_turn
from drafting.history import chain
from drafting.history.entry import BY_HAND, Entry, Made, Person, Said, content_hash, now
from drafting.history.migrations import HISTORY
from drafting.history.tables import contents, entries, heads

FILE_NAME = "history.db"
NEWEST = 0  # as the number of a revision


class ConflictError(InputError):
    """Somebody saved a newer revision meanwhile."""


class Saved(NamedTuple):
    """What stands as the newest revision after a saving; not `is_new` where it said the same before."""

    entry: Entry
    is_new: bool


@dataclass(frozen=True)
class NewRevision:
    """What is to be saved. `parent` NEWEST: on top of whatever is there."""

    draft: str
    by: Person
    text: str
    reason: str = ""
    docx: bytes = b""
    brief: str = ""
    genre: str = ""
    parent: int = NEWEST
    branch: bool = False  # save it although there are newer revisions than its parent
    restores: int = 0
    made: Made = BY_HAND


class History:
    """All drafts of a workspace. Use `History.open`; a context manager; several threads and programs may use it at once."""

    def __init__(self, home: Path, engine: sa.Engine) -> None:
        """Over the open `engine` of the workspace `home`."""
        self._home, self._engine = home, engine

    @classmethod
    def open(cls, home: Path) -> "History":
        """The history of `home`, made on first use; InputError when it is newer than the program or cannot be used."""
        home = home.expanduser().resolve()
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"无法使用工作目录 {home}（{reason(error)}），请检查路径和权限，或用 --home 另指一处。") from error
        url = database_url(home)
        engine = server_engine(url) if url else _file(home)
        try:
            with explained(home, FILE_NAME, "留痕"):
                if not HISTORY.is_current(engine, lambda: f"{home} 的留痕"):
                    HISTORY.upgrade(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(home, engine)

    @staticmethod
    def is_there(home: Path) -> bool:
        """Whether there may be anything, so that looking makes nothing."""
        return (home / FILE_NAME).exists() or database_url(home) is not None

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # Adding

    def save(self, new: NewRevision) -> Saved:
        """Add a revision; the newest one itself when it says the same. ConflictError when there is a newer one than its parent."""
        with self.adding(new.draft) as tip:
            known = chain.revisions(tip.connection, new.draft)
            newest = known[-1] if known else None
            parent = _parent(new, known)
            hashes = {name: _keep(tip.connection, data) for name, data in _files(new).items()}
            if newest and not new.restores and all(getattr(newest.said, name) == hash for name, hash in hashes.items()):
                return Saved(newest, False)
            said = Said(
                draft=new.draft, position=tip.position, kind="revision", by=new.by, time=now(), reason=new.reason,
                revision=len(known) + 1, parent=parent, genre=new.genre or (newest.said.genre if newest else ""),
                restores=new.restores, made=new.made,
            ).model_copy(update=_inherited(newest) | hashes)  # fmt: skip
            return Saved(tip.add(said), True)

    def restore(self, draft: str, number: int, by: Person, why: str = "") -> Entry:
        """Make the words of an older revision the newest again, as a revision of its own."""
        old = self.revision(draft, number)
        why = why or f"恢复第{old.said.revision}版"
        again = NewRevision(draft, by, self.text(old), why, self.docx(old), self.brief(old), old.said.genre, restores=old.said.revision)
        return self.save(again).entry

    @contextmanager
    def adding(self, draft: str) -> Iterator["Tip"]:
        """The end of the chain of `draft`, held against all others until the block ends; what was added is there whole or not at all."""
        with self._explained(), in_turn(self._engine) as connection, connection.begin():
            yield Tip(connection, draft)

    # Looking

    def drafts(self) -> list[str]:
        """The names of all drafts, in the order in which they were begun."""
        with self.reading() as connection:
            first = sa.select(entries.c.draft).group_by(entries.c.draft).order_by(sa.func.min(entries.c.serial))
            return list(connection.scalars(first))

    def drafts_of(self, name: str) -> list[str]:
        """Those of which somebody called `name` has saved a revision."""
        with self.reading() as connection:
            found = connection.execute(sa.select(entries.c.draft, entries.c.said).where(entries.c.revision.is_not(None)))
            hers = {draft for draft, said in found if Said.model_validate_json(said).by.name == name}
        return [draft for draft in self.drafts() if draft in hers]

    def entries(self, draft: str) -> list[Entry]:
        """The whole chain of a draft, oldest first; InputError when there is no such draft."""
        with self.reading() as connection:
            found = chain.entries_of(connection, draft)
        if not found:
            raise self._unknown(draft)
        return found

    def revisions(self, draft: str) -> list[Entry]:
        """The revisions of a draft, oldest first."""
        return [entry for entry in self.entries(draft) if entry.said.kind == "revision"]

    def revision(self, draft: str, number: int = NEWEST) -> Entry:
        """One revision, or the newest; InputError when there is none of this number."""
        known = self.revisions(draft)
        if number == NEWEST:
            return known[-1]
        if found := next((entry for entry in known if entry.said.revision == number), None):
            return found
        raise InputError(f"“{draft}”没有第{number}版，现有第1版到第{known[-1].said.revision}版，可用 history list 查看。")

    def text(self, entry: Entry) -> str:
        """The canonical text of a revision."""
        return self._content(entry.said.text).decode()

    def docx(self, entry: Entry) -> bytes:
        """The file a revision came from; b'' where there is none."""
        return self._content(entry.said.docx)

    def brief(self, entry: Entry) -> str:
        """The brief a revision answers, as JSON; '' where there is none."""
        return self._content(entry.said.brief).decode()

    def faults(self, draft: str = "") -> list[chain.Fault]:
        """What is altered, missing or out of order in the chain of `draft`, or in all."""
        with self.reading() as connection:
            return list(chain.faults(connection, draft))

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection for looking, for those that copy all of it too."""
        with self._explained(), self._engine.connect() as connection:
            yield connection

    # Parts

    @contextmanager
    def _explained(self) -> Iterator[None]:
        with explained(self._home, FILE_NAME, "留痕"):
            yield

    def _content(self, hash: str) -> bytes:
        if not hash:
            return b""
        with self.reading() as connection:
            data: bytes | None = connection.scalar(sa.select(contents.c.data).where(contents.c.hash == hash))
        if data is None or content_hash(data) != hash:
            raise InputError("这一版的内容缺失或被改动过，请运行 history verify 查看，并从备份恢复。")
        return data

    def _unknown(self, draft: str) -> InputError:
        known = "、".join(f"“{name}”" for name in self.drafts()[:20]) or "（还没有）"
        return InputError(f"留痕里没有名为“{draft}”的稿子，现有：{known}，可用 history save 存入。")


def _file(home: Path) -> sa.Engine:
    path = home / FILE_NAME
    return file_engine(path) if is_writable(home, FILE_NAME) else reading_engine(path)


class Tip:
    """Where the next entry of a draft goes. Nobody else adds to the draft while it is held."""

    def __init__(self, connection: sa.Connection, draft: str) -> None:
        self.connection, self._draft = connection, draft
        _begin_chain(connection, draft)
        row = connection.execute(sa.select(heads).where(heads.c.draft == draft).with_for_update()).one()
        self._previous, self.position = row.hash, row.position + 1

    def add(self, said: Said) -> Entry:
        """Add one entry."""
        entry = chain.append(self.connection, said, self._previous)
        self._previous, self.position = entry.hash, self.position + 1
        return entry


def _begin_chain(connection: sa.Connection, draft: str) -> None:
    from sqlalchemy.dialects import postgresql, sqlite

    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(insert(heads).values(draft=draft, position=0, hash="").on_conflict_do_nothing())


def _parent(new: NewRevision, known: list[Entry]) -> int:
    """The revision it is made from; ConflictError when others were made from the same."""
    newest = known[-1].said.revision if known else 0
    if new.parent == NEWEST:
        return newest
    if new.parent > newest or new.parent < 0:
        raise InputError(f"“{new.draft}”没有第{new.parent}版，现有 {newest} 版，请用 history list 查看后重写 --parent。")
    if new.parent < newest and not new.branch:
        by = known[new.parent].said.by
        raise ConflictError(
            f"“{new.draft}”的第{new.parent}版之后，{by.label}已存了第{new.parent + 1}版（现有 {newest} 版），"
            f"请先用 history compare 看差别，合并后以 --parent {newest} 保存；两份都要留请加 --branch。"
        )
    return new.parent


def _files(new: NewRevision) -> dict[str, bytes]:
    """What of it is kept as bytes, by the field that names it."""
    given = {"text": new.text.encode(), "docx": new.docx, "brief": new.brief.encode()}
    return {name: data for name, data in given.items() if data or name != "brief"}


def _inherited(newest: Entry | None) -> dict[str, str]:
    """A draft goes on answering the brief that it was begun with."""
    return {"brief": newest.said.brief} if newest else {}


def _keep(connection: sa.Connection, data: bytes) -> str:
    """Keep `data` once; its hash."""
    if not data:
        return ""
    hash = content_hash(data)
    chain.keep(connection, hash, data)
    return hash

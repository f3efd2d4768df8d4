"""The derived indexes of a library together: brought up to date, mended, made anew."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from base.errors import BiganziError, ServiceError, reason
from corpus import queries
from corpus.embedders.choice import EmbedderChoice
from corpus.embedders.lasting import ModelChangedError
from corpus.embedders.listening import Listener
from corpus.language_follower import LanguageFollower
from corpus.lexical_follower import LexicalFollower
from corpus.lock import BusyError, writing
from corpus.opening import is_writable
from corpus.shingle_follower import ShingleFollower
from corpus.vector_follower import VectorFollower

_MANY = 500  # changes that take so long to index that a person is told why the search does not answer


class Indexes:
    """The lexical index, the index of phrases, the way of writing and the vectors of the library in `home`.

    Where the home cannot be written they are brought up to date in a copy of our own.
    """

    def __init__(self, home: Path, engine: sa.Engine, embedder: EmbedderChoice | None = None, listener: Listener | None = None) -> None:
        """Nothing is opened before the first `refresh` or `catch_up`."""
        self._engine, self._embedder, self._listener = engine, embedder, listener or Listener()
        self._home = home
        self._copy = None if is_writable(home) else TemporaryDirectory(prefix="biganzi-")
        self._root = Path(self._copy.name) if self._copy else home
        self._seen = -1  # the newest change when they were last refreshed
        self._library = ""
        self._interim: TemporaryDirectory[str] | None = None
        self._is_told = False
        self._look()

    def refresh(self) -> None:
        """Make searches see the library as it is now, mending what is missing or behind.

        While another process writes, or where nothing can be written, what there is is used.
        """
        head = self._look()
        if head == self._seen:
            return
        self._fetch()
        if self._interim:
            self._follow_in(self._root / "index")
        try:
            self.catch_up(patience=0, hurried=True)
        except BusyError:
            self._make_do(head)
        except BiganziError:
            self._reopen()
            if self.lexical.index is None and head:
                raise

    def refreshed_wording(self) -> tuple[ShingleFollower, LanguageFollower]:
        """The index of phrases and the way of writing, as the library is now or, while another process writes, as it was.

        These alone: the others take long to load.
        """
        head = self._look()
        self._fetch()
        self.shingles.reopen()
        self.language.reopen()
        if min(self.shingles.opened, self.language.opened) < head:
            try:
                with writing(self._root, 0, "更新索引"), _explained(self._root), self._engine.connect() as connection:
                    self._follow_wording(connection, head)
            except BusyError:
                self._make_do(head)
        return self.shingles, self.language

    def catch_up(self, patience: float = 0, *, afresh: bool = False, hurried: bool = False) -> None:
        """Bring them up to the newest change, or make them anew; InputError when another process keeps the lock.

        Hurried, as before a search, no embedding service is asked.
        """
        with writing(self._root, patience, "更新索引"), _explained(self._root):
            head = self._look()
            if hurried and self._behind(head) > _MANY:
                self._listener.say("正在补建索引，资料多时要等一会儿……")
            with self._engine.connect() as connection:
                self.lexical.follow(connection, head, afresh, self._listener)
                self._follow_wording(connection, head, afresh)
                try:
                    self.vectors.follow(connection, head, afresh, hurried=hurried)
                except ModelChangedError:
                    raise
                except ServiceError as error:
                    raise ServiceError(f"{error}资料都已存好，只差语义向量，服务恢复后运行 biganzi corpus rebuild 接着算。") from error
            self._seen = head

    def settle(self) -> None:
        """Catch up after writing. Where nothing was written the packages are not even loaded."""
        if self._behind(self._look()):
            self.catch_up()

    def close(self) -> None:
        """Let go of their files; they are opened again when they are next needed."""
        self.vectors.close()
        self.lexical.close()
        self.shingles.close()
        self.language.close()
        self._seen = -1

    def end(self) -> None:
        """Close them for good."""
        self.close()
        if self._copy:
            self._copy.cleanup()
        if self._interim:
            self._interim.cleanup()

    def _make_do(self, head: int) -> None:
        """Use what there is while another process writes; a new library, not indexed before it is filled, gets words of our own."""
        if self._behind(head) and not self._is_told:
            self._listener.say("正在收录，结果可能不全。")
            self._is_told = True
        self._reopen()
        if head and (self.lexical.index is None or not self.shingles.opened):
            self._interim = self._interim or TemporaryDirectory(prefix="biganzi-")
            self._follow_in(Path(self._interim.name))
            with _explained(Path(self._interim.name)), self._engine.connect() as connection:
                self.lexical.follow(connection, head, listener=self._listener)
                self._follow_wording(connection, head)

    def _follow_wording(self, connection: sa.Connection, head: int, afresh: bool = False) -> None:
        self.shingles.follow(connection, head, afresh)
        self.language.follow(connection, head, afresh)

    def _follow_in(self, folder: Path) -> None:
        """Keep what is made of words in `folder`."""
        self.lexical = LexicalFollower(folder, self._library)
        self.shingles = ShingleFollower(folder, self._library)
        self.language = LanguageFollower(folder, self._library)

    def _reopen(self) -> None:
        self.lexical.reopen()
        self.shingles.reopen()
        self.language.reopen()
        self.vectors.reopen()

    def _behind(self, head: int) -> int:
        """How many changes they have not seen."""
        return head - min(self.lexical.seq, self.shingles.seq, self.language.seq, self.vectors.reached(head))

    def _look(self) -> int:
        """The newest change. Another library in the place of ours (restored, put back by hand) has other indexes."""
        with self._engine.connect() as connection:
            library, head = queries.setting(connection, "library"), queries.last_change(connection)
        if library != self._library:
            if self._library:
                self.close()
            self._library = library
            self._follow_in(self._root / "index")
            self.vectors = VectorFollower(self._root / "index", library, self._embedder, self._listener)
        return head

    def _fetch(self) -> None:
        """The copy of our own, where we need one. What is no folder is in the way of one."""
        folder = self._root / "index"
        if folder.is_file():
            with suppress(OSError):
                folder.unlink()
        if self._copy and not folder.exists():
            with suppress(OSError, shutil.Error):  # what could not be copied is made anew
                shutil.copytree(self._home / "index", folder)


@contextmanager
def _explained(root: Path) -> Iterator[None]:
    """What the index packages raise over a disk that is full or fails is said in one sentence; the documents themselves are safe."""
    try:
        yield
    except (BiganziError, sa.exc.DatabaseError):
        raise
    except Exception as error:
        why = f"（{reason(error)}）" if isinstance(error, OSError) else ""
        where = root / "index"
        raise ServiceError(f"资料都已保存，但 {where} 里的索引没有建完{why}，请检查磁盘空间和权限，下次检索时会自动补建。") from error

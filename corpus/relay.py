"""Between the indexes, which count passages, and whoever watches an addition, which counts documents."""

from corpus.embedders.listening import Listener
from corpus.ingest import Ingest


class Relay(Listener):
    """Passes on what it hears, also to the progress of the addition that is going on."""

    def __init__(self, listener: Listener | None) -> None:
        """No addition is going on."""
        self._listener = listener or Listener()
        self.ingest: Ingest | None = None

    def say(self, sentence: str) -> None:
        """Pass it on."""
        self._listener.say(sentence)

    def indexing(self, done: int, total: int) -> None:
        """Pass it on."""
        self._listener.indexing(done, total)
        if self.ingest:
            self.ingest.say(f"正在建立字词索引：{done}/{total} 段")

    def embedding(self, done: int, total: int) -> None:
        """Pass it on."""
        self._listener.embedding(done, total)
        if self.ingest:
            self.ingest.say(f"正在计算语义向量：{done}/{total} 段")

    def storing(self, done: int, total: int) -> None:
        """Pass it on."""
        self._listener.storing(done, total)
        if self.ingest:
            self.ingest.say(f"正在建立语义索引：{done}/{total} 段")

    def comparing(self, done: int, total: int) -> None:
        """So many files of a folder that is synced are compared."""
        if self.ingest:
            self.ingest.say(f"正在比对文件：{done}/{total} 个")

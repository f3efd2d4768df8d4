"""What the library says while it works, for the pages."""

from corpus.embedders.listening import Listener
from pages.background.intake import Intake


class Hearer(Listener):
    """Tells an Intake what the indexes are at."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    def say(self, sentence: str) -> None:
        """Kept for the person."""
        if sentence not in self._intake.notes:
            self._intake.notes.append(sentence)

    def indexing(self, done: int, total: int) -> None:
        """Shown as the progress."""
        self._intake.progress(done, total, "正在建立字词索引（段）")

    def embedding(self, done: int, total: int) -> None:
        """Shown as the progress."""
        self._intake.progress(done, total, "正在计算语义向量（段）")

    def storing(self, done: int, total: int) -> None:
        """Shown as the progress."""
        self._intake.progress(done, total, "正在存放语义向量（段）")

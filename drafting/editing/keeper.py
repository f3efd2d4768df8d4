"""Who stands for the writer while what is kept is only put together and checked again."""

from typing import Any, Never

from base.errors import InputError
from corpus.documents import Hit
from drafting.brief import Brief
from drafting.draft import Outline
from drafting.writer import OnSentence, Task, Usage
from prompts.genres import Genre


class Keeper:
    """Writes nothing; `record` (run.json) goes on saying who did."""

    repairs = False

    def __init__(self, record: dict[str, Any]) -> None:
        self.name, self.note = str(record.get("writer", "")), str(record.get("note", ""))
        self.usage = Usage()

    def outline(self, brief: Brief, genre: Genre, skeleton: Outline, hits: tuple[Hit, ...]) -> Never:  # noqa: ARG002
        """Never asked for: the outline is kept."""
        raise self._unwritten()

    def section(self, task: Task, on_sentence: OnSentence | None = None) -> Never:  # noqa: ARG002
        """Never asked for, unless a section was lost."""
        raise self._unwritten()

    def _unwritten(self) -> InputError:
        return InputError("有的部分还没有写出来，请先点“接着写”把稿子写完再改。")

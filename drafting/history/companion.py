"""The history in a backup of the library: one file of lines, a chain each. What is there already is never taken away by restoring."""

import json
from pathlib import Path

from base.errors import InputError
from corpus.backup import Companion
from drafting.history.history import History
from drafting.history.record import record_of, take_in

NAME = "history.jsonl"


class HistoryCompanion(Companion):
    """Writes the history of `home` into a backup and takes it in from one."""

    name = NAME

    def __init__(self, home: Path) -> None:
        self._home = home
        self.apart: list[str] = []  # drafts that went on here in another way than in the backup: left as they are here

    def write(self, path: Path) -> bool:
        if not History.is_there(self._home):
            return False
        with History.open(self._home) as history, path.open("w", encoding="utf-8") as file:
            for draft in history.drafts():
                file.write(json.dumps(record_of(history, draft), ensure_ascii=False) + "\n")
        return True

    def read(self, path: Path) -> None:
        with History.open(self._home) as history, path.open(encoding="utf-8") as file:
            for line in file:
                record = self._record(line)
                if not take_in(history, record):
                    self.apart.append(str(record["draft"]))

    def _record(self, line: str) -> dict[str, object]:
        try:
            record: dict[str, object] = json.loads(line)
        except ValueError as error:
            raise InputError("备份里的留痕已损坏，没有恢复，请换一份备份。") from error
        return record

"""What models came to in each calendar month, for the workspace as a whole: `usage/2026-11.json`."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from base import files
from base.errors import InputError, reason
from drafting.spending import Spent, Who, as_rows, rows_of, total

FOLDER = "usage"
Rows = dict[Who, Spent]


@dataclass(frozen=True)
class Months:
    """The ledger in `folder`; all programs that share the workspace add to it."""

    folder: Path
    today: Callable[[], dt.date] = dt.date.today

    def add(self, who: Who, spent: Spent) -> None:
        """One more item of the current month."""
        path = self._path(self.this)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / ".lock"):
                rows = self.rows(self.this)
                rows[who] = rows.get(who, Spent()) + spent
                files.write_json(path, {"schema": 1, "rows": as_rows(rows)})
        except OSError as error:
            raise InputError(f"无法写入 {path}（{reason(error)}），请检查磁盘空间和目录权限。") from error

    @property
    def this(self) -> str:
        """The current month: 2026-11."""
        return f"{self.today():%Y-%m}"

    def known(self) -> list[str]:
        """The months there is anything of, the latest first."""
        return sorted((path.stem for path in self.folder.glob("[0-9][0-9][0-9][0-9]-[0-9][0-9].json")), reverse=True)

    def rows(self, month: str) -> Rows:
        """What each model came to in each role. InputError when the file is damaged: money is not guessed."""
        path = self._path(month)
        try:
            return rows_of(json.loads(path.read_text(encoding="utf-8"))["rows"])
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path} 已损坏，请删去或改名（这个月的用量重新计），再试一次。") from error

    def spent(self, month: str) -> Spent:
        return total(self.rows(month).values())

    def _path(self, month: str) -> Path:
        return self.folder / f"{month}.json"

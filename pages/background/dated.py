"""Folders whose names begin with the day and time they were made (20261120-090500-讲话), and how a page calls them."""

import datetime as dt
import re
from dataclasses import dataclass
from itertools import count
from pathlib import Path

_NAME = re.compile(r"(\d{8})-(\d{6})-(.*)")
_LONGEST = 40  # characters of a title in a name


@dataclass(frozen=True)
class Dated:
    """One such folder; one that a person named is called by its name."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def title(self) -> str:
        match = _NAME.fullmatch(self.name)
        return match[3] if match and match[3] else self.name

    @property
    def when(self) -> str:
        """11月20日 09:05; '' for a folder that a person named."""
        match = _NAME.fullmatch(self.name)
        if not match:
            return ""
        try:
            moment = dt.datetime.strptime(match[1] + match[2], "%Y%m%d%H%M%S")
        except ValueError:
            return ""
        return f"{moment.month}月{moment.day}日 {moment:%H:%M}"


def fresh(folder: Path, title: str, otherwise: str) -> Path:
    """Where in `folder` something of this title (`otherwise` where it has no words), made now, has a place of its own."""
    words = "".join(c for c in title if c.isalnum() or c in "（）—-、")[:_LONGEST] or otherwise
    first = folder / f"{dt.datetime.now():%Y%m%d-%H%M%S}-{words}"
    names = (first if n == 1 else first.with_name(f"{first.name}-{n}") for n in count(1))
    return next(path for path in names if not path.exists())


def newest(folder: Path) -> list[Path]:
    """All such folders in `folder`, the newest first."""
    names = sorted((path.name for path in folder.iterdir()), reverse=True) if folder.is_dir() else []
    return [folder / name for name in names if _NAME.fullmatch(name)]

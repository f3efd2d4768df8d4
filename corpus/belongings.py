"""What belongs to a home beside its library: settings and lists of the office, on request its runs and its accounts. Never a key."""

import re
from collections.abc import Iterator
from pathlib import Path

from base import accounts, keys

_SETTINGS = (".toml", ".yaml", ".yml")
_WORK = ("runs", "people")  # what persons made, in folders of one who is alone and of those who sign in
_DERIVED = ("index", "cache", "pacing")  # folders that are made again
_LIBRARY = ("library", "history.")  # what is called so is a database itself, its lock, its log, or an older one
_KEYS = (".key", ".pem", ".p12", ".pfx")
_PASSWORD = re.compile(rb"(?i)(://[^\s:/@\"']*):[^\s@\"']+@")  # in an address
_ASKED = re.compile(rb"(?i)([?&])(?:ssl)?password=[^\s&\"']*&?")  # among the options of an address
_KEY_LINE = re.compile(rb"(?im)^[ \t]*[\"']?(?:[\w.-]*(?:api[_-]?key|token|secret|password|passwd))[\"']?[ \t]*=.*(?:\n|$)")


def belongings(home: Path, everything: bool, with_accounts: bool = False) -> Iterator[tuple[str, bytes]]:
    """Name and content of each such file, in a fixed order. A file that goes away meanwhile is left out."""
    for path in sorted(home.rglob("*")):
        name = path.relative_to(home)
        wanted = with_accounts if name == Path(accounts.FILE_NAME) else _belongs(name, everything)
        if path.is_symlink() or not path.is_file() or not wanted:
            continue
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            continue
        yield name.as_posix(), without_keys(data) if path.suffix == ".toml" else data


def without_keys(toml: bytes) -> bytes:
    """Settings without the lines that set a key itself, and addresses without passwords; the name of a variable that holds a key stays."""
    return _ASKED.sub(rb"\1", _PASSWORD.sub(rb"\1@", _KEY_LINE.sub(b"", toml)))


def _belongs(name: Path, everything: bool) -> bool:
    first = name.parts[0]
    if first == keys.FILE_NAME or any(part.startswith(".") for part in name.parts) or first in _DERIVED or first.startswith(_LIBRARY):
        return False
    suffix = name.suffix.lower()
    if everything:
        return suffix not in _KEYS and not (len(name.parts) == 1 and suffix == ".zip")
    return suffix in _SETTINGS and first not in _WORK

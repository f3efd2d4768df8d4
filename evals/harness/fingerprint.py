"""Fingerprints: what a result rests on, so that a kept one is used again only where making it anew would give the same."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from base import __version__, office
from evals.rules import COMMON, FOLDER

_LENGTH = 16
_ROOT = Path(__file__).parents[2]
_CODE = ("base", "corpus", "prompts", "drafting", "evals")
_DATA = Path(__file__).parents[1] / "data"


def of_text(*parts: str) -> str:
    """The fingerprint of texts in this order."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:_LENGTH]


def of_folder(folder: Path) -> str:
    """The fingerprint of all files in `folder`, by name and content; hidden ones do not count."""
    files = [p for p in folder.rglob("*") if p.is_file() and not any(part.startswith(".") for part in p.relative_to(folder).parts)]
    return _of_files(sorted(files), folder)


def of_rules() -> str:
    """The fingerprint of the rules, their word lists, and the office's overlay files in use."""
    own = (hashlib.sha256(path.read_bytes()).hexdigest() for path in office.overlays())
    return of_text(_packaged_rules(), *own)


@cache
def of_program() -> str:
    """The fingerprint of the version and of the code itself: between two releases the code is what differs."""
    return of_text(__version__, _of_files(sorted(p for package in _CODE for p in (_ROOT / package).rglob("*.py")), _ROOT))


@cache
def _packaged_rules() -> str:
    return _of_files([*sorted(FOLDER.glob("*.yaml")), COMMON, *sorted(_DATA.glob("*.yaml"))], FOLDER.parent)


def _of_files(files: Iterable[Path], root: Path) -> str:
    known = hashlib.sha256()
    for path in files:
        known.update(f"{path.relative_to(root).as_posix()}\0".encode())
        known.update(hashlib.sha256(path.read_bytes()).digest())
    return known.hexdigest()[:_LENGTH]

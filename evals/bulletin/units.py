"""Whose a document is: by a list, by the folder it lies in, or by the organ that signed it."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from base.errors import InputError, reason
from corpus.documents import Document
from corpus.readers.encoding import decode
from evals.bulletin.papers import UnitOf

BY_FOLDER, BY_SIGNATURE = "文件夹", "署名"
UNSIGNED, UNLISTED = "署名不明", "名单未列"
NOBODYS = (UNSIGNED, UNLISTED)  # no units: they have no place among them
_HEADERS = frozenset(("文件", "文件夹", "file"))
_COLUMNS = 2


def unit_of(how: str, roots: Sequence[Path]) -> UnitOf:
    """How units are told among what lies in `roots`: by folder, by signature, or by the CSV file that `how` names.

    '' is by folder where documents lie in folders of their own, else by signature.
    """
    if how == BY_SIGNATURE:
        return _signed
    folders = _Folders(roots)
    if how == BY_FOLDER:
        return folders.certain
    return _Listed(Path(how), roots) if how else folders


def _signed(document: Document) -> str:
    return document.issuer or UNSIGNED


class _Folders:
    """The folder right below the one that was named; several that were named are units themselves."""

    def __init__(self, roots: Sequence[Path]) -> None:
        """`roots` as they were named: files or folders."""
        self._roots = tuple(roots)
        self._several = sum(root.is_dir() for root in roots) > 1

    def __call__(self, document: Document) -> str:
        return self._folder(Path(document.id)) or _signed(document)

    def certain(self, document: Document) -> str:
        """The folder in any case, be it the one that was named."""
        path = Path(document.id)
        return self._folder(path) or path.resolve().parent.name

    def _folder(self, path: Path) -> str:
        root = _root(path, self._roots)
        if root is None:
            return ""
        if self._several:
            return root.resolve().name
        inner = path.relative_to(root).parts
        return inner[0] if len(inner) > 1 else ""


class _Listed:
    """A CSV of two columns: a file, or a folder of files, and whose it is. What is named more closely holds."""

    def __init__(self, path: Path, roots: Sequence[Path]) -> None:
        """Reads the list; InputError when it cannot be used."""
        self._units = dict(_rows(path))
        self._roots = tuple(roots)

    def __call__(self, document: Document) -> str:
        return next((self._units[name] for name in self._names(Path(document.id)) if name in self._units), UNLISTED)

    def _names(self, path: Path) -> Iterator[str]:
        """How the list may name the file, or a folder it lies in, the closest first: with what leads there, then by its own name."""
        root = _root(path, self._roots)
        inner = path.relative_to(root.parent) if root else path
        for at in (inner, *inner.parents):
            for n in range(len(at.parts)):
                yield "/".join(at.parts[n:])
            yield at.stem


def _root(path: Path, roots: Iterable[Path]) -> Path | None:
    return next((root for root in roots if root.is_dir() and path.is_relative_to(root)), None)


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    """File or folder, and unit."""
    rows = list(csv.reader(_text(path).splitlines()))
    for number, row in enumerate(rows, 1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (number == 1 and cells[0].lower() in _HEADERS):
            continue
        if len(cells) < _COLUMNS or not (cells[0] and cells[1]):
            raise InputError(f"{path} 第 {number} 行应当是两列：文件或文件夹、单位，请补上缺的一列。")
        yield cells[0].replace("\\", "/").strip("/"), cells[1]


def _text(path: Path) -> str:
    try:
        text = decode(path.read_bytes())
    except OSError as error:
        raise InputError(
            f"无法读取单位名单 {path}（{reason(error)}），请检查路径；--units 也可以写“{BY_FOLDER}”或“{BY_SIGNATURE}”。"
        ) from error
    if text is None:
        raise InputError(f"单位名单 {path} 不是文本，请另存为 CSV（逗号分隔）再用。")
    return text

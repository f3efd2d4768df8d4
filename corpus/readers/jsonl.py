"""jsonl: one document a line. A bad line is named and the others are read."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from base.errors import FileError, reason
from corpus.dates import read_date
from corpus.documents import Document
from corpus.metadata import enrich
from corpus.readers.raw import LARGEST, true_nature
from corpus.readers.text import decode

_OWN = ("id", "title", "text", "kind", "issuer", "date", "region", "number", "secrecy")
_BROKEN = re.compile("[\x00\ud800-\udfff]")


class _RowError(Exception):
    """Why a row cannot be used, as the middle of a Chinese sentence."""


def read(path: Path) -> Iterator[Document | FileError]:
    """The documents of `path` in order; a FileError in the place of each bad row. Empty lines are passed over."""
    found, lines_of = False, dict[str, int]()
    try:
        with path.open("rb") as file:
            for number, line in enumerate(_lines(file), 1):
                if not line.strip():
                    continue
                found = True
                if number == 1 and (nature := _nature(line)):
                    yield FileError(f"{path} 其实是{nature}，不是 jsonl，请导出为 UTF-8 编码、每行一个对象的文本。")
                    return
                row = _row(line, path, number)
                if isinstance(row, Document):
                    yield from _repeated(row.id, number, lines_of, path)
                yield row
    except FileNotFoundError:
        yield FileError(f"找不到文件 {path}，请检查路径。")
        return
    except OSError as error:
        yield FileError(f"无法读取 {path}（{reason(error)}），请检查路径和权限。")
        return
    if not found:
        yield FileError(f"{path} 里没有内容，请检查是否选错了文件。")


def _repeated(id: str, number: int, lines_of: dict[str, int], path: Path) -> Iterator[FileError]:
    if first := lines_of.get(id):
        yield FileError(f"{path} 第 {number} 行：编号“{id}”与第 {first} 行重复，以后一行为准，请改成不同的编号。")
    lines_of[id] = number


def _lines(file: Any) -> Iterator[bytes]:
    """Lines without their end; of one over the limit only the beginning, which is too long to pass."""
    while line := file.readline(LARGEST + 1):
        yield line
        while len(line) > LARGEST and not line.endswith(b"\n"):
            line = file.readline(LARGEST + 1)


def _nature(line: bytes) -> str:
    return "UTF-16 编码的文本" if line.startswith((b"\xff\xfe", b"\xfe\xff")) else true_nature(line)


def _row(line: bytes, path: Path, number: int) -> Document | FileError:
    try:
        return _document(_object(line), path)
    except _RowError as error:
        return FileError(f"{path} 第 {number} 行：{error}，请修改这一行。")


def _object(line: bytes) -> dict[str, Any]:
    if len(line) > LARGEST:
        raise _RowError(f"这一行超过 {LARGEST // 1048576} MB")
    text = decode(line)
    if text is None:
        raise _RowError("编码无法识别，应当是 UTF-8")
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _RowError("不是完整的 JSON") from error
    if not isinstance(row, dict):
        raise _RowError("应当是一个 JSON 对象（{…}）")
    return {key: value for key, value in row.items() if value is not None}


def _document(row: dict[str, Any], path: Path) -> Document:
    said = {key: _said(value) for key, value in row.items() if isinstance(value, str | int | float)}
    if isinstance(row.get("id"), bool) or not said.get("id"):
        raise _RowError("缺少 id")
    if not isinstance(row.get("text"), str) or not row["text"].strip():
        raise _RowError("缺少 text，或者 text 不是文字")
    if any(_BROKEN.search(key + value) for key, value in said.items()):
        raise _RowError("文字里有损坏的字符")
    date = read_date(said.get("date", ""))
    own: dict[str, Any] = {key: said[key] for key in _OWN if key in said and key not in ("text", "date")}
    meta = {key: value for key, value in said.items() if key not in _OWN or (key == "date" and not date)}
    return enrich(Document(**{"title": "", **own}, text=row["text"], date=date, source=str(path), meta=meta))


def _said(value: str | int | float) -> str:
    return value.strip() if isinstance(value, str) else json.dumps(value)

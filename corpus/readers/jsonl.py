"""jsonl: one document a line. A bad line is named and the others are read."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from base.errors import FileError, reason
from corpus.cleaning import clean
from corpus.dates import read_date
from corpus.documents import Document
from corpus.metadata import enrich
from corpus.readers.archive import FAULTS as UNPACKING_FAULTS
from corpus.readers.encoding import decode
from corpus.readers.raw import LARGEST, true_nature

_OWN = ("id", "title", "text", "kind", "issuer", "date", "region", "number", "secrecy")
_HOPELESS = 100  # bad rows at the beginning after which a file is no jsonl
_BROKEN = re.compile("[\x00\ud800-\udfff]")


class _RowError(Exception):
    """Why a row cannot be used, as the middle of a Chinese sentence."""


def read(path: Path) -> Iterator[Document | FileError]:
    """The documents of `path` in order; a FileError in the place of each bad row. Empty lines are passed over."""
    return read_stream(lambda: path.open("rb"), str(path), str(path))


def read_stream(opened: Callable[[], IO[bytes]], name: str, source: str) -> Iterator[Document | FileError]:
    """The documents of a file that `opened` opens, called `name` in messages; `source` is the file a person knows."""
    good = bad = 0
    for item in _items(opened, name, source):
        yield item
        good, bad = good + isinstance(item, Document), bad + isinstance(item, FileError)
        if bad >= _HOPELESS and not good:
            yield FileError(f"{name} 的前 {bad} 行都不能用，其余没有再读，请检查是否选错了文件。")
            return


def _items(opened: Callable[[], IO[bytes]], name: str, source: str) -> Iterator[Document | FileError]:
    found, lines_of = False, dict[str, int]()
    try:
        with opened() as file:
            for number, line in enumerate(_lines(file), 1):
                if not line.strip():
                    continue
                found = True
                if number == 1 and (nature := _nature(line)):
                    yield FileError(f"{name} 其实是{nature}，不是 jsonl，请导出为 UTF-8 编码、每行一个对象的文本。")
                    return
                row = _row(line, name, number, source)
                if isinstance(row, Document):
                    yield from _repeated(row.id, number, lines_of, name)
                yield row
    except FileNotFoundError:
        yield FileError(f"找不到文件 {name}，请检查路径。")
        return
    except OSError as error:
        yield FileError(f"无法读取 {name}（{reason(error)}），请检查路径和权限。")
        return
    except UNPACKING_FAULTS:
        yield FileError(f"{name} 已损坏，没有读完，请重新取得文件后再试。")
        return
    if not found:
        yield FileError(f"{name} 里没有内容，请检查是否选错了文件。")


def _repeated(id: str, number: int, lines_of: dict[str, int], name: str) -> Iterator[FileError]:
    if first := lines_of.get(id):
        yield FileError(f"{name} 第 {number} 行：编号“{id}”与第 {first} 行重复，以后一行为准，请改成不同的编号。")
    lines_of[id] = number


def _lines(file: Any) -> Iterator[bytes]:
    """Lines without their end; of one over the limit only the beginning, which is too long to pass."""
    while line := file.readline(LARGEST + 1):
        yield line
        while len(line) > LARGEST and not line.endswith(b"\n"):
            line = file.readline(LARGEST + 1)


def _nature(line: bytes) -> str:
    return "UTF-16 编码的文本" if line.startswith((b"\xff\xfe", b"\xfe\xff")) else true_nature(line)


def _row(line: bytes, name: str, number: int, source: str) -> Document | FileError:
    try:
        return _document(_object(line), source)
    except _RowError as error:
        return FileError(f"{name} 第 {number} 行：{error}，请修改这一行。")


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


def _document(row: dict[str, Any], source: str) -> Document:
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
    copy = clean(row["text"])
    return enrich(Document(**{"title": "", **own}, text=copy.text, date=date, source=source, meta=copy.meta | meta, mends=copy.mends))


def _said(value: str | int | float) -> str:
    return value.strip() if isinstance(value, str) else json.dumps(value)

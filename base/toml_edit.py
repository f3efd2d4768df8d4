"""Changing a few values in the text of a TOML file: all else, comments too, stays as a person wrote it.

The text is changed line by line and read again; what then does not hold exactly the values meant is written anew, value by value.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

Path = tuple[str, ...]  # of a value: ("models", "qwen", "model"); the value None takes it out
_HEADER = re.compile(r"\s*\[[^\[\]]+\]\s*(#.*)?")
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def changed(values: Mapping[str, Any], changes: Mapping[Path, Any]) -> dict[str, Any]:
    """`values` after `changes`."""
    new: dict[str, Any] = deepcopy(dict(values))
    for path, value in changes.items():
        table = new
        for name in path[:-1]:
            table = table.setdefault(name, {})
        if value is None:
            table.pop(path[-1], None)
        else:
            table[path[-1]] = value
    return new


def edited(text: str, changes: Mapping[Path, Any]) -> tuple[str, bool]:
    """`text` after `changes`, and whether its layout and comments were kept. ValueError when `text` is no TOML."""
    wanted = changed(tomllib.loads(text), changes)
    new = text
    for path, value in changes.items():
        new = _put(new, path, value)
    try:
        kept = tomllib.loads(new) == wanted
    except tomllib.TOMLDecodeError:
        kept = False
    return (new, True) if kept else (written(wanted), False)


def line_of(text: str, path: Path) -> int:
    """The number, from 1, of the line in which the value `path` stands, else of the section it is in; 0 where neither can be told."""
    lines = text.split("\n")
    for depth in range(len(path), 0, -1):
        span = _section(lines, path[: depth - 1])
        for n in range(*span) if span else ():
            if list(_said(lines[n])) == [path[depth - 1]] and not _HEADER.fullmatch(lines[n]):
                return n + 1
        if header := _section(lines, path[:depth]):
            return header[0] + 1
    return 0


def written(values: Mapping[str, Any]) -> str:
    """`values` as TOML."""
    return _table(values, ()).lstrip("\n")


def _put(text: str, path: Path, value: Any) -> str:
    lines = text.removesuffix("\n").split("\n") if text else []
    if isinstance(value, Mapping):
        for name, inner in value.items():
            text = _put(text, (*path, name), inner)
        return text
    if value is None and (span := _section(lines, path)):
        return _joined([*lines[: span[0]], *lines[_behind(lines, span) :]])
    span = _section(lines, path[:-1])
    if span is None:
        return text if value is None else _joined([*lines, *([""] if lines else []), f"[{_dotted(path[:-1])}]", _line(path[-1], value)])
    at = next((n for n in range(*span) if list(_said(lines[n])) == [path[-1]]), None)
    if at is not None:
        return _joined([*lines[:at], *([] if value is None else [_line(path[-1], value) + _comment(lines[at])]), *lines[at + 1 :]])
    return text if value is None else _joined(_added(lines, span, _line(path[-1], value)))


def _section(lines: list[str], path: Path) -> tuple[int, int] | None:
    """The lines of the section `path`, from its header to the next one; those before the first header for the top."""
    headers = [n for n, line in enumerate(lines) if _HEADER.fullmatch(line)]
    starts = [n for n in headers if _path_of(lines[n]) == path] if path else [-1]
    if not starts:
        return None
    return max(starts[0], 0), next((n for n in headers if n > starts[0]), len(lines))


def _path_of(header: str) -> Path:
    path, table = [], _said(header)
    while table:
        name, table = next(iter(table.items()))
        path.append(name)
    return tuple(path)


def _behind(lines: list[str], span: tuple[int, int]) -> int:
    """Where the next section begins: with the comment right above its header."""
    end = span[1]
    while end < len(lines) and end - 1 > span[0] and lines[end - 1].lstrip().startswith("#"):
        end -= 1
    return end


def _added(lines: list[str], span: tuple[int, int], line: str) -> list[str]:
    """A line at the end of a section, before the empty lines and comments that stand above the next one."""
    at = _behind(lines, span)
    while at > span[0] and not lines[at - 1].strip():
        at -= 1
    return [*lines[:at], line, *lines[at:]]


def _said(line: str) -> dict[str, Any]:
    """What a line says alone; {} when it says nothing whole."""
    try:
        return tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return {}


def _comment(line: str) -> str:
    """The comment at the end of a line, with the space before it."""
    said = _said(line)
    ends = (m.start() for m in re.finditer(r"\s*#", line))
    return next((line[end:] for end in ends if _said(line[:end]) == said), "")


def _table(values: Mapping[str, Any], path: Path) -> str:
    own = {name: value for name, value in values.items() if not isinstance(value, Mapping)}
    inner = {name: value for name, value in values.items() if isinstance(value, Mapping)}
    header = f"\n[{_dotted(path)}]\n" if path and (own or not inner) else ""
    lines = "".join(f"{_line(name, value)}\n" for name, value in own.items())
    return header + lines + "".join(_table(value, (*path, name)) for name, value in inner.items())


def _line(name: str, value: Any) -> str:
    return f"{_dotted((name,))} = {_value(value)}"


def _dotted(path: Path) -> str:
    return ".".join(name if _BARE.fullmatch(name) else _string(name) for name in path)


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{" + ", ".join(_line(name, inner) for name, inner in value.items()) + "}"
    return f"[{', '.join(map(_value, value))}]" if isinstance(value, list | tuple) else str(value)


def _string(words: str) -> str:
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def _joined(lines: list[str]) -> str:
    return "\n".join(lines) + "\n" if lines else ""

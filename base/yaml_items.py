"""Changing the items of one list in the text of a YAML file: all else, comments too, stays as a person wrote it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import yaml

from base.errors import InputError
from base.strict_yaml import parse

Item = tuple[int | None, Any]  # the number of the item it was, None for a new one; what it says now, None for what it said
_INDENT = "  "


class _Place(NamedTuple):
    """A value in the text, and its key."""

    key: yaml.Node
    node: yaml.Node


def with_items(text: str, path: tuple[str, ...], items: Sequence[Item]) -> str:
    """`text` with the list at `path` (one or two keys) made of `items`; ValueError when it cannot be changed without touching the rest."""
    before = parse(text, "")[0] or {}
    old = _at(before, path)
    items = [(was, old[was] if value is None and was is not None else value) for was, value in items]
    new = _replaced(text, path, items)
    if parse(new, "")[0] != _expected(before, path, [value for _, value in items]):
        raise ValueError(path)
    return new


def _at(values: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        values = (values or {}).get(name)
    return values or []


def _expected(values: Any, path: tuple[str, ...], items: list[Any]) -> dict[str, Any]:
    values = dict(values or {})
    inner = items if len(path) == 1 else _expected(values.get(path[0]), path[1:], items)
    return {**values, path[0]: inner}


def _replaced(text: str, path: tuple[str, ...], items: Sequence[Item]) -> str:
    node = yaml.compose(text, yaml.SafeLoader)
    place = _find(node, path)
    if place is None:
        return _appended(text, path, node, items)
    if isinstance(place.node, yaml.SequenceNode) and not place.node.flow_style and place.node.value:
        return _in_block(text, place.node, items) if items else _emptied(text, place.key, place.node)
    values = [value for _, value in items]
    start, end = place.node.start_mark.index, place.node.end_mark.index
    return text[:start] + (" " if start and text[start - 1] == ":" else "") + _flow(values) + text[end:]


def _find(node: yaml.Node | None, path: tuple[str, ...]) -> _Place | None:
    """The value at `path`."""
    found = None
    for name in path:
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        found = next((_Place(*pair) for pair in pairs if pair[0].value == name), None)
        node = found.node if found else None
    return found


def _in_block(text: str, node: yaml.SequenceNode, items: Sequence[Item]) -> str:
    """The items of a block list anew: one that is as it was keeps its lines, one that is changed or gone leaves its comments."""
    lines = text.split("\n")
    starts, end = _lines_of(lines, node)
    parts = [lines[first:last] for first, last in zip(starts, (*starts[1:], end))]
    old = parse("\n".join(lines[starts[0] : end]), "")[0]
    dash = parts[0][0][: -len(parts[0][0].lstrip())] + "- "
    out: list[str] = []
    for was, value in items:
        if was is not None and value == old[was]:
            out += parts[was]
        else:
            beside, below = ("", []) if was is None else (_beside(lines, node.value[was]), _comments(parts[was]))
            out += [f"{dash}{_one(value)}{beside}", *below]
    kept = {was for was, _ in items}
    left = [line for n, part in enumerate(parts) if n not in kept for line in _comments(part)]
    return "\n".join([*lines[: starts[0]], *out, *left, *lines[end:]])


def _emptied(text: str, key: yaml.Node, node: yaml.SequenceNode) -> str:
    """A block list without items."""
    lines = text.split("\n")
    starts, end = _lines_of(lines, node)
    at, colon = key.end_mark.line, key.end_mark.column + 1
    lines[at] = f"{lines[at][:colon]} []{lines[at][colon:]}"
    return "\n".join([*lines[: starts[0]], *_comments(lines[starts[0] : end]), *lines[end:]])


def _lines_of(lines: Sequence[str], node: yaml.SequenceNode) -> tuple[list[int], int]:
    """The lines in which the items of a block list begin, and the line behind the last."""
    starts = [item.start_mark.line for item in node.value]
    if any(not lines[n].lstrip().startswith("-") for n in starts):
        raise ValueError("an item does not begin on the line of its dash")
    return starts, _leaf(node.value[-1]).end_mark.line + 1


def _comments(lines: Sequence[str]) -> list[str]:
    """The lines that are comments alone."""
    return [line for line in lines if line.lstrip().startswith("#")]


def _beside(lines: Sequence[str], item: yaml.Node) -> str:
    """The comment behind an item, with the space before it."""
    end = _leaf(item).end_mark
    rest = lines[end.line][end.column :]
    return rest if rest.lstrip().startswith("#") else ""


def _leaf(node: yaml.Node) -> yaml.Node:
    """The last part of `node` whose end is where its words end: that of a block is where the next thing begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


def _appended(text: str, path: tuple[str, ...], root: yaml.Node | None, items: Sequence[Item]) -> str:
    """A list that is not there yet: at the end of the file, or at the beginning of the section it belongs to."""
    lines = [f"- {_one(value)}" for _, value in items]
    above = _find(root, path[:1]) if len(path) > 1 else None
    if above is None:
        indent = _INDENT * len(path)
        keys = [f"{_INDENT * n}{name}:" for n, name in enumerate(path)]
        return "\n".join([*([text.rstrip("\n"), ""] if text.strip() else []), *keys, *(indent + line for line in lines)]) + "\n"
    if not isinstance(above.node, yaml.MappingNode) or above.node.flow_style or not above.node.value:
        raise ValueError("the section is written on one line")
    first = above.node.value[0][0].start_mark
    indent, whole = " " * first.column, text.split("\n")
    return "\n".join([*whole[: first.line], f"{indent}{path[1]}:", *(indent + _INDENT + line for line in lines), *whole[first.line :]])


def _one(value: Any) -> str:
    return _flow([value])[1:-1]


def _flow(values: Sequence[Any]) -> str:
    """On one line, as a person would write it."""
    dumped = yaml.safe_dump(list(values), allow_unicode=True, default_flow_style=True, sort_keys=False, width=float("inf"))
    return str(dumped).strip()


def refusal(where: str, section: str) -> InputError:
    """What a person is told when the list is written in a way that cannot be changed here."""
    return InputError(f"{where} 里“{section}”的写法不能在表里改，请到“整个文件”里修改。")

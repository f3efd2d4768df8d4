"""YAML read strictly into pydantic models: unknown keys, wrong types and syntax errors name file and line."""

import difflib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from base.errors import InputError, reason

M = TypeVar("M", bound=BaseModel)
Loc = tuple[int | str, ...]


_FULL_COLON = re.compile(r"^\s*-?\s*[A-Za-z_]\w*：")
_STRING, _LIST, _MAPPING = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """SafeLoader that refuses a key given twice and values that stand in two places.

    The values of a mapping or list are made in one walk: what PyYAML does for objects that hold themselves takes half of the time.
    """

    def value_of(self, node: yaml.Node, seen: set[int]) -> Any:
        """What `node` stands for. A node `seen` before is an alias: a few of them can stand for gigabytes."""
        if id(node) in seen:
            raise yaml.MarkedYAMLError(problem="不支持用 & 和 * 引用别处的内容", problem_mark=node.start_mark)
        seen.add(id(node))
        if node.tag == _STRING:
            return node.value
        if node.tag == _LIST and isinstance(node, yaml.SequenceNode):
            return [self.value_of(item, seen) for item in node.value]
        if node.tag == _MAPPING and isinstance(node, yaml.MappingNode):
            return self._mapping(node, seen)
        if isinstance(node, yaml.CollectionNode):
            raise yaml.MarkedYAMLError(problem="不支持用 ! 写明类型", problem_mark=node.start_mark)
        return self.construct_object(node)

    def _mapping(self, node: yaml.MappingNode, seen: set[int]) -> dict[Any, Any]:
        mapping: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self.value_of(key_node, seen)
            if isinstance(key, list | dict):
                raise yaml.MarkedYAMLError(problem="键不能是列表或映射", problem_mark=key_node.start_mark)
            if key in mapping:
                raise yaml.MarkedYAMLError(problem=f"“{key}”写了两遍", problem_mark=key_node.start_mark)
            mapping[key] = self.value_of(value_node, seen)
        return mapping


# Dates stay text: the model reads them, and a 13th month is told with its line
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for first, pairs in _Loader.yaml_implicit_resolvers.items()
}


def load_model(path: Path, model: type[M], prepare: Callable[[dict[str, Any]], dict[str, Any]] = dict) -> M:
    """Read the YAML file at `path` as a `model`; every fault is an InputError with file and line.

    `prepare` may replace raw values (a file name by what the file holds) before they are validated.
    """
    return parse_model(read_text(path), model, str(path), prepare)


def parse_model(text: str, model: type[M], where: str, prepare: Callable[[dict[str, Any]], dict[str, Any]] = dict) -> M:
    """Read YAML `text` as a `model`; `where` names it in messages."""
    value, node = _read(text, where)
    if not isinstance(value, dict):
        raise InputError(f"{where}：内容应当是“键: 值”的形式，请对照示例修改。")
    value = prepare(value)
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise InputError(_explain(error, model, _lines(node), where)) from error


def parse(text: str, where: str) -> tuple[Any, dict[Loc, int]]:
    """The value of YAML `text`, and the 1-based line of every key and item in it."""
    value, node = _read(text, where)
    return value, _lines(node)


def _read(text: str, where: str) -> tuple[Any, yaml.Node | None]:
    """The value of YAML `text`, and what it was made of; the lines are looked for in that when somebody asks."""
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            return loader.value_of(node, set()) if node is not None else None, node
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        for number, said in enumerate(text.split("\n")[:line], 1):
            if _FULL_COLON.match(said):
                raise InputError(f"{where} 第 {number} 行：键后面是中文冒号“：”，请改成英文冒号“:”，后面空一格。") from error
        problem = error.problem if error.problem and not error.problem.isascii() else "YAML 格式有误（请检查缩进、冒号后的空格和引号）"
        raise InputError(f"{where} 第 {line} 行：{problem}。") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InputError(f"{where}：不是可以读取的 YAML 文本，请用文本编辑器检查。") from error


def read_text(path: Path) -> str:
    """The UTF-8 text of `path`; a missing or undecodable file is an InputError."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise InputError(f"找不到文件 {path}，请检查路径。") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} 不是 UTF-8 编码的文本，请用记事本打开，“另存为”时把编码选成 UTF-8，再试。") from error
    except OSError as error:
        raise InputError(f"无法读取 {path}（{reason(error)}），请检查路径和权限。") from error


def _lines(node: yaml.Node | None) -> dict[Loc, int]:
    lines: dict[Loc, int] = {}
    if node is not None:
        _collect(node, (), lines)
    return lines


def _collect(node: yaml.Node, loc: Loc, lines: dict[Loc, int]) -> None:
    """The lines of all keys and items."""
    lines.setdefault(loc, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            lines[(*loc, str(key.value))] = key.start_mark.line + 1
            _collect(value, (*loc, str(key.value)), lines)
    elif isinstance(node, yaml.SequenceNode):
        for i, item in enumerate(node.value):
            _collect(item, (*loc, i), lines)


def _explain(error: ValidationError, model: type[BaseModel], lines: dict[Loc, int], where: str) -> str:
    said = []
    for detail in error.errors():
        loc = detail["loc"]
        while loc and loc not in lines:
            loc = loc[:-1]
        said.append(f"{where} 第 {lines.get(loc, 1)} 行：{_sentence(detail, model)}")
    return "\n".join(dict.fromkeys(said))


_TYPES = {
    "missing": "缺少这一项",
    "string_type": "应当是文字",
    "int_parsing": "应当是整数",
    "int_type": "应当是整数",
    "float_parsing": "应当是数",
    "bool_parsing": "应当是 true 或 false",
    "list_type": "应当是列表，写成 [甲, 乙]",
    "tuple_type": "应当是列表，写成 [甲, 乙]",
    "dict_type": "应当是“键: 值”的形式",
    "model_type": "应当是“键: 值”的形式",
    "date_from_datetime_parsing": "应当是日期，例如 2026-11-20",
    "date_parsing": "应当是日期，例如 2026-11-20",
    "date_type": "应当是日期，例如 2026-11-20",
    "too_short": "项数太少",
    "too_long": "项数太多",
    "string_too_short": "不能为空",
}


_NO_ENTRY = ("model_type", "dict_type", "list_type", "tuple_type")


def _sentence(detail: ErrorDetails, model: type[BaseModel]) -> str:
    kind, loc = detail["type"], detail["loc"]
    key = _place(loc)
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(str(loc[-1]), _keys(model, loc[:-1]), n=1, cutoff=0.5)
        return f"不认识的字段“{key}”" + (f"，是不是想写“{near[0]}”？" if near else "，请删去或对照说明修改。")
    if kind == "literal_error":
        expected = str(detail.get("ctx", {}).get("expected", "")).replace(" or ", "、").replace("'", "").replace(", ", "、")
        return f"“{key}”的值“{detail['input']}”不在可选范围内，可选：{expected}。"
    if kind == "value_error":
        return f"“{key}”：{detail['ctx']['error']}" if key else str(detail["ctx"]["error"])
    if kind in _NO_ENTRY and (form := _form(model, loc)):
        return f"“{key}”应当{'一行一条，每条' if kind.endswith(('list_type', 'tuple_type')) else ''}写成 {form}，请照此修改。"
    return f"“{key}”{_TYPES.get(kind, '的值不合要求')}，请修改。"


def _place(loc: Loc) -> str:
    """names 第 1 项的 title."""
    said = ""
    for step in loc:
        said += f" 第 {step + 1} 项" if isinstance(step, int) else f"{'的 ' if said.endswith('项') else '.' if said else ''}{step}"
    return said


def _form(model: type[BaseModel], loc: Loc) -> str:
    """How an entry of the model at `loc` is written: {name: ……, title: ……}; '' where there is none."""
    nested = _nested(model, loc)
    if nested is model:
        return ""
    needed = [field.alias or name for name, field in nested.model_fields.items() if field.is_required()]
    return f"{{{', '.join(f'{name}: ……' for name in needed)}}}" if needed else ""


def _keys(model: type[BaseModel], loc: Loc) -> list[str]:
    """The valid keys of the (possibly nested) model at `loc`."""
    return [field.alias or name for name, field in _nested(model, loc).model_fields.items()]


def _nested(model: type[BaseModel], loc: Loc) -> type[BaseModel]:
    """The model at `loc` within `model`."""
    for step in loc:
        if isinstance(step, str) and step in model.model_fields:
            nested = [a for a in _arguments(model.model_fields[step].annotation) if isinstance(a, type) and issubclass(a, BaseModel)]
            if nested:
                model = nested[0]
    return model


def _arguments(annotation: Any) -> list[Any]:
    inner = getattr(annotation, "__args__", ())
    return [annotation, *(x for a in inner for x in _arguments(a))]

"""`check --batch`: one case a line in, one result a line out, in input order."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from pydantic import ValidationError

from base.errors import InputError
from drafting.ledger import Fact
from evals.archive import Archive
from evals.case import Case, Outcome, TitleLookup
from evals.context import Context
from evals.report import as_json


class Holdings(Protocol):
    """The library, of which every row may leave out documents."""

    def without(self, excluded: frozenset[str]) -> TitleLookup:
        """Its documents by name."""

    def archive(self, excluded: frozenset[str]) -> Archive:
        """Its documents by what they say."""


def check_lines(
    lines: Iterator[str], check: Callable[[Case], Outcome], library: Holdings | None = None
) -> Iterator[tuple[dict[str, Any], bool]]:
    """A result object for every non-empty line, as `check` judges it, and whether the row was good. A bad row gives {"id", "error"}."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        name: Any = number
        try:
            row = _row(line, number)
            name = row["id"]
            case, ignored = case_of(row, number, library)
        except InputError as error:
            yield {"id": name, "error": str(error)}, False
            continue
        yield answer(name, check(case), ignored), True


def answer(name: Any, outcome: Outcome, ignored: Iterable[str]) -> dict[str, Any]:
    """The result object of a row, with what of its context was `ignored`."""
    result = as_json(name, outcome)
    result["unscored"] += [{"family": "context", "why": why} for why in ignored]
    return result


def _row(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
        line.encode()
    except (ValueError, RecursionError) as error:  # UnicodeEncodeError is a ValueError: the line was no UTF-8
        raise InputError(f"第 {number} 行不是合格的 JSON，或不是 UTF-8，请每行写一个对象。") from error
    if not isinstance(row, dict) or not isinstance(row.get("id"), str | int) or _lone(str(row["id"])):
        raise InputError(f"第 {number} 行缺少 id，请补上。")
    return row


def _lone(text: str) -> bool:
    """Does `text` hold half of a surrogate pair, which no UTF-8 file can?"""
    return not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text)


def case_of(row: dict[str, Any], number: int, library: Holdings | None) -> tuple[Case, tuple[str, ...]]:
    """The case in a row, and what of its context could not be used; InputError names what is wrong."""
    if not isinstance(row.get("text"), str):
        raise InputError(f"第 {number} 行（{row['id']}）缺少 text 或 text 不是文字，请补上。")
    if _lone(row["text"]):
        raise InputError(f"第 {number} 行（{row['id']}）的 text 里有不成对的代理字符，请重新导出这一行。")
    context, ignored = Context.lenient(row.get("context"))
    excluded = frozenset(_texts(row, "exclude") or ())
    case = Case(
        text=row["text"],
        id=str(row["id"]),
        sources=_texts(row, "sources"),
        facts=_facts(row),
        context=context,
        lookup=library.without(excluded) if library else None,
        archive=library.archive(excluded) if library else None,
    )
    return case, ignored


def _texts(row: dict[str, Any], key: str) -> tuple[str, ...] | None:
    value = row.get(key)
    if value is None:
        return None
    value = [value] if isinstance(value, str) else value
    if not isinstance(value, list) or not all(isinstance(x, str) for x in value):
        raise InputError(f"{row['id']}：{key} 应当是文字的列表，请修改。")
    return tuple(value)


def _facts(row: dict[str, Any]) -> tuple[Fact, ...] | None:
    value = row.get("facts")
    if value is None:
        return None
    if not isinstance(value, list):
        raise InputError(f"{row['id']}：facts 应当是列表，请修改。")
    facts = []
    for i, fact in enumerate(value, 1):
        try:
            facts.append(Fact.model_validate(fact))
        except ValidationError as error:
            raise InputError(f"{row['id']}：facts 第 {i} 项不合要求（要有 name 和数值 value），请修改。") from error
    return tuple(facts)

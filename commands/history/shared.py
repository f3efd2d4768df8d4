"""What the history commands share: who acts, which draft, which revision."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from base.errors import InputError
from corpus.readers.raw import Raw
from corpus.remarks import Remark, remarks_in
from drafting.brief import Brief
from drafting.history.entry import Entry, Person
from drafting.history.history import History

F = TypeVar("F", bound=Callable[..., Any])
_LONGEST = 200
_BROKEN = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


class Words(click.ParamType[str]):
    """Words that a person gives: on one line, not endless, nothing that cannot be kept."""

    name = "words"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Without the space around it."""
        said = str(value).strip()
        if _BROKEN.search(said) or len(said) > _LONGEST:
            self.fail(f"应当写成一行文字，不超过 {_LONGEST} 字。", param, ctx)
        return said


class Name(Words):
    """The same, but not empty."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Without the space around it."""
        said = super().convert(value, param, ctx)
        if not said:
            self.fail("是空的，请写明。", param, ctx)
        return said


WORDS, NAME = Words(), Name()
DRAFT = click.argument("draft", type=NAME, metavar="稿名")
FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出格式。")


def who(command: F) -> F:
    """The options --author and --role."""
    author = click.option(
        "--author", type=NAME, required=True, envvar="BIGANZI_AUTHOR", metavar="姓名", help="何人（或设 BIGANZI_AUTHOR）。"
    )
    role = click.option("--role", type=WORDS, default="", envvar="BIGANZI_ROLE", metavar="职务", help="职务（或设 BIGANZI_ROLE）。")
    return author(role(command))


def person(author: str, role: str) -> Person:
    return Person(name=author, role=role)


def opened(home: Path) -> History:
    """The history of the workspace, for looking: InputError where there is none, so that looking makes nothing."""
    if not History.is_there(home):
        raise InputError(f"{home} 里还没有留痕，请先用 biganzi history save 存入一版，或用 biganzi draft 起草。")
    return History.open(home)


def brief_of(history: History, entry: Entry) -> Brief | None:
    """The brief that a revision answers."""
    said = history.brief(entry)
    return Brief.model_validate_json(said) if said else None


def remarks_of(history: History, entry: Entry) -> tuple[Remark, ...]:
    """The comments of the file that a revision came from: a 忽略说明 may stand in one."""
    data = history.docx(entry)
    return remarks_in(Raw(f"{entry.said.draft}.docx", data)) if data else ()

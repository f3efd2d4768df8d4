"""Which revisions of a document are meant: by number, author, category."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from base.errors import FileError, InputError
from commands.history.shared import NAME
from commands.paths import FILE
from corpus.readers.formats import OOXML
from corpus.readers.raw import read_raw
from drafting.tracked import RevisedDocument, Revision
from evals.compare.words import CATEGORY

F = TypeVar("F", bound=Callable[..., Any])
CATEGORIES: dict[str, str] = {**{str(key): said for key, said in CATEGORY.items()}, "format": "格式"}
_NUMBERS = re.compile(r"(\d{1,6})(?:[-—~～至](\d{1,6}))?")

document_argument = click.argument("path", type=FILE, metavar="文件")


def filters(command: F) -> F:
    """The options `--author` and `--category`."""
    author = click.option("--author", "authors", type=NAME, multiple=True, metavar="姓名", help="只要这个人的修订，可给多次。")
    names = "、".join(CATEGORIES.values())
    category = click.option(
        "--category", "categories", type=_Category(), multiple=True, metavar="类别", help=f"只要这类修订：{names}，可给多次。"
    )
    return author(category(command))


class _Category(click.ParamType[str]):
    name = "category"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """A category by its Chinese or English name."""
        known = {**{said: key for key, said in CATEGORIES.items()}, **{key: key for key in CATEGORIES}}
        if str(value) not in known:
            self.fail(f"没有“{value}”这个类别，可用的有：{'、'.join(CATEGORIES.values())}。", param, ctx)
        return known[str(value)]


def opened(path: Path) -> RevisedDocument:
    """The document at `path`; FileError when it is no docx or is damaged."""
    raw = read_raw(path)
    if raw.suffix not in OOXML:
        raise FileError(f"{path} 不是 Word 文档（docx），修订只在 docx 里有，请用 Word 或 WPS 另存为 docx 再试。")
    return RevisedDocument(raw)


def chosen(document: RevisedDocument, numbers: Iterable[str], authors: tuple[str, ...], categories: tuple[str, ...]) -> list[Revision]:
    """The revisions that all of what was given is true of; InputError for a number or an author that the document has not."""
    wanted = set(_numbers(numbers))
    known = {r.number for r in document.revisions}
    if strange := sorted(wanted - known):
        raise InputError(f"没有第 {strange[0]} 处修订，文稿里共有 {len(known)} 处，请用 biganzi revisions list 查看编号。")
    people = {r.author for r in document.revisions}
    if missing := [a for a in authors if a not in people]:
        raise InputError(f"没有“{missing[0]}”的修订，文稿里有：{'、'.join(sorted(people)) or '没有任何人的修订'}。")
    return [
        r
        for r in document.revisions
        if (not wanted or r.number in wanted) and (not authors or r.author in authors) and (not categories or r.category in categories)
    ]


def _numbers(given: Iterable[str]) -> Iterator[int]:
    """3、5-7 as numbers."""
    for word in (w for one in given for w in re.split(r"[,，、\s]+", one) if w):
        match = _NUMBERS.fullmatch(word)
        if match is None:
            raise InputError(f"“{word}”不是编号，请写成 3 或 5-7，编号见 biganzi revisions list。")
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            raise InputError(f"“{word}”前大后小，请写成 {last}-{first}。")
        yield from range(first, last + 1)

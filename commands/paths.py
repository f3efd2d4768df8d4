"""Files that a person names: never the empty name, and no result over what it was made from."""

import datetime as dt
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import click

from base import files
from base.errors import InputError


class _Named(click.Path):
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """An empty name (an unset variable of a script) would mean the current folder."""
        if not str(value):
            self.fail("文件名是空的，请写明文件。", param, ctx)
        return super().convert(value, param, ctx)


FILE = _Named(path_type=Path)


def deliver(text: str, output: Path | None) -> None:
    """`text` into `output`, or on the screen; InputError when `output` is one of the files this command was given to read."""
    if output is None:
        click.echo(text)
        return
    not_an_input(output)
    files.write_text(output, text + "\n")


def not_an_input(output: Path) -> None:
    """InputError when `output` is one of the files this command was given to read."""
    for path in _given():
        if path is not output and path.exists() and output.exists() and path.samefile(output):
            raise InputError(f"结果不能写到 {output} 上，它是这次要读的文件，请换一个文件名。")


def set_aside(path: Path) -> Path | None:
    """Rename what stands at `path`, so that a person's work in it is not lost; where it is now, None when there was nothing."""
    if not path.is_file():
        return None
    aside = path.with_name(f"{path.stem}-旧-{dt.datetime.now():%Y%m%d-%H%M%S}{path.suffix}")
    path.rename(aside)
    return aside


def beside(path: Path, word: str, suffix: str = "") -> Path:
    """讲话.docx → 讲话.修订.docx for the word 修订; numbered when that is there: an earlier one may have been worked on."""
    names = (path.with_name(f"{path.stem}.{word}{f'-{n}' if n > 1 else ''}{suffix or path.suffix}") for n in count(1))
    return next(name for name in names if not name.exists())


def _given() -> Iterator[Path]:
    for value in click.get_current_context().params.values():
        yield from (v for v in (value if isinstance(value, tuple) else (value,)) if isinstance(v, Path))

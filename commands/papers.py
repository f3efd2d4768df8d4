"""The papers to be reviewed where a person names files, folders and patterns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from base.errors import FileError, InputError
from commands.ui import say
from corpus.readers import walk
from corpus.readers.files import PassedOver, formats_of
from corpus.readers.formats import EXACT

COMMENTED = ".审核"  # ends the stem of a copy with comments
_COPY = re.compile(r"\.审核\d*(?:-旧-\d{8}-\d{6})?$")


@dataclass(frozen=True)
class Papers:
    """Those to be reviewed, each once, and what was meant but cannot be."""

    paths: tuple[Path, ...]
    refused: tuple[FileError, ...] = ()


def papers(named: Sequence[Path], output: Path | None) -> Papers:
    """What is `named`; of a folder its docx, md and txt, save the copies with comments. InputError where nothing is left to review.

    What of a folder stays out is said, or is among `refused`. `output` is where the result goes.
    """
    found = [item for path in named for item in _under(path, output)]
    paths = tuple(dict.fromkeys(item for item in found if isinstance(item, Path)))
    refused = tuple(item for item in found if isinstance(item, FileError))
    if not paths:
        raise InputError(
            "\n".join(map(str, refused)) or f"{'、'.join(map(str, named))} 里没有可以审核的文稿（docx、md、txt），请检查路径。"
        )
    return Papers(paths, refused)


def forbid_over(output: Path | None, paths: Sequence[Path]) -> None:
    """InputError when the result would take the place of one of `paths`, which lies in a folder that was named."""
    if output and any(output.resolve() == path.resolve() for path in paths):
        raise InputError(f"结果不能写到 {output} 上，它是这次要读的文件，请换一个文件名。")


def _under(path: Path, output: Path | None) -> Iterator[Path | FileError]:
    if path.is_dir():
        yield from _in_folder(path, output)
    elif _is_pattern(path):
        matched = sorted(Path(path.anchor).glob(str(path.relative_to(path.anchor)).replace("[", "[[]")))
        if not matched:
            yield FileError(f"没有与 {path} 相符的文件，请检查路径。")
        for found in matched:
            yield from _in_folder(found, output) if found.is_dir() else [found]
    else:
        yield path  # whoever reads it says what is wrong with it


def _is_pattern(path: Path) -> bool:
    """Some shells hand `*.docx` on as it is written."""
    return not path.exists() and any(c in str(path) for c in "*?")


def _in_folder(folder: Path, output: Path | None) -> Iterator[Path | FileError]:
    items = list(walk([folder]))
    copies = [item for item in items if isinstance(item, Path) and _COPY.search(item.stem)]
    for item in items:
        if isinstance(item, FileError):
            yield item
        elif isinstance(item, Path) and item not in copies:
            if item.suffix.lower() in EXACT:
                yield item
            elif output is None or item.resolve() != output.resolve():
                yield FileError(f"{item} 不是 docx、md、txt，没有审核，请另存为 docx（压缩包请解压）再来。")
    _tell_left_out(folder, copies, [item for item in items if isinstance(item, PassedOver)])


def _tell_left_out(folder: Path, copies: Sequence[Path], others: Sequence[PassedOver]) -> None:
    if copies:
        say(f"提示：{folder} 里的 {len(copies)} 份批注稿（名称.审核.docx）没有再审。")
    if others:
        say(f"提示：{folder} 里另有 {len(others)} 个文件不是文稿，没有审核：{formats_of(others)}。")

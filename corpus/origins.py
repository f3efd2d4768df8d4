"""The files that documents came from, and whether they are still there."""

from collections.abc import Sequence
from pathlib import Path

from base.errors import InputError


def refuse_sweep(gone: int, known: int, paths: Sequence[Path]) -> None:
    """InputError when more than half of the `known` documents from `paths` are gone."""
    if gone > known / 2:
        where = "、".join(map(str, paths))
        raise InputError(
            f"{where} 里收录过的 {known} 份有 {gone} 份不见了，可能是网络盘没有连上或文件夹被移走，所以什么也没有改；"
            f"确实要把它们移出文库，请加 --yes。"
        )


def is_missing(path: Path) -> bool:
    """Whether there is surely no such file; where we may not look, it is not sure."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def file_of(source: str) -> str:
    """The file on the disk that `source` names: what is inside an archive is called ARCHIVE!/NAME."""
    return source.partition("!/")[0]


def is_under(file: str, roots: Sequence[Path]) -> bool:
    return any(Path(file).is_relative_to(root) for root in roots)

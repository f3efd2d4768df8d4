"""Layouts on the command line: what of a docx differs from one, and a copy put right."""

from collections.abc import Sequence
from pathlib import Path

from base import files
from base.errors import InputError
from commands.paths import not_an_input
from commands.ui import say
from corpus.readers.formats import OOXML
from corpus.readers.raw import read_raw
from drafting.docx.layouts import layout
from drafting.layout_check.faults import Fault, faults

DEFAULT = "gbt9704"
_FAMILY = "format"  # the family that findings on a layout belong to


def forbid_unfit(name: str, paths: tuple[Path, ...], fixed: Path | None, families: Sequence[str]) -> str:
    """The layout to hold the files against, '' for none; InputError where there is nothing to hold or several files for one result."""
    if fixed and len(paths) != 1:
        raise InputError(f"--fix-layout 一次只修一份文稿，这里给了 {len(paths)} 份，请逐份来修。")
    wanted = name or (DEFAULT if fixed else "")
    if wanted and _FAMILY not in families:
        raise InputError("版式属于格式类，--families 里没有 format，请加上或去掉 --families。")
    if wanted and not any(path.suffix.lower() in OOXML for path in paths):
        raise InputError("版式只能查 docx，给出的文件里没有，请先用 Word 或 WPS 另存为 docx。")
    if fixed:
        if fixed.suffix.lower() != paths[0].suffix.lower():
            raise InputError(f"修好的文稿 {fixed} 的扩展名应当是 {paths[0].suffix}，请改名（{fixed.with_suffix(paths[0].suffix).name}）。")
        not_an_input(fixed)
    return wanted


def layout_faults(path: Path, name: str) -> tuple[Fault, ...]:
    """Where the look of the file differs from the layout `name`; none for '' and for what is no docx."""
    if not name or path.suffix.lower() not in OOXML:
        return ()
    from drafting.layout_check.story import layout_of  # lxml and python-docx: only where a docx is looked at

    return faults(layout_of(read_raw(path)), layout(name))


def fix_layout(path: Path, name: str, fixed: Path) -> None:
    """Write the file at `path` to `fixed` in the layout `name`, and say what is left."""
    from drafting.layout_check.repair import repaired

    files.write_bytes(fixed, repaired(read_raw(path), layout(name)))
    left = layout_faults(fixed, name)
    rest = f"还有 {len(left)} 处要人工处理：" + "；".join(f"{f.where}{f.found}" for f in left) + "。" if left else ""
    say(f"修好的文稿：{fixed}（文字、表格、图片、批注、修订都没有动，原稿 {path} 保持原样）。{rest}")

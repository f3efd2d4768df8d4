"""Layouts on the command line: what of a docx differs from one, and a copy put right."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from base import files
from base.errors import InputError
from commands.paths import not_an_input
from commands.ui import say
from corpus.readers.formats import OOXML
from corpus.readers.raw import read_raw
from drafting.docx.layouts import layout

if TYPE_CHECKING:
    from drafting.layout_check.faults import Fault

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


def layout_faults(path: Path, name: str) -> "tuple[Fault, ...]":
    """Where the look of the file differs from the layout `name`; none for '' and for what is no docx."""
    if not name or path.suffix.lower() not in OOXML:
        return ()
    from drafting.layout_check.faults import faults
    from drafting.layout_check.story import layout_of  # lxml and python-docx: only where a docx is looked at

    return faults(layout_of(read_raw(path)), layout(name))


def fix_layout(path: Path, name: str, fixed: Path) -> None:
    """Write the file at `path` to `fixed` in the layout `name`, and say what is left."""
    from drafting.layout_check.faults import faults, place_of, unjudged
    from drafting.layout_check.repair import repaired
    from drafting.layout_check.story import layout_of

    files.write_bytes(fixed, repaired(read_raw(path), layout(name)))
    reading = layout_of(read_raw(fixed))
    left = [f"{place_of(f.start, reading.text) if f.end else ''}{f.where}{f.found}" for f in faults(reading, layout(name))]
    rest = f"还有 {len(left)} 处要人工处理：{'；'.join(left)}。" if left else ""
    kept = f"眉首、版记中{said}没有检查，保持原样。" if (said := unjudged(reading)) else ""
    say(f"修好的文稿：{fixed}（文字、图片、批注、修订、脚注都没有动，只有比版心宽的表格缩窄，原稿 {path} 保持原样）。{kept}{rest}")


def left_out(path: Path, name: str) -> tuple[str, ...]:
    """What of the docx at `path` no check has read, and what of its 眉首 and 版记 the layout `name` does not judge."""
    if path.suffix.lower() not in OOXML:
        return ()
    from corpus.readers.docx import unread
    from drafting.layout_check.faults import unjudged
    from drafting.layout_check.story import layout_of

    raw = read_raw(path)
    beside = "、".join(f"{kind}{count}处" for kind, count in unread(raw))
    unknown = unjudged(layout_of(raw)) if name else ""
    said = (beside and f"只查了正文和表格，{beside}的文字没有检查，请自行核对", unknown and f"眉首、版记中{unknown}的版式没有检查")
    return tuple(filter(None, said))

"""The chores of the library: taking in, keeping in step with a folder, correcting, taking out and back, backing up. See `intake`."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from base.errors import BiganziError, InputError
from corpus.fields import Change, doubt_about_kind, laxer_than_marked
from pages.background.intake import Chore, Intake, enqueue

if TYPE_CHECKING:
    from corpus.ingest import AddReport
    from corpus.library import Library

Changes = Mapping[str, Sequence[Change]]  # document id → what is corrected in it

_COUNTS = (("新增", "added"), ("更新", "changed"), ("未变", "unchanged"), ("改名", "moved"), ("移出", "removed"))
_MOST_TOLD = 5  # groups of 同文 named


def add(home: Path, paths: Sequence[Path], intake: Intake) -> None:
    """Take in files and folders; what a person took out before is wanted again."""
    with _opened(home, intake) as library:
        _tell(library.add(paths, again=True, progress=intake.progress), intake)


def sync(home: Path, folder: Path, *, sure: bool, again: bool) -> None:
    """Bring the library in step with `folder`."""

    def work(home: Path, intake: Intake) -> None:
        with _opened(home, intake) as library:
            report = library.sync(folder, sure=sure, again=again, progress=intake.progress)
        _tell(report, intake)
        intake.counts["未变"] = intake.counts.get("未变", 0) + report.untouched
        intake.errors += [f"{path} 正在复制或修改，留到下次。" for path in report.unstable]

    enqueue(home, Chore("同步文件夹", work))


def correct(home: Path, changes: Changes, *, sure: bool = False) -> None:
    """Correct metadata; unless `sure`, no document gets less 密级 than its file bears."""

    def work(home: Path, intake: Intake) -> None:
        with _opened(home, intake) as library:
            done = sum(_corrected(library, id, values, sure, intake) for id, values in changes.items())
        if done:
            intake.results.append(f"已更正 {done} 份资料，以后重新收录也按您改的")

    enqueue(home, Chore("更正", work))


def remove(home: Path, ids: Sequence[str]) -> None:
    """Take documents out; their files stay."""

    def work(home: Path, intake: Intake) -> None:
        with _opened(home, intake) as library:
            known = {id: _own(library, id) for id in ids}
            library.remove(ids)
        intake.removed |= known
        intake.results.append(f"已移出 {len(ids)} 份资料，原文件没有动，可以撤销，以后也可以在“备份与维护”里放回")

    enqueue(home, Chore("移出", work))


def put_back(home: Path, removed: Mapping[str, Mapping[str, Any]]) -> None:
    """Take documents in again that were taken out, by id, with what a person had corrected in them as far as that is known."""

    def work(home: Path, intake: Intake) -> None:
        with _opened(home, intake) as library:
            report = library.put_back(list(removed))
            for id in report.added:
                if values := removed[id]:
                    library.edit(id, **values)
        if report.added:
            again = "" if any(removed.values()) else "，移出前做过的更正要重新做"
            intake.results.append(f"已放回 {len(report.added)} 份资料{again}")
        intake.errors += map(str, report.errors)

    enqueue(home, Chore("放回", work))


def rebuild(home: Path) -> None:
    """Make the indexes anew."""

    def work(home: Path, intake: Intake) -> None:
        with _opened(home, intake) as library:
            library.rebuild()
        intake.results.append("索引已重建，原文和信息没有变")

    enqueue(home, Chore("重建索引", work))


def back_up(home: Path, *, everything: bool) -> None:
    """Write a backup into the workspace itself, where it can be fetched from."""

    def work(home: Path, intake: Intake) -> None:
        from drafting.history.companion import HistoryCompanion

        with _opened(home, intake) as library:
            done = library.back_up(home, everything=everything, beside=[HistoryCompanion(home)])
        intake.results.append(f"已备份 {done.manifest.documents} 份资料，备份文件是 {done.path.name}，可以下载")
        if done.classified:
            intake.notes.append(f"备份里有密件 {done.classified} 份，请按密件保管。")

    enqueue(home, Chore("备份", work))


def restore(home: Path, source: Path, *, replace: bool, passing: bool = False) -> None:
    """Put a backup in the place of the library; a `passing` file is taken away afterwards."""

    def work(home: Path, intake: Intake) -> None:
        try:
            _restore(home, source, replace, intake)
        finally:
            if passing:
                source.unlink(missing_ok=True)

    enqueue(home, Chore("恢复备份", work))


def _restore(home: Path, source: Path, replace: bool, intake: Intake) -> None:
    from drafting.history.companion import HistoryCompanion

    history = HistoryCompanion(home)
    with _opened(home, intake) as library:
        done = library.restore(source, replace=replace, beside=[history])
    intake.results.append(f"已恢复 {done.manifest.documents} 份资料（备份于 {done.manifest.made}）")
    if done.kept:
        intake.notes.append(f"原来的文库另存为 {done.kept.name}。")
    intake.notes += [f"“{draft}”的留痕在备份之后另有变化，保留现有的，没有并入。" for draft in history.apart]
    intake.notes += [f"{name} 与备份里的不同，没有改动。" for name in done.left]


def _own(library: "Library", id: str) -> dict[str, Any]:
    """What a person has corrected in a document."""
    document = library.document(id)
    return {field: getattr(document, field) for field in library.corrected(id)} if document else {}


def _opened(home: Path, intake: Intake) -> "Library":
    from pages.background.hearer import Hearer  # numpy
    from wiring import open_library

    return open_library(home, Hearer(intake))


def _tell(report: "AddReport", intake: Intake) -> None:
    for name, field in _COUNTS:
        intake.counts[name] = intake.counts.get(name, 0) + len(getattr(report, field))
    intake.errors += map(str, report.errors)
    if report.same:
        groups = "；".join(" = ".join(Path(id).name for id in group) for group in report.same[:_MOST_TOLD])
        intake.notes.append(f"同文 {len(report.same)} 组（正文完全相同，都已收录）：{groups}。")
    if report.left_out:
        intake.notes.append(f"您移出过的 {len(report.left_out)} 份没有收，要收请到“移出过的”里放回。")
    if report.passed_over:
        from corpus.readers.files import advice_on, formats_of

        advice = advice_on(report.passed_over)
        intake.notes.append(
            f"另有 {len(report.passed_over)} 个文件格式不收录：{formats_of(report.passed_over)}{f'（{advice}）' if advice else ''}。"
        )
    if report.mended:
        told = "、".join(f"{why} {places} 处" for why, places in report.mended)
        intake.notes.append(f"收录时清理了副本：{told}；打开一份资料可以看清理了什么，原文件没有动。")


def _corrected(library: "Library", id: str, values: Sequence[Change], sure: bool, intake: Intake) -> bool:
    """Correct one document; False, and why is told, when that cannot be."""
    try:
        document = library.document(id)
        for field, value in values if document and not sure else ():
            if field == "secrecy" and document and (marked := laxer_than_marked(document, library.corrected(id), str(value))):
                raise InputError(
                    f"{document.label}标有“{marked}”，密级改低后内容可能送到外面的模型，没有改；确实要改请打开这份资料，在“更正”里勾选“照样降低密级”。"
                )
        library.edit(id, **dict(values))
    except BiganziError as error:
        intake.errors.append(str(error))
        return False
    if doubt := doubt_about_kind(str(dict(values).get("kind") or "")):
        intake.notes.append(doubt)
    return True

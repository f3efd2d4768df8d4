"""What the corpus commands share: naming a document or a 文种, showing metadata."""

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any

from base.errors import InputError
from corpus.documents import Document
from corpus.fields import MARKS
from corpus.library import Library
from corpus.names import normal_name

_MOST_SHOWN = 20  # documents that one name may mean


def plain(d: Document) -> dict[str, Any]:
    day = d.date.isoformat() if d.date else None
    return {
        "id": d.id,
        "title": d.title,
        "kind": d.kind,
        "issuer": d.issuer,
        "date": day,
        "region": d.region,
        "number": d.number,
        "secrecy": d.secrecy,
        "level": d.level,
        "standing": d.standing,
        "sure": d.sure,
    }


def named(library: Library, name: str) -> Document:
    """The document that a person means by an id, a path, a title, a 发文字号, a file name or a part of a title that only one has."""
    if document := library.document(name) or library.document(str(Path(name).resolve())):
        return document
    everything = library.documents()
    wanted = normal_name(name)
    called = [d for d in everything if wanted and wanted in (normal_name(d.title), normal_name(d.number))]
    if not called and (found := library.find(name)):
        return found
    meant = called or [d for d in everything if wanted and wanted in _file_names(d)]
    meant = meant or [d for d in everything if wanted and wanted in normal_name(d.title)]
    if len(meant) > 1:
        raise InputError(f"“{name}”对应 {len(meant)} 份文件，请改用编号：\n" + "\n".join(_brief(d) for d in meant[:_MOST_SHOWN]))
    if not meant:
        raise InputError(f"文库中没有“{name}”，用 biganzi corpus list 查看编号。")
    return library.document(meant[0].id) or meant[0]


def _file_names(d: Document) -> set[str]:
    """What the file it came from is called, normalised, with and without its ending; also inside a zip."""
    paths = [PurePosixPath(said.replace("\\", "/")) for said in (d.id, d.source)]
    return {normal_name(name) for path in paths for name in (path.name, path.stem)}


def marks(d: Document) -> str:
    """What a reader must know of it first: its 密级, and that it is no longer in force."""
    return (f"〔{d.secrecy}〕" if d.secrecy else "") + MARKS.get(d.standing, "")


def nothing_left(documents: Iterable[Document]) -> str:
    """Said when filters leave nothing of `documents`."""
    kinds = sorted({d.kind for d in documents if d.kind})
    return f"加了筛选后没有；文库里的文种有{'、'.join(kinds) or '（都不详）'}。"


def _brief(d: Document) -> str:
    return f"  {d.label}　编号 {d.id}"

"""What the corpus commands share: naming a document, showing its metadata."""

from pathlib import Path
from typing import Any

import click

from base.errors import InputError
from corpus.documents import Document
from corpus.library import Library
from corpus.names import normal_name

FILE = click.Path(path_type=Path)
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
    """The document that a person means by an id, a path, a title, a 发文字号 or a part of a title that only one has."""
    if document := library.document(name) or library.document(str(Path(name).resolve())):
        return document
    everything = library.documents()
    wanted = normal_name(name)
    called = [d for d in everything if wanted and wanted in (normal_name(d.title), normal_name(d.number))]
    if not called and (found := library.find(name)):
        return found
    meant = called or [d for d in everything if wanted and wanted in normal_name(d.title)]
    if len(meant) > 1:
        raise InputError(f"“{name}”对应 {len(meant)} 份文件，请改用编号：\n" + "\n".join(_brief(d) for d in meant[:_MOST_SHOWN]))
    if not meant:
        raise InputError(f"文库中没有“{name}”，用 biganzi corpus list 查看编号。")
    return library.document(meant[0].id) or meant[0]


def _brief(d: Document) -> str:
    return f"  {d.label}　编号 {d.id}"

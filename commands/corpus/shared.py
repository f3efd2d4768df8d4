"""What the corpus commands share: naming a document, showing its metadata."""

from pathlib import Path
from typing import Any

import click

from base.errors import InputError
from corpus.documents import Document
from corpus.library import Library

FILE = click.Path(path_type=Path)


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
    }


def named(library: Library, name: str) -> Document:
    document = library.document(name) or library.document(str(Path(name).resolve())) or library.find(name)
    if document is None:
        raise InputError(f"文库中没有“{name}”，用 biganzi corpus list 查看编号。")
    return document

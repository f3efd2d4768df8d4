"""What the review page was given, checked."""

from dataclasses import dataclass
from typing import Any

from base.errors import InputError
from corpus.readers import canonical_text
from drafting.ledger import load_facts
from evals.case import Case
from evals.engine import run
from evals.report import as_json
from pages.shared import uploads
from pages.shared.place import home
from pages.shared.uploads import Upload
from wiring import library_lookup

TEXTS = ["docx", "md", "txt"]
LEDGERS = ["csv", "xlsx", "yaml", "yml"]
PASTED = "粘贴的文稿"


@dataclass(frozen=True)
class Given:
    """The form's fields."""

    text: str
    file: Upload | None = None
    ledger: Upload | None = None
    sources: tuple[Upload, ...] = ()


def review(given: Given) -> tuple[str, str, dict[str, Any]]:
    """Name, canonical text and the contract's check object; InputError says what cannot be used."""
    if given.file is None and not given.text.strip():
        raise InputError("还没有文稿：请先粘贴文字，或选择一个文件。")
    name, text = (given.file.name, _text(given.file)) if given.file else (PASTED, given.text.replace("\r\n", "\n"))
    with library_lookup(home()) as lookup, uploads.kept([given.ledger] if given.ledger else []) as ledger:
        told: list[str] = []  # rows of the ledger that are left out or read otherwise than they look
        facts = load_facts(ledger[0], told.append) if ledger else None
        sources = tuple(map(_text, given.sources)) if given.sources else None
        archive = lookup.archive() if lookup else None
        result = as_json(name, run(Case(text, sources=sources, facts=facts, lookup=lookup, archive=archive)))
        result["unscored"] += [{"family": "context", "why": f"台账：{note}"} for note in told]
        return name, text, result


def _text(upload: Upload) -> str:
    with uploads.kept([upload]) as (path,):
        return canonical_text(path)

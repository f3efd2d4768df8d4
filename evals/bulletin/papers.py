"""A document of the notice: whose it is, how long it is, and what is wrong in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from base.errors import FileError
from corpus.documents import Document, own_text
from corpus.marks import OPEN, level_of, strictest
from corpus.metadata import enrich, name_of_file
from corpus.readers import canonical_text
from corpus.readers.formats import EXACT
from corpus.remarks import mark_beside, remarks_of
from corpus.zh import count_zi
from drafting.secrecy import level_of_path
from evals.bulletin.counting import counts
from evals.bulletin.masking import names_in
from evals.case import Case, Unscored
from evals.engine import run
from evals.finding import Finding
from evals.render.words import shortened

FAMILIES = (
    "typo",
    "wording",
    "punctuation",
    "numbering",
    "format",
    "residue",
    "figure",
    "citation",
)  # what is a fault, not a matter of style
_LONGEST_TITLE = 40  # characters: a document without a title begins with a sentence

UnitOf = Callable[[Document], str]  # of a document whose id is its path


@dataclass(frozen=True)
class Paper:
    """One document; `findings` are those that count, in order of place."""

    file: str
    unit: str
    title: str
    text: str
    findings: tuple[Finding, ...]
    marked: bool = False  # bears a 密级: it is counted, and nothing of it is quoted
    unscored: tuple[Unscored, ...] = ()
    issuer: str = ""  # who signed it, as far as it says so

    @cached_property
    def zi(self) -> int:
        return count_zi(self.text)

    @cached_property
    def people(self) -> frozenset[str]:
        """Names that are covered wherever it is quoted."""
        return names_in(self.text)


def read_paper(path: Path, unit_of: UnitOf, known: Case, families: Sequence[str]) -> Paper:
    """The document at `path`, checked for `families`; FileError for one that cannot take part."""
    if path.suffix.lower() not in EXACT:
        raise FileError(f"{path} 不是 docx、md、txt，没有统计，请另存为 docx（压缩包请解压）再来。")
    text = own_text(canonical_text(path))
    if not text.strip():
        raise FileError(f"{path} 里没有文字，请打开看看是不是图片或空文件。")
    outcome = run(replace(known, text=text, remarks=remarks_of(path)), families)
    document = enrich(Document(str(path), "", text), name_of_file(path))
    counted = tuple(filter(counts, outcome.findings))
    return Paper(
        str(path),
        unit_of(document),
        shortened(document.title or path.stem, _LONGEST_TITLE),
        text,
        counted,
        _is_marked(path, document),
        outcome.unscored,
        document.issuer,
    )


def _is_marked(path: Path, document: Document) -> bool:
    return level_of(strictest((document.secrecy, mark_beside(path), level_of_path(path)))) != OPEN

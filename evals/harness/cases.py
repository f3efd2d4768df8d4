"""The cases of a dataset: a brief to be written, or a fixed draft with known faults."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from base.errors import InputError
from base.strict_yaml import Loc, load_model, parse, read_text
from corpus.documents import Document
from corpus.readers import iter_documents, walk
from drafting.brief import Brief, load_brief
from drafting.ledger import Fact, load_facts
from evals.context import Context
from evals.harness.fingerprint import of_folder
from evals.rules import FAMILIES

BRIEF, EXPECT, DRAFT, ARCHIVE = "brief.yaml", "expect.yaml", "case.yaml", "archive"


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Point(_Value):
    """Something the draft must say: in one of the wordings of `accept`, of which a list must stand there with all its parts."""

    point: str = Field(min_length=1)
    accept: tuple[str | tuple[str, ...], ...] = ()  # the point's own words when empty

    def wordings(self) -> tuple[tuple[str, ...], ...]:
        """Each accepted wording as the parts that all have to stand in the text."""
        return tuple((one,) if isinstance(one, str) else one for one in self.accept) or ((self.point,),)


class Forbidden(_Value):
    """Words that must not stand in the draft, and why."""

    text: str = Field(min_length=1)
    why: str = ""


class MarkWanted(_Value):
    """An open mark that an honest draft has: one of this `kind` whose words hold `about`."""

    kind: Literal["待核", "待写"] = "待核"
    about: str = ""


class Expect(_Value):
    """expect.yaml: what a good draft of the case has and has not."""

    must_cover: tuple[Point, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()
    marks: tuple[MarkWanted, ...] = ()


class Fault(_Value):
    """A known fault at `[start, end)` of the text; `0, 0` for the whole text. `text`, where given, must be the words there."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    family: Literal[FAMILIES]  # type: ignore[valid-type]
    rule: str = ""
    text: str | None = None


class DraftFile(_Value):
    """case.yaml: a text, what it may be held against, its faults, and spans in which nothing is wrong."""

    text: str = Field(min_length=1)
    context: dict[str, Any] | None = None  # as in `check --batch`, but nothing in it may be unknown
    facts: tuple[Fact, ...] | None = None  # rows, or the name of a file beside case.yaml
    sources: tuple[str, ...] | None = None
    faults: tuple[Fault, ...] = ()
    ok: tuple[tuple[int, int], ...] = ()
    note: str = ""


@dataclass(frozen=True)
class BriefCase:
    """A brief with its library and what is expected. `hash` is of all its files."""

    id: str
    folder: Path
    brief: Brief
    expect: Expect
    hash: str

    @property
    def title(self) -> str:
        return self.brief.title

    def documents(self) -> tuple[Document, ...]:
        """The library of the case; a document's id is its place in the archive, so that it is the same on every machine."""
        archive = self.folder / ARCHIVE
        return tuple(_placed(document, archive) for path in _files(archive) for document in _documents(path))


@dataclass(frozen=True)
class DraftCase:
    """A fixed draft with known faults. `hash` is of all its files."""

    id: str
    folder: Path
    file: DraftFile
    context: Context
    hash: str

    @property
    def title(self) -> str:
        return self.context.title or self.file.text.strip().split("\n", 1)[0][:40]


AnyCase = BriefCase | DraftCase


def brief_case(folder: Path) -> BriefCase:
    """The case in `folder`; InputError with file and line for what is wrong in it."""
    expect = load_model(path, Expect) if (path := folder / EXPECT).exists() else Expect()
    return BriefCase(folder.name, folder, load_brief(folder / BRIEF), expect, of_folder(folder))


def draft_case(folder: Path) -> DraftCase:
    """The case in `folder`; InputError with file and line for what is wrong in it."""
    path = folder / DRAFT

    def with_ledger(raw: dict[str, Any]) -> dict[str, Any]:
        named = raw.get("facts")
        return raw | {"facts": load_facts(folder / named)} if isinstance(named, str) else raw

    file = load_model(path, DraftFile, with_ledger)
    _, lines = parse(read_text(path), str(path))
    _check_places(file, path, lines)
    context, ignored = Context.lenient(file.context)
    if ignored:
        raise InputError(f"{path} 第 {lines.get(('context',), 1)} 行：{ignored[0].removesuffix('，已忽略')}，请修改。")
    return DraftCase(folder.name, folder, file, context, of_folder(folder))


def _check_places(file: DraftFile, path: Path, lines: dict[Loc, int]) -> None:
    """InputError for a fault or an ok span that does not lie in the text, or whose words are others."""
    size = len(file.text)
    places = [(("faults", i), f.start, f.end, f.text) for i, f in enumerate(file.faults)]
    places += [(("ok", i), start, end, None) for i, (start, end) in enumerate(file.ok)]
    for loc, start, end, words in places:
        where = f"{path} 第 {lines.get(loc, 1)} 行"
        if not (start < end <= size or start == end == 0):
            raise InputError(f"{where}：[{start}, {end}) 不在正文里（正文 {size} 个字符），请改正起止位置。")
        if words is not None and file.text[start:end] != words:
            raise InputError(f"{where}：[{start}, {end}) 处是“{file.text[start:end]}”，不是“{words}”，请改正起止位置。")


def _files(archive: Path) -> list[Path]:
    found = list(walk([archive])) if archive.is_dir() else []
    if bad := next((item for item in found if isinstance(item, InputError)), None):
        raise bad
    return sorted(item for item in found if isinstance(item, Path))


def _documents(path: Path) -> list[Document]:
    read = list(iter_documents(path))
    if bad := next((item for item in read if isinstance(item, InputError)), None):
        raise bad
    return [item for item in read if isinstance(item, Document)]


def _placed(document: Document, archive: Path) -> Document:
    source = Path(document.source).resolve().relative_to(archive.resolve()).as_posix()
    own = document.id == str(Path(document.source).resolve())  # not the id of a jsonl row
    return replace(document, id=source if own else document.id, source=source)

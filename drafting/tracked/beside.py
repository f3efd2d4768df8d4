"""What differs between two Word documents besides text and look of words and paragraphs: it cannot be tracked, so it is told."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from corpus.readers import wordml
from corpus.readers.docx import main_part
from corpus.readers.formats import OOXML
from corpus.readers.package import Package
from corpus.readers.raw import Raw
from corpus.readers.wordml import children, name
from drafting.tracked.styles import definitions, used

_NOISE = frozenset(("rsid", "lang", "noProof", "proofErr", "lastRenderedPageBreak"))
_MOST_NAMES = 5


@dataclass(frozen=True)
class Untracked:
    """A difference that the tracked changes do not hold, in Chinese: what, and why or what to do."""

    what: str
    why: str


@dataclass(frozen=True)
class _File:
    package: Package
    main: str
    document: Any

    def roots(self, *kinds: str) -> Iterator[Any]:
        """The parts of these kinds beside the text."""
        return (root for kind in kinds for _, root in self.package.parts(kind, self.main))


def untracked(old: Raw, new: Raw) -> tuple[Untracked, ...]:
    """What of `new` a document with its changes tracked in `old` does not show; () where one of them is no docx."""
    if old.suffix not in OOXML or new.suffix not in OOXML:
        return ()
    here, there = _opened(old), _opened(new)
    found = (Untracked(what, why) for what, why, said in _ASPECTS if said(here) != said(there))
    return (*_styles(here, there), *found, *_tables(here, there))


def _opened(raw: Raw) -> _File:
    package = Package(raw)
    return _File(package, *main_part(package))


def _styles(old: _File, new: _File) -> Iterator[Untracked]:
    here, there = definitions(old.roots("styles")), definitions(new.roots("styles"))
    names = [n for n in used(new.document, new.roots("styles")) if n in there]
    changed = [n for n in names if n in here and _plain(here[n]) != _plain(there[n])]
    if changed:
        yield Untracked("样式", f"{_listed(changed)}的定义两稿不同，修订稿沿用旧稿的")
    if missing := [n for n in names if n not in here]:
        yield Untracked("样式", f"旧稿里没有{_listed(missing)}，新增的文字没有带上")


def _listed(names: list[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > _MOST_NAMES else ""
    return "、".join(f"“{n}”" for n in names[:_MOST_NAMES]) + more


def _plain(root: Any) -> object:
    """An element without what says nothing about its look."""
    values = sorted((etree.QName(k).localname, str(v)) for k, v in root.attrib.items() if "rsid" not in k and not k.endswith("}id"))
    inner = tuple(_plain(e) for e in root if name(e) and name(e) not in _NOISE)
    return name(root), tuple(values), (root.text or "").strip(), inner


def _said_in(root: Any) -> tuple[str, ...]:
    return tuple(line for line in map(wordml.text_of, wordml.lines(root)) if line.strip())


def _margins(file: _File) -> object:
    boxes = (box for root in (file.document, *file.roots("header", "footer")) for box in root.iter("{*}txbxContent"))
    return [said for root in (*file.roots("header", "footer"), *boxes) if (said := _said_in(root))]


def _notes(file: _File) -> object:
    return [_said_in(note) for root in file.roots("footnotes", "endnotes") for note in root]


def _note_marks(file: _File) -> object:
    return sum(1 for _ in file.document.iter("{*}footnoteReference", "{*}endnoteReference"))


def _pictures(file: _File) -> object:
    shown = sum(name(e) in ("drawing", "pict", "object") and name(e.getparent()) != "Fallback" for e in file.document.iter())
    return shown, sorted(hashlib.sha256(data).digest() for data in file.package.blobs("image", file.main))


def _sections(file: _File) -> object:
    return [[_plain(p) for p in s if not name(p).endswith("Reference")] for s in file.document.iter("{*}sectPr") if _is_now(s)]


def _is_now(section: Any) -> bool:
    return name(section.getparent()) in ("body", "pPr") and name(section.getparent().getparent()) in ("document", "p")


def _numbers(file: _File) -> object:
    return [_plain(root) for root in file.roots("numbering")]


def _remarks(file: _File) -> object:
    return [_said_in(remark) for root in file.roots("comments") for remark in root]


def _links(file: _File) -> object:
    return ["".join(c for _, c in wordml.pieces(link)) for link in file.document.iter("{*}hyperlink")]


def _tables(old: _File, new: _File) -> Iterator[Untracked]:
    """The look of tables, where both have as many; those that come and go bring or take theirs."""
    here, there = ([[_plain(p) for p in children(t, "tblPr")] for t in f.document.iter("{*}tbl")] for f in (old, new))
    if len(here) == len(there) and here != there:
        yield Untracked("表格格式", "表格的样式、宽度等两稿不同，保留的表格沿用旧稿的")


_ASPECTS: tuple[tuple[str, str, Callable[[_File], object]], ...] = (
    ("编号", "自动编号的定义两稿不同，修订稿沿用旧稿的", _numbers),
    ("页面设置", "纸张、页边距或分节两稿不同，修订稿沿用旧稿的", _sections),
    ("页眉、页脚、文本框", "里面的文字两稿不同，修订稿沿用旧稿的，请打开文件对照", _margins),
    ("图片", "两稿的图片、图形不同，新稿增加的没有带上，请打开文件对照", _pictures),
    ("脚注", "脚注、尾注的文字两稿不同，修订稿沿用旧稿的", _notes),
    ("脚注位置", "脚注、尾注的个数两稿不同，新稿增加的没有带上", _note_marks),
    ("批注", "两稿的批注不同，修订稿里是旧稿的", _remarks),
    ("超链接", "两稿的超链接不同，新稿增加的只带上文字", _links),
)

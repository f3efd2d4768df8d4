"""docx: its canonical text, and what stands beside it (headers, footers, text boxes).

The XML is walked directly because python-docx's `.text` leaves out inserted revisions, content controls and
smart tags, and gives merged cells several times.
"""

from collections.abc import Iterator
from typing import Any

from base.errors import FileError
from corpus.readers import wordml
from corpus.readers.package import Package
from corpus.readers.raw import Raw
from corpus.readers.reading import Cell, Reading, Table, composed

_PROPERTIES = (("文件标题", "title"), ("文件作者", "creator"), ("文件日期", "created"))


def read(raw: Raw) -> Reading:
    """Read a docx; one that cannot be read or holds no text is a FileError."""
    package = Package(raw)
    name, root = main_part(package)
    text, mends = composed(block for body in wordml.children(root, "body") for block in _content(body))
    if not text.strip():
        raise FileError(f"{raw.name} 的正文里没有文字（可能是扫描图片），请换用有文字的文件。")
    margins = [part for kind in ("header", "footer") for _, part in package.parts(kind, name)]
    return Reading(text, mends, _properties(package), "\n".join(dict.fromkeys(_beside(root, margins))))


def unread(raw: Raw) -> tuple[tuple[str, int], ...]:
    """What bears words beside the canonical text, and how many of each: 页眉, 页脚 (more than a page number), 文本框, 脚注, 尾注."""
    package = Package(raw)
    name, root = main_part(package)
    margins = {said: [part for _, part in package.parts(kind, name)] for said, kind in (("页眉", "header"), ("页脚", "footer"))}
    notes = {
        said: [note for _, part in package.parts(f"{kind}s", name) for note in wordml.children(part, kind)]
        for said, kind in (("脚注", "footnote"), ("尾注", "endnote"))
    }
    boxes = [box for part in (root, *margins["页眉"], *margins["页脚"]) for box in _boxes(part)]
    counts = {said: sum(map(_bears_words, found)) for said, found in {**margins, "文本框": boxes, **notes}.items()}
    return tuple((said, count) for said, count in counts.items() if count)


def _boxes(part: Any) -> Iterator[Any]:
    """Text boxes, each once: what stands in a Fallback repeats the box of newer Word beside it."""
    return (box for box in part.iter("{*}txbxContent") if not any(wordml.name(above) == "Fallback" for above in box.iterancestors()))


def _bears_words(container: Any) -> bool:
    """More than a number, as a page's is."""
    return any(char.isalpha() for line in wordml.lines(container) for char in wordml.text_of(line))


def main_part(package: Package) -> tuple[str, Any]:
    """Name and root of the part that holds the text; FileError when this is no Word document."""
    main = package.parts("officeDocument")
    if not main or wordml.name(main[0][1]) != "document":
        raise FileError(f"{package.name} 是压缩文件，但不是 Word 文档，请确认文件后用 Word 或 WPS 另存为 docx。")
    return main[0]


def _content(body: Any) -> Iterator[str | Table]:
    for block in wordml.content(body):
        yield wordml.text_of(block) if isinstance(block, tuple) else Table(tuple(_rows(block)), wordml.has_header(block))


def _rows(table: Any) -> Iterator[tuple[Cell, ...]]:
    """The cells of each row; one covered by the cell above repeats its text."""
    above: dict[int, tuple[str, ...]] = {}
    for row in wordml.rows(table):
        cells, column = list[Cell](), 0
        for cell in row:
            lines = above.get(column, ()) if cell.covered else tuple(map(wordml.text_of, wordml.lines(cell.element)))
            cells.append(Cell(lines, cell.columns, cell.covered))
            above[column] = lines
            column += cell.columns
        yield tuple(cells)


def _beside(root: Any, margins: list[Any]) -> Iterator[str]:
    boxes = [box for part in (root, *margins) for box in part.iter("{*}txbxContent")]
    for container in (*margins, *boxes):
        yield from (line for line in map(wordml.text_of, wordml.lines(container)) if line.strip())


def _properties(package: Package) -> dict[str, str]:
    """Title, author and date of the document's properties, which often are accidents."""
    said = {wordml.name(child): (child.text or "").strip() for _, core in package.parts("core-properties") for child in core}
    named = {field: said.get(name, "") for field, name in _PROPERTIES}
    return {field: value[:10] if field == "文件日期" else value for field, value in named.items() if value}

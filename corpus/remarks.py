"""What people have noted beside a text: the comments of a Word document."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.readers.raw import Raw


@dataclass(frozen=True)
class Remark:
    """A note beside `text[start:end]` of the canonical text; an empty span is a place."""

    start: int
    end: int
    words: str


def remarks_of(path: Path) -> tuple[Remark, ...]:
    """The comments of the docx at `path`, in order of place; () for other files. FileError when it cannot be read."""
    if path.suffix.lower() not in (".docx", ".docm"):
        return ()
    from corpus.readers.raw import read_raw

    return remarks_in(read_raw(path))


def remarks_in(raw: "Raw") -> tuple[Remark, ...]:
    """The same of a docx that is already read."""
    from corpus.readers.docx import main_part
    from corpus.readers.package import Package

    package = Package(raw)
    name, root = main_part(package)
    words = {id_: said for _, part in package.parts("comments", name) for id_, said in _words(part)}
    places = _places(root) if words else {}
    return tuple(sorted((Remark(*places[i], said) for i, said in words.items() if i in places), key=lambda r: (r.start, r.end)))


def mark_beside(path: Path) -> str:
    """The 密级 of the file at `path`, in its headers, footers and text boxes too; '' when it bears none."""
    from corpus.marks import secrecy_mark
    from corpus.readers import formats
    from corpus.readers.raw import read_raw

    reading = formats.read(read_raw(path))
    return secrecy_mark(reading.text, reading.beside)


def _words(comments: Any) -> Iterator[tuple[str, str]]:
    from corpus.readers import wordml

    for comment in wordml.children(comments, "comment"):
        yield _id(comment), "\n".join(map(wordml.text_of, wordml.lines(comment)))


def _places(root: Any) -> dict[str, tuple[int, int]]:
    """What each comment is anchored on, by its id."""
    ends = _ends(root)
    at, starts, places = 0, dict[str, int](), dict[str, tuple[int, int]]()
    waiting: list[str] = []  # ranges that begin with the next characters
    for element in root.iter():
        kind = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if element in ends:
            start, at = ends[element]
            starts |= dict.fromkeys(waiting, start)
            waiting.clear()
        elif kind == "commentRangeStart":
            waiting.append(_id(element))
        elif kind in ("commentRangeEnd", "commentReference"):
            places.setdefault(_id(element), (min(starts.get(_id(element), at), at), at))
    return places


def _ends(root: Any) -> dict[Any, tuple[int, int]]:
    """Where in the canonical text the characters of each element stand."""
    from corpus.readers import wordml

    found: dict[Any, tuple[int, int]] = {}
    at = 0
    for line in (line for body in wordml.children(root, "body") for line in wordml.lines(body)):
        for paragraph in line:
            for element, characters in wordml.pieces(paragraph):
                found[element] = (at, at + len(characters))
                at += len(characters)
        at += 1
    return found


def _id(element: Any) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == "id"), "")

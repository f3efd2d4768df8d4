"""What others have left in a Word document that is saved: tracked changes and comments, told so that nobody wonders what was taken."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from corpus.readers.docx import main_part
from corpus.readers.package import Package
from corpus.readers.raw import Raw

_CHANGES = ("ins", "del", "moveTo")  # a move has a `moveFrom` too: it is one change


def traces(name: str, data: bytes) -> str:
    """One Chinese sentence on the tracked changes and comments in a docx; '' when there are none. FileError when it is damaged."""
    package = Package(Raw(name, data))
    part, root = main_part(package)
    authors = Counter(_author(element) for element in _changes(root))
    comments = sum(1 for _, remarks in package.parts("comments", part) for _ in remarks)
    said = [f"{'、'.join(f'{who} {count} 处' for who, count in authors.items())}修订，按全部接受后的文字存入"] if authors else []
    said += [f"批注 {comments} 条，不入正文"] if comments else []
    return f"稿中有{'；'.join(said)}；原件照原样存着。" if said else ""


def _changes(root: Any) -> Iterator[Any]:
    return (element for element in root.iter() if _name(element) in _CHANGES)


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _author(element: Any) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == "author"), "") or "未署名者"

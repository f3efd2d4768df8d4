"""What a docx comes to, character by character: text, look of runs, look of paragraphs. Written without the code that is tested."""

from collections.abc import Callable
from typing import Any

from lxml import etree

from corpus.readers import wordml
from corpus.readers.raw import Raw
from drafting.docx.parts import Parts
from drafting.docx.runs import Runs
from drafting.tracked.deciding import accept_all, decide, reject_all, revision_elements

AUTHOR = "王敏"
_NO_LOOK = frozenset(("lang", "noProof", "rPrChange", "pPrChange", "rPr", "sectPr", "ins", "del", "moveFrom", "moveTo"))


def opened(data: bytes) -> Any:
    return Parts(Raw("稿.docx", data)).document


def text(data: bytes) -> str:
    return Runs(opened(data)).text


def looks(root: Any) -> list[Any]:
    """Every line: the properties of its paragraph and mark, and each character with those of its run."""
    runs = Runs(root)
    said = []
    for line in runs.lines:
        pieces = runs.within(line.start, line.end)
        characters = [(runs.text[i], _properties(p.run.find("{*}rPr"))) for p in pieces for i in range(p.start, p.end)]
        group = line.paragraphs[-1].find("{*}pPr")
        said.append((_properties(group), None if group is None else _properties(group.find("{*}rPr")) or None, characters))
    return said


def accepted(data: bytes) -> list[Any]:
    return _after(data, accept_all)


def rejected(data: bytes) -> list[Any]:
    """Without the changes of `AUTHOR`; those of others stay."""
    return _after(data, lambda root: decide([e for e in revision_elements(root) if _author(e) == AUTHOR], accept=False))


def rejected_all(data: bytes) -> list[Any]:
    return _after(data, reject_all)


def _after(data: bytes, change: Callable[[Any], None]) -> list[Any]:
    root = opened(data)
    change(root)
    return looks(root)


def _author(element: Any) -> str:
    return next((str(v) for k, v in element.attrib.items() if k.endswith("}author")), "")


def _properties(group: Any) -> tuple[bytes, ...]:
    if group is None:
        return ()
    return tuple(sorted(etree.tostring(e, method="c14n", with_tail=False) for e in group if wordml.name(e) not in _NO_LOOK))

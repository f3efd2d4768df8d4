"""What a search found, in words for a person: copies told of once, what the query cites and the library has not."""

from collections.abc import Sequence
from typing import Any

from commands.corpus.shared import marks, nothing_left
from commands.ui import say
from corpus.distinct import Entry, different
from corpus.library import Library
from corpus.lookup import cited

_FILTERS = ("kind", "issuer", "region", "since", "until")


def answer(library: Library, query: str, *, k: int, by: Any, **wanted: Any) -> str:
    """The answer to `query` as text; what it cites in vain is said on standard error."""
    entries = different(library, lambda most: library.search(query, k=most, by=by, **wanted), k, by == "document")
    if missing := [name for name, names in cited(query).items() if not any(map(library.find, names))]:
        say(_not_there(missing) + ("，以下是相近的。" if entries else "。"))
    if entries:
        return "\n\n".join(map(_shown, entries))
    everything = library.documents()
    if not everything:
        return "文库是空的。用 biganzi corpus add 文件夹 收录以往讲话和政策文件。"
    if any(wanted[name] for name in _FILTERS) and library.search(query, k=1):
        return nothing_left(everything)
    return "没有找到，请换个说法再查。"


def _not_there(missing: Sequence[str]) -> str:
    titles = [name for name in missing if name.startswith("《")]
    numbers = [name for name in missing if name not in titles]
    said = [f"文号为 {'、'.join(numbers)} 的文件"] * bool(numbers) + [f"名为{'、'.join(titles)}的文件"] * bool(titles)
    return f"文库里没有{'，也没有'.join(said)}"


def _shown(entry: Entry) -> str:
    hit = entry.hit
    where = " / ".join(hit.passage.headings)
    copies = f"（另有 {entry.copies} 份同文）" if entry.copies else ""
    heading = f"{marks(hit.document)}{hit.document.label}{copies}{'　' + where if where else ''}"
    return f"{heading}\n段落编号 {hit.passage.id}\n{hit.passage.text}"

"""A draft as a Word document. python-docx is loaded only when something is rendered."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafting.aigc import Mark
    from drafting.brief import Brief
    from drafting.docx.figures import Figures
    from drafting.draft import Draft
    from prompts.genres import Genre

__all__ = ["render"]


def render(
    draft: "Draft", brief: "Brief", genre: "Genre", *, sources: bool = True, speaking_minutes: tuple[float, float] | None = None,
    figures: "Figures" = (), mark: "Mark | None" = None,
) -> bytes:  # fmt: skip
    """`draft` as the bytes of a docx in the layout `brief.layout`; equal input gives equal bytes.

    The paragraphs of the body, joined by newlines, are exactly `draft.text`; only characters that XML cannot hold become U+FFFD.
    With `sources` an appendix for the reviewer follows on a page of its own: how the draft was made, the open marks, the sources,
    `speaking_minutes` (from, to) and the table of `figures` (those of report.json) when given.
    It begins with the paragraph of style `AppendixTitle`. With `mark` the document says that a model wrote it.
    Raises InputError for an unknown layout.
    """
    from drafting.docx.document import build

    return build(draft, brief, genre, sources=sources, speaking_minutes=speaking_minutes, figures=figures, mark=mark)

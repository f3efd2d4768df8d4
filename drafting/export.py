"""A finished run in another form than the one it was saved in."""

from base.errors import InputError
from drafting.aigc import Mark
from drafting.docx import render
from drafting.docx.layouts import layout_names
from drafting.editing import read
from drafting.results import spoken_minutes
from drafting.rundir import RunDir
from prompts.genres import genre


def docx_in(run: RunDir, name: str, mark: Mark | None = None) -> bytes:
    """The draft as a docx in the layout `name`; `mark` says that a model had part in it."""
    if name not in layout_names():
        raise InputError(f"没有版式“{name}”，可选：{'、'.join(layout_names())}。")
    manuscript, report = read(run), run.report()
    brief, frame = manuscript.brief.model_copy(update={"layout": name}), genre(manuscript.brief.genre)
    minutes = spoken_minutes(frame, report)
    marked = mark if run.record().get("tokens", {}).get("calls") else None
    return render(manuscript.draft, brief, frame, speaking_minutes=minutes, figures=report.get("figures", ()), mark=marked)

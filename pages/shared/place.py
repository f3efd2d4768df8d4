"""Where the pages work: the workspace, a person's own part of it, the samples, the settings."""

from pathlib import Path

from base.errors import InputError
from base.home import home_folder
from drafting.secrecy import ZONE_NAMES, zone_of
from drafting.settings import Settings, load_settings
from pages.background.runs import NO_MODEL
from pages.shared import plain
from pages.shared.person import person

SAMPLES = Path(__file__).parents[2] / "samples"  # beside app.py; absent in an installed package


def home() -> Path:
    """The workspace all share: library, settings, the office's overlay."""
    return home_folder().expanduser().resolve()


def own() -> Path:
    """Where the work of the person signed in is kept (runs, drafts, exercises); the workspace itself without sign-in."""
    return home() / person().folder


def settings() -> Settings:
    """The settings of the workspace; wrong ones are named on the page, which goes on without a model."""
    try:
        return load_settings(home())
    except InputError as error:
        plain.note("bad", str(error))
        return Settings()


def model_names(known: Settings) -> dict[str, str]:
    """The writers to choose from, the default first: name in the settings → words for a person."""
    words = {name: f"{name}（{e.model}，{ZONE_NAMES[zone_of(e)]}）" for name, e in known.models.items()}
    words[NO_MODEL] = "不用模型（出材料稿）"
    first = known.writer if known.writer in known.models else NO_MODEL
    return {first: words[first]} | words

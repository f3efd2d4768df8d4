"""How much of which words a text of some sort bears: tone_profiles.yaml, and what the office adds to it."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from base.office import remembered
from base.strict_yaml import load_model
from corpus.office import ToneKind, ToneProfile, office
from evals.checks.tone.setting import Setting

_FILE = Path(__file__).parents[2] / "data" / "tone_profiles.yaml"


class _Profiles(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    profiles: tuple[ToneProfile, ...]


def needs(setting: Setting) -> dict[ToneKind, int]:
    """Kind of words → points in one sentence from which it is told; kinds not judged in this setting are left out."""
    found: dict[ToneKind, int] = {}
    for profile in _profiles():
        if all(getattr(setting, name) in values for name, values in profile.when.items()):
            found |= profile.need
    return {kind: need for kind, need in found.items() if need}


@remembered
def _profiles() -> tuple[ToneProfile, ...]:
    return load_model(_FILE, _Profiles).profiles + office().tone.profiles

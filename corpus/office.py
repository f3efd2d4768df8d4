"""What an office adds to the packaged word lists: `overlay.yaml` in its workspace."""

from functools import cache

from pydantic import BaseModel, ConfigDict

from base.office import own_file
from base.strict_yaml import load_model

FILE_NAME = "overlay.yaml"


class FigureWords(BaseModel):
    """What holds a number and is not data, as in `corpus/figures/phrases.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    phrases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    risky: tuple[str, ...] = ()
    structural: tuple[str, ...] = ()


class Office(BaseModel):
    """The whole file; every part may be missing."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    figures: FigureWords = FigureWords()


@cache
def office() -> Office:
    """The overlay in use; an empty one where there is none. InputError with file and line when it is wrong."""
    path = own_file(FILE_NAME)
    return load_model(path, Office) if path else Office()

"""The overlay of a workspace as a file that a page changes: checked whole before it is written, never over what another has saved."""

import threading
from collections.abc import Sequence
from pathlib import Path

from base import files, yaml_items
from base.errors import InputError
from base.office import FILE_NAME
from corpus.office import OfficeFile, office_file, overlay_text
from evals.overlay.tuning import tuned

_one_at_a_time = threading.Lock()


def text_of(home: Path) -> str:
    """What stands in the overlay of `home`; '' where there is none."""
    path = home / FILE_NAME
    return overlay_text(path) if path.exists() else ""


def checked(home: Path, text: str) -> OfficeFile:
    """What `text` would be as the overlay of `home`; InputError with the line of what is wrong."""
    found = office_file(home / FILE_NAME, text)
    tuned([found])
    return found


def save(home: Path, text: str, before: str) -> None:
    """Put `text` in the place of the overlay, which was `before` when the person began; InputError, and nothing is written, otherwise."""
    checked(home, text)
    with _one_at_a_time:
        if text_of(home) != before:
            raise InputError(f"{home / FILE_NAME} 刚刚在别处改过，没有保存，请刷新本页，看过新的内容再改。")
        files.write_text(home / FILE_NAME, text)


def save_items(home: Path, path: tuple[str, ...], items: Sequence[yaml_items.Item], before: str, name: str) -> None:
    """Put `items` in the place of one list of the overlay; all else in the file stays. `name` is what a person calls the list."""
    try:
        text = yaml_items.with_items(before, path, items)
    except ValueError as error:
        raise yaml_items.refusal(str(home / FILE_NAME), name) from error
    save(home, text, before)

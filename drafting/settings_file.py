"""Changing `settings.toml`: checked before it is written, with what a person wrote beside it."""

import datetime as dt
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from base import files, toml_edit
from base.strict_yaml import read_text
from base.toml_file import SETTINGS, read_settings
from drafting.settings import checked

one_at_a_time = threading.Lock()


def change(home: Path, changes: Mapping[toml_edit.Path, Any]) -> Path | None:
    """Set the values at these paths, or take them out (None); InputError, and nothing is changed, when the settings would be wrong.

    Where the file is written in a way that cannot be changed line by line it is written anew, and the old one put beside it: its path.
    """
    path = home / SETTINGS
    with one_at_a_time:
        before = read_settings(home)  # explains a file that is wrong already
        checked(toml_edit.changed(before, changes), path)
        old = read_text(path) if path.exists() else ""
        new, kept = toml_edit.edited(old, changes)
        aside = None if kept else put_aside(path, old)
        files.write_text(path, new)
    return aside


def put_section(home: Path, section: toml_edit.Path, fields: Mapping[str, Any], defaults: Mapping[str, Any]) -> Path | None:
    """Set values of one section: what is as by default and not written out yet stays unwritten."""
    known: Any = read_settings(home)
    for name in section:
        known = known.get(name, {}) if isinstance(known, dict) else {}
    needed = {name: value for name, value in fields.items() if name in known or value != defaults.get(name)}
    return change(home, {(*section, name): value for name, value in needed.items()})


def put_aside(path: Path, text: str) -> Path:
    """Keep what the file was beside it."""
    aside = path.with_name(f"settings-旧-{dt.datetime.now():%Y%m%d-%H%M%S}.toml")
    files.write_text(aside, text)
    return aside

"""`settings.toml` as a text, for a person to mend when it cannot be read: what is wrong with it and where, passwords in it covered."""

import re
import tomllib
from pathlib import Path

from pydantic import ValidationError

from base import access, files, toml_edit
from base.errors import InputError
from base.strict_yaml import read_text
from base.toml_file import SETTINGS, line_in
from drafting.settings import checked
from drafting.settings_file import one_at_a_time, put_aside

# What must not be shown: a password in an address, and a key that somebody wrote where only its name belongs
_SECRET = re.compile(
    r"(?i)(://[^\s:/@\"']*:)([^\s@\"']+)(?=@)|([?&](?:ssl)?password=)([^\s&\"']+)|(\b(?:api_key|token|secret|password)\s*=\s*)([^\n]+)"
)


def text_of(home: Path) -> str:
    """The file as it stands; '' where there is none."""
    path = home / SETTINGS
    return read_text(path) if path.exists() else ""


def fault(home: Path, text: str) -> str:
    """What is wrong with `text` as the settings of `home`, with the line; '' when nothing is."""
    path = home / SETTINGS
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return f"{path} {line_in(error)}不是合格的 TOML，请检查引号、括号和等号。"
    try:
        checked(values, path)
        access.checked(values.get("app", {}), path)
    except InputError as error:
        return f"{_place(text, error)}{error}"
    return ""


def _place(text: str, error: InputError) -> str:
    """第2、4行：, where the wrong values stand."""
    cause = error.__cause__
    if not isinstance(cause, ValidationError):
        return ""
    section = () if cause.title == "Settings" else ("app",)
    lines = {toml_edit.line_of(text, (*section, *map(str, e["loc"]))) for e in cause.errors()} - {0}
    return f"第{'、'.join(map(str, sorted(lines)))}行：" if lines else ""


def covered(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` with a sign in the place of each password and key, and these in order."""
    hidden: list[str] = []

    def cover(match: re.Match[str]) -> str:
        before, secret = next((match[n], match[n + 1]) for n in (1, 3, 5) if match[n] is not None)
        hidden.append(secret)
        return f"{before}{_sign(len(hidden))}"

    return _SECRET.sub(cover, text), tuple(hidden)


def uncovered(text: str, hidden: tuple[str, ...]) -> str:
    """`text` with what was covered; a sign that a person took out takes its secret along."""
    for n, secret in enumerate(hidden, 1):
        text = text.replace(_sign(n), secret)
    return text


def replace(home: Path, text: str, before: str) -> Path | None:
    """Put `text` in the place of the settings, the old ones aside: where. InputError, and nothing is written, when it is wrong too."""
    path = home / SETTINGS
    with one_at_a_time:
        if text_of(home) != before:
            raise InputError("settings.toml 刚被另一个人或程序改过，这里的没有存；请把要改的记下，刷新本页再改。")
        if wrong := fault(home, text):
            raise InputError(wrong)
        aside = put_aside(path, before) if before else None
        files.write_text(path, text)
    return aside


def _sign(n: int) -> str:
    return f"●{n}●"

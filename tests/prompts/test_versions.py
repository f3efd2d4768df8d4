"""A prompt's words do not change without its version."""

from pathlib import Path

import pytest

from base.strict_yaml import parse, read_text
from prompts.loader import FOLDER, prompt

TABLE = Path(__file__).parent / "versions.yaml"
VERSIONS: dict[str, dict[int, str]] = parse(read_text(TABLE), str(TABLE))[0]


@pytest.mark.parametrize("name", sorted(p.stem for p in FOLDER.glob("*.yaml")))
def test_a_changed_prompt_has_a_new_version(name: str) -> None:
    read, known = prompt(name), VERSIONS.get(name, {})
    line = f"raise the version of {name}.yaml and add “{read.version}: {read.hash}” to versions.yaml"
    assert known.get(read.version) == read.hash, line
    assert read.version == max(known), f"{name}.yaml went back to a version there was before"


def test_no_line_is_left_over() -> None:
    assert set(VERSIONS) == {p.stem for p in FOLDER.glob("*.yaml")}

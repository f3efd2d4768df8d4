"""Help texts stand in columns on a terminal, where a Chinese character takes two cells."""

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from cli import cli
from commands.columns import width, wrap


def test_a_chinese_character_takes_two_cells() -> None:
    assert width("--brief 文件") == 12


@given(st.text("审核文稿，。（）「」 abc.json", max_size=80), st.integers(20, 40))
def test_wrapping_loses_nothing_but_space_at_line_ends(text: str, cells: int) -> None:
    lines = list(wrap(text, cells))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not any(line.startswith(("，", "。", "）")) for line in lines[1:])


@pytest.mark.parametrize("command", [[], ["check"], ["corpus"], ["corpus", "search"]])
def test_the_second_column_begins_at_one_place(command: list[str]) -> None:
    shown = CliRunner().invoke(cli, [*command, "--help"], terminal_width=80).output
    assert all(width(line) <= 82 for line in shown.splitlines())
    rows = [line for line in shown.splitlines() if line.startswith("  -") and "   " in line.strip()]
    starts = {width(line[: len(line) - len(line.strip().split("  ", 1)[1].lstrip())]) for line in rows}
    assert len(starts) <= 1

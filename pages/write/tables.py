"""People and ledger as tables to type into, by the columns a person knows."""

from collections.abc import Mapping

import streamlit as st

from drafting.briefs import Row
from pages.shared import plain
from pages.write.state import DROP, Held, change, ticked

# An input method does not begin in a grid: its first letter would stand in the cell as it is
_HOW = "双击格子（或按回车）再打字；最下面一行用来加行；勾选“删”可以删行。"


def table(held: Held, name: str, columns: Mapping[str, str], *, height: int, widths: Mapping[str, int]) -> None:
    """The table `name` of the form; `columns` are the fields shown and their Chinese names, the others are kept unseen."""
    base = held.bases[name]
    config = {field: st.column_config.TextColumn(words, width=widths.get(field, "small")) for field, words in columns.items()}
    st.data_editor(
        {field: [row.get(field, "") for row in base] for field in columns} | {DROP: [False] * len(base)},
        key=held.key(name),
        num_rows="add",
        height=height,
        row_height=32,
        hide_index=True,
        column_order=[DROP, *columns],
        column_config={**config, DROP: st.column_config.CheckboxColumn("删", width=54, default=False)},
    )
    plain.remark(_HOW)
    out = ticked(held, name)
    if out and st.button(f"删去勾选的 {len(out)} 行", key=f"drop-{name}"):
        rows = getattr(held.form, name)
        change(held, **{name: _without(rows, out)})
        st.rerun()


def _without(rows: tuple[Row, ...], out: list[int]) -> tuple[Row, ...]:
    return tuple(row for i, row in enumerate(rows) if i not in out)

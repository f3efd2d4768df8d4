"""The ledger: a table to type into, files and pasted tables added to it, and what a check of it says."""

import streamlit as st

from base.errors import InputError
from drafting.briefs import Row
from drafting.briefs.fields import FIELDS
from drafting.briefs.form import filled
from drafting.briefs.rows import COLUMNS, file_rows, ledger_of, pasted_rows
from drafting.ledger.headers import CHINESE
from evals.ledger import check
from evals.render.words import SEVERITY
from pages.shared import plain, uploads
from pages.shared.findings import KIND
from pages.write.inputs import Inputs
from pages.write.state import Held, change
from pages.write.tables import table

FILES = ["csv", "xlsx", "yaml", "yml", "json"]
_WIDTHS = {"name": 176, "value": 80, "unit": 64, "period": 120, "scope": 70, "source": 120, "note": 90}
_NOTES = "ledger notes"  # of the last file or paste, in the session
_MOST = 12  # problems shown


def panel(held: Held, inputs: Inputs) -> None:
    """The table, the ways to fill it, its problems."""
    rows = filled(held.form.facts)
    plain.heading("数据台账", f"{FIELDS['facts'].help}。现有 {len(rows)} 项" if rows else FIELDS["facts"].help)
    table(held, "facts", {name: CHINESE[name] for name in COLUMNS}, height=min(360, 70 + 32 * max(2, len(rows))), widths=_WIDTHS)
    inputs.remarks("facts")
    _problems(held)
    _ways_in(held)
    for note in st.session_state.pop(_NOTES, ()):
        plain.note(*note)


def _ways_in(held: Held) -> None:
    """Whole tables at once."""
    with st.expander("从 Excel 文件读入，或把表格粘贴进来"):
        file, paste = st.columns(2)
        sent = file.file_uploader("台账文件（.xlsx、.csv、.yaml）", type=FILES, key=f"ledger-file-{held.round}")
        if sent and file.button("读入这个文件", key="ledger-read", width="stretch"):
            _take_file(held, sent)
        text = paste.text_area(
            "在 Excel 里复制，粘贴到这里",
            key=f"ledger-paste-{held.round}",
            height=96,
            placeholder="指标　数值　单位　时期　范围　来源　备注",
        )
        if paste.button("把粘贴的表格加进台账", key="ledger-take", width="stretch", disabled=not text):
            _take(held, *_read_paste(text))


def _take_file(held: Held, sent: uploads.Upload) -> None:
    try:
        with uploads.kept([sent]) as (path,):
            _take(held, *file_rows(path))
    except InputError as error:
        plain.note("bad", str(error))


def _read_paste(text: str) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    try:
        return pasted_rows(text)
    except InputError as error:
        return (), (str(error),)


def _take(held: Held, rows: tuple[Row, ...], notes: tuple[str, ...]) -> None:
    """Add rows to the ledger; those that stand in it already are not doubled."""
    known = tuple(row for _, row in filled(held.form.facts))
    new = tuple(row for row in rows if row not in known)
    said = [("good", f"加进台账 {len(new)} 行" + (f"，{len(rows) - len(new)} 行原来就有" if len(new) < len(rows) else "") + "。")]
    st.session_state[_NOTES] = (said if rows else []) + [("warn" if rows else "bad", note) for note in notes]
    if new:
        change(held, facts=(*known, *new))
    st.rerun()


def _problems(held: Held) -> None:
    """What the check of ledgers finds in the rows that can be read."""
    found = check(ledger_of(held.form.facts))
    if not found:
        return
    plain.heading("台账检查", f"{len(found)} 处，请核对原始数据；可以先不改")
    for finding in found[:_MOST]:
        plain.note(KIND[finding.severity], f"{SEVERITY[finding.severity]}　{finding.message}")

"""The table of figures: in words, as JSON, in the text report and in the docx."""

import io
import json
from collections.abc import Callable
from pathlib import Path

from docx import Document

from drafting.brief import Brief
from drafting.docx import render
from drafting.docx.figures import figure_rows, left_out
from drafting.draft import Block, Draft
from drafting.ledger import Fact
from evals.case import Case
from evals.figure_table import FigureRow, figure_table
from prompts.genres import genre

TEXT = (
    "在全县安全生产工作会议上的讲话\n"
    "全县隐患486条，已整改431条，整改率88.7%。现有危化品企业11家，新建停车位386个。\n"
    "危化品企业11家都要查到，先查两个乡镇。"
)
ROWS = (
    Fact(name="隐患", value="486", unit="条", period="2026年10月", source="县应急管理局"),
    Fact(name="已整改隐患", value="431", unit="条", period="2026年10月", source="县应急管理局"),
)
SOURCE = "截至10月末，全县现有危化品企业11家。"
DRAFT = Draft(
    title="讲话",
    genre="speech",
    text=TEXT,
    blocks=(
        Block(role="title", start=0, end=15),
        Block(role="body", start=16, end=TEXT.rindex("\n")),
        Block(role="body", start=TEXT.rindex("\n") + 1, end=len(TEXT)),
    ),
)


def table() -> dict[str, FigureRow]:
    return {r.ground.text: r for r in figure_table(Case(TEXT, facts=ROWS, sources=(SOURCE,)), ["通报.docx"])}


def test_every_figure_has_a_basis_in_words() -> None:
    rows = table()
    assert (rows["486条"].ground.status, rows["486条"].basis) == ("given", "台账：2026年10月隐患486条（县应急管理局）")
    assert rows["88.7%"].ground.status == "derived"
    assert rows["88.7%"].basis.startswith("由431条÷486条算得（台账：")
    assert rows["11家"].basis.startswith("通报.docx“")
    assert rows["386个"].ground.status == "ungrounded" and rows["386个"].basis.endswith("。")


def test_as_json() -> None:
    row = table()["88.7%"].as_json()
    assert TEXT[row["start"] : row["end"]] == row["text"] == "88.7%"
    assert {"status", "how", "refs", "basis"} <= set(row)
    assert [r["ref"] for r in row["refs"]] == ["1", "0"]


def test_in_the_command(biganzi: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    draft, source, ledger = tmp_path / "a.md", tmp_path / "通报.md", tmp_path / "台账.csv"
    draft.write_text(TEXT, encoding="utf-8")
    source.write_text(SOURCE, encoding="utf-8")
    ledger.write_text("指标,数值,单位\n隐患,486,条\n已整改隐患,431,条\n", encoding="utf-8")
    _, out, _ = biganzi("check", draft, "--facts", ledger, "--source", source, "--figures", "--fail-on", "never")
    assert "数字一览：共 7 处" in out
    assert "算得 第2段“88.7%”：由431条÷486条算得" in out
    _, out, _ = biganzi("check", draft, "--facts", ledger, "--format", "json", "--fail-on", "never")
    assert len(json.loads(out)[0]["figures"]) == 7
    _, out, _ = biganzi("check", draft, "--facts", ledger, "--fail-on", "never")
    assert "数字一览" not in out


def test_rows_of_the_docx_are_grouped_the_ungrounded_first() -> None:
    figures = [r.as_json() for r in figure_table(Case(TEXT, facts=ROWS, sources=(SOURCE,)), ["通报.docx"])]
    rows = figure_rows(DRAFT, figures)
    assert [r.cells[:2] for r in rows][:2] == [("386个", "无出处"), ("88.7%", "算得")]
    assert [r.open for r in rows][:2] == [True, False]
    assert [r.cells[2:] for r in rows if r.cells[0] == "88.7%"] == [("开头第1段“整改率88.7%”", "431条÷486条（台账第1、2项）")]
    assert left_out(DRAFT, figures) == 1  # 两个


def test_table_on_the_last_page() -> None:
    figures = [r.as_json() for r in figure_table(Case(TEXT, facts=ROWS, sources=(SOURCE,)), ["通报.docx"])]
    brief = Brief.model_validate({"title": "讲话", "genre": "speech"})
    document = Document(io.BytesIO(render(DRAFT, brief, genre("speech"), figures=figures)))
    cells = [[c.text for c in row.cells] for row in document.tables[-1].rows]
    assert cells[0] == ["数字", "类别", "文中位置", "依据"]
    assert len(cells) == 6
    assert ["11家", "有出处", "开头第1段“现有危化品企业11家”；开头第2段“危化品企业11家”"] in [c[:3] for c in cells]
    assert "数字一览" not in "\n".join(p.text for p in Document(io.BytesIO(render(DRAFT, brief, genre("speech")))).paragraphs)
    red = [run.font.color.rgb is not None for run in document.tables[-1].rows[1].cells[0].paragraphs[0].runs]
    assert cells[1][1] == "无出处" and red == [True]


def figure(text: str, status: str, how: str = "", **more: object) -> dict[str, object]:
    at = TEXT.index(text) if text in TEXT else 20
    return {"start": at, "end": at + len(text), "text": text, "status": status, "how": how, "basis": how, "refs": [], **more}


def test_months_are_left_out_dates_merged_and_arithmetic_is_short() -> None:
    given = [{"kind": "brief", "ref": "brief"}]
    rows = figure_rows(
        DRAFT,
        [
            figure("2026年1—10月", "given", refs=given), figure("2026年", "given", refs=given), figure("13月", "ungrounded", "没有13月。"),
            figure("11月20日", "given", refs=given), figure("12月1日", "given", refs=given), figure("11家", "given", refs=given),
            figure("11.1%", "derived", "由（8起－9起）÷9起算得", refs=[{"kind": "fact", "ref": "3"}, {"kind": "fact", "ref": "2"}]),
        ],
    )  # fmt: skip
    assert [(r.cells[0], r.cells[3]) for r in rows] == [
        ("13月", "没有13月。"), ("11.1%", "9起→8起，差1÷9（台账第3、4项）"), ("11月20日、12月1日", "任务书"), ("11家", "任务书"),
    ]  # fmt: skip

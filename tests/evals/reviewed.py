"""A reviewed text of our own, with all that a renderer can meet, and the snapshots that renderers are held to."""

import os
from pathlib import Path

from corpus.zh import Span
from evals.case import Outcome, SentenceScore, Unscored
from evals.checks.figure.grounds import FigureGround
from evals.figure_table import FigureRow
from evals.finding import Edit, Evidence, Finding
from evals.render import Checked
from evals.trim import Cut, Trimmed

TEXT = """在全县防汛工作会议上的讲话
同志们：
防汛工作意义重大、影响深远。全县水库11座，<b>病险水库</b>3座。
一、把责任压实
各乡镇5月20日前备齐编织袋2万条，我市要全面落实。要提高认识，统一思想。
二、把隐患除净
剩余隐患由XX局牵头整改。"""
EMPTY = ("防汛工作意义重大、影响深远。", "要提高认识，统一思想。")


def finding(rule: str, family: str, gate: str, severity: str, words: str, message: str, **more: object) -> Finding:
    """A finding on `words`; on the whole document where they are ''."""
    start = TEXT.index(words) if words else 0
    return Finding(rule, rule.lower(), family, gate, severity, start, start + len(words), words, message, **more)  # type: ignore[arg-type]


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


FINDINGS = (
    finding("LEN002", "length", "格式", "suggestion", "", "全文115字，少于预计的800字；内容说清即可，不必凑字数。"),
    finding("PAD001", "padding", "文字", "warning", EMPTY[0], "这一句没有说出具体的事。", score=0.9),
    finding(
        "FIG002", "figure", "政策", "error", "11座", "“11座”与台账“水库 12座”不一致。", evidence=(Evidence("fact", "水库", "水库 12座"),)
    ),
    finding("FIG001", "figure", "政策", "warning", "3座", "“3座”在台账中找不到出处。"),
    finding("FIG001", "figure", "政策", "suggestion", "2万条", "“2万条”在台账中找不到出处。"),
    finding("RES001", "residue", "程序", "warning", "我市", "“我市”与本文的发文层级不符。", edit=Edit(*span("我市"), "我县", "unsafe")),
    finding("RES006", "residue", "程序", "error", "XX", "“XX”是没有填写的占位。"),
)
OUTCOME = Outcome(
    findings=FINDINGS,
    sentences=(*(SentenceScore(*span(words), 0.9) for words in EMPTY), SentenceScore(*span("剩余隐患由XX局牵头整改。"), 0.1)),
    metrics={"zi": 115, "minutes": [0.5, 0.7], "padding_share": 0.23},
    unscored=(Unscored("typo", "这一类检查尚未提供"), Unscored("secrecy", "这一类检查尚未提供"), Unscored("copy", "没有文库")),
)
TRIMMED = Trimmed(TEXT, tuple(Cut(*span(words), words, "PAD001", "没有说出具体的事") for words in EMPTY), (), (), tuple(map(span, EMPTY)))
FIGURE = FigureRow(FigureGround(*span("11座"), "11座", "doubtful", "", ()), "与台账不一致")
FAMILIES = ("figure", "residue", "padding", "length", "tone", "typo", "secrecy", "copy")
CHECKED = Checked("稿件/讲话稿.md", TEXT, OUTCOME, FAMILIES, (FIGURE,), TRIMMED)

_FOLDER = Path(__file__).parent / "snapshots"


def same_as_snapshot(name: str, text: str) -> None:
    """Assert that `text` is what was looked at and kept; `SNAPSHOTS=write pytest …` keeps a new one."""
    path = _FOLDER / name
    if os.environ.get("SNAPSHOTS") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")

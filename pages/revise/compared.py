"""Two versions beside each other: figures first, then commitments, the words, and what became of the findings."""

import datetime as dt

import streamlit as st

from evals.compare.commitments import Shift
from evals.compare.figures import FigureChange, period_words, said
from evals.compare.findings import Turnover
from evals.compare.report import Report
from evals.compare.words import STATUS, commitment_words, paragraph_numbers, support_words, verdict
from evals.finding import Finding
from evals.render.words import SEVERITY, shortened, unscored
from pages.revise import acting, beside, judging
from pages.revise.sides import Side
from pages.shared import plain
from pages.shared.fragment import fragment
from pages.shared.place import home

_WEIGHT = {"stronger": "加重", "weaker": "减轻"}
_QUOTE, _HEIGHT = 40, 330
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show(old: Side, new: Side) -> None:
    """All that changed from `old` to `new`, or that it is being found out."""
    answer = judging.comparison(home(), old, new)
    if answer is None or not answer.over:
        _wait(old, new)
    elif answer.error:
        plain.note("bad", answer.error)
    else:
        _report(answer.value, old, new)


@fragment(run_every=0.5)
def _wait(old: Side, new: Side) -> None:
    plain.note("info", "正在比较两版，并各查一遍问题，请稍候。")
    answer = judging.comparison(home(), old, new)
    if answer and answer.over:
        st.rerun()


def _report(report: Report, old: Side, new: Side) -> None:
    words, files = st.columns([5, 4], vertical_alignment="center")
    with words:
        kind: plain.Kind = "warn" if report.comparison.unrelated else "info"
        plain.note(kind, f"{report.old_name} → {report.new_name}：{verdict(report)}。\n问题：{_counts(report.findings)}。")
    with files:
        _downloads(report, old, new)
    if not report.comparison.unrelated:
        _figures(report)
        _commitments(report)
        beside.show(report)
        _findings(report)
    for left in report.untracked:
        plain.remark(f"没有比较：{left.what}（{left.why}）。")
    if report.unscored:
        plain.remark(f"没有检查：{'；'.join(unscored(report.unscored))}。")


def _downloads(report: Report, old: Side, new: Side) -> None:
    from evals.compare.formats import rendered

    author, now = acting.name_or("笔杆子"), dt.datetime.now()

    def marked() -> bytes:
        from drafting.tracked import Stamp, tracked

        return tracked(old.raw, new.raw, Stamp(author, now)).data

    stem = new.raw.stem
    with st.container(horizontal=True, gap="small", horizontal_alignment="right"):
        st.download_button(
            "带修订痕迹的 Word 文档", marked, f"{stem}.修订.docx", _DOCX, key="compare-docx", type="primary", on_click="ignore"
        )
        st.download_button(
            "对照网页", lambda: rendered(report, "html"), f"{stem}.对照.html", "text/html", key="compare-html", on_click="ignore"
        )
        st.button("重新比较", key="compare-again", on_click=judging.forget, help="文库、规则改过以后，再查一遍。")


def _figures(report: Report) -> None:
    shown = [f for f in report.figures if f.status != "moved"]
    moved = len(report.figures) - len(shown)
    plain.heading(f"数字变动 {len(shown)} 处", f"另有 {moved} 处只移了位置，数值未变" if moved else "")
    if shown:
        heads = ("", "指标", "旧", "新", "单位", "时期", "有没有依据")
        plain.table(heads, [_figure(f) for f in shown], tight=(0, 2, 3, 4, 5), height=_HEIGHT)
    else:
        plain.remark("数字没有改。")


def _figure(change: FigureChange) -> tuple[str, ...]:
    one = change.read
    borne = support_words(change) or "已删去"
    return STATUS[change.status], one.indicator, said(change.was), said(change.now), one.figure.unit.name, period_words(one.period), borne


def _commitments(report: Report) -> None:
    plain.heading(f"力度变化 {len(report.commitments)} 处", "承诺、要求说重了还是说轻了")
    if report.commitments:
        plain.table(("", "变化", "新稿的分句"), [_shift(report, s) for s in report.commitments], tight=(0,), height=_HEIGHT)
    else:
        plain.remark("承诺和要求的力度没有变。")


def _shift(report: Report, shift: Shift) -> tuple[str, ...]:
    return _WEIGHT[shift.status], commitment_words(shift), shift.clause.of(report.comparison.new).strip()


def _findings(report: Report) -> None:
    found = report.findings
    old, new = report.comparison.old, report.comparison.new
    rows = [_finding("新出现", f, new) for f in found.introduced]
    rows += [_finding("已解决", f, old, "旧稿") for f in found.resolved]
    rows += [_finding("仍存在", k.new, new) for k in found.kept]
    plain.heading("问题的变化", _counts(found))
    if rows:
        plain.table(("", "程度", "位置", "原文", "问题"), rows, tight=(0, 1, 2), height=_HEIGHT)
    else:
        plain.remark("两版都没有查出问题。")


def _counts(found: Turnover) -> str:
    return f"新出现 {len(found.introduced)}，已解决 {len(found.resolved)}，仍存在 {len(found.kept)}"


def _finding(what: str, finding: Finding, text: str, whose: str = "") -> tuple[str, ...]:
    place = f"{whose}第{paragraph_numbers(text)(finding.start)}段" if finding.end else "全文"
    return what, SEVERITY[finding.severity], place, shortened(finding.text, _QUOTE, "⏎") if finding.end else "", finding.message

"""What pupils and trainer get back: a page or a docx each, a table of the class."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from evals.exercises.marked import VERDICTS, Alteration, Answer, Marked
from evals.exercises.model import KIND_NAMES, Exercise
from evals.exercises.sheets import place_of, right_form
from evals.render.html.markup import Html, tag

ANSWERS = ("号", "段", "类别", "原稿写作", "你的改法", "应当是", "错在哪里", "结果", "得分")
ALTERATIONS = ("段", "原来", "改成", "看法")
_SHARES = (0.05, 0.06, 0.1, 0.16, 0.16, 0.14, 0.17, 0.08, 0.08)
_OTHER_SHARES = (0.08, 0.3, 0.3, 0.32)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would compute when it opens a CSV
_NO_FILE_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]|^\.+')
_CSS = (
    "body{font:16px/1.6 'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif;max-width:1000px;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse;width:100%;font-size:14px}th,td{border:1px solid #bbb;padding:.25em .5em;text-align:left;"
    "vertical-align:top;overflow-wrap:anywhere}th{background:#f0f2f4;white-space:nowrap}@media print{body{margin:0}}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"  # nothing is ever fetched


def summary(marked: Marked) -> str:
    """张三：32 分（满分 40 分）。改对 6 处，……"""
    counts = "，".join(f"{name} {n} 处" for verdict, name in VERDICTS.items() if (n := marked.count(verdict)))
    harm = f"改坏 {marked.harmful} 处，扣 {marked.harmful * marked.scale.penalty:g} 分。" if marked.harmful else "没有改坏的地方。"
    return f"{marked.pupil}：{marked.score:g} 分（满分 {marked.total:g} 分）。{counts}；{harm}"


def answer_rows(exercise: Exercise, marked: Marked) -> list[tuple[str, ...]]:
    """One row a defect, under ANSWERS."""
    return [_answer_row(exercise, a, marked) for a in marked.answers]


def alteration_rows(marked: Marked) -> list[tuple[str, ...]]:
    """One row an alteration, under ALTERATIONS: the harmful ones first."""
    return [
        (str(a.paragraph), a.was or "（没有）", a.now or "（删去）", _opinion(a, marked)) for a in sorted(marked.alterations, key=_harmless)
    ]


def as_rows(exercise: Exercise, marked: Marked) -> dict[str, Any]:
    """All that a page shows of one worksheet, as JSON."""
    return {
        "summary": summary(marked),
        "row": [marked.pupil, f"{marked.score:g}/{marked.total:g}", *(str(marked.count(v)) for v in VERDICTS), str(marked.harmful)],
        "headers": ANSWERS,
        "answers": answer_rows(exercise, marked),
        "alteration_headers": ALTERATIONS,
        "alterations": alteration_rows(marked),
    }


def as_html(exercise: Exercise, marked: Marked) -> str:
    """The feedback as one page that fetches nothing."""
    meta = (tag("meta", charset="utf-8"), tag("meta", http_equiv="Content-Security-Policy", content=_POLICY))
    title = f"{exercise.title}　批改结果"
    body = [tag("h1", title), tag("p", summary(marked)), _table(ANSWERS, answer_rows(exercise, marked))]
    if rows := alteration_rows(marked):
        body += [tag("h2", "没有埋错的地方，你也改了"), _table(ALTERATIONS, rows)]
    page = tag("html", tag("head", *meta, tag("title", title), tag("style", Html(_CSS))), tag("body", *body), lang="zh-CN")
    return f"<!DOCTYPE html>\n{page}\n"


def as_docx(exercise: Exercise, marked: Marked) -> bytes:
    """The feedback as a Word document."""
    from drafting.docx.appendix import add_part  # python-docx: only where a docx is made
    from evals.exercises.paper import finished, line, look, started

    document = started(f"{exercise.title}　批改结果")
    line(document, "appendix_title", "批改结果")
    line(document, "appendix_text", f"{exercise.title}（练习编号：{exercise.id}）")
    line(document, "appendix_text", summary(marked))
    add_part(document, look(), "埋下的错", tuple(zip(ANSWERS, _SHARES)), answer_rows(exercise, marked), "")
    rows = alteration_rows(marked)
    add_part(document, look(), "没有埋错的地方，你也改了", tuple(zip(ALTERATIONS, _OTHER_SHARES)), rows, "没有。")
    return finished(document)


def as_csv(marked: Sequence[Marked]) -> str:
    """One row a pupil, one column a defect; begins with the mark by which Excel knows UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    numbers = [f"{a.defect.number}.{KIND_NAMES[a.defect.kind]}" for a in marked[0].answers] if marked else []
    writer.writerow(["姓名", "文件", "得分", "满分", *VERDICTS.values(), "改坏", *numbers])
    for one in marked:
        counts = [one.count(verdict) for verdict in VERDICTS]
        row = [one.pupil, one.file, f"{one.score:g}", f"{one.total:g}", *counts, one.harmful, *(VERDICTS[a.verdict] for a in one.answers)]
        writer.writerow([_plain(str(cell)) for cell in row])
    return "\ufeff" + out.getvalue()


def file_names(marked: Sequence[Marked]) -> list[str]:
    """A name for each one's feedback: the pupil's, with a number where two are called the same."""
    used: Counter[str] = Counter()
    names = []
    for one in marked:
        name = _NO_FILE_NAME.sub("_", one.pupil) or "学员"
        used[name] += 1
        names.append(f"{name}-{used[name]}" if used[name] > 1 else name)
    return names


def _answer_row(exercise: Exercise, a: Answer, marked: Marked) -> tuple[str, ...]:
    d = a.defect
    result = VERDICTS[a.verdict] + (f"（{a.remark}）" if a.remark else "")
    now = a.now or ("（删去）" if a.verdict == "corrected" else "（没有改）")
    points = f"{d.points * marked.scale.share(a.verdict):g}/{d.points:g}"
    return str(d.number), str(place_of(exercise, d)), KIND_NAMES[d.kind], d.wrong.strip(), now, right_form(d), d.why, result, points


def _opinion(a: Alteration, marked: Marked) -> str:
    return f"改坏了，扣 {marked.scale.penalty:g} 分：{a.why}" if a.why else "不扣分，请教员看是否合适"


def _harmless(a: Alteration) -> bool:
    return not a.why


def _table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Html:
    head = tag("tr", *(tag("th", h) for h in headers))
    return tag("table", head, *(tag("tr", *(tag("td", cell) for cell in row)) for row in rows))


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell

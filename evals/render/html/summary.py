"""What stands before the text (gates, measures, a line on each part) and after it (figures, what was not checked)."""

from collections.abc import Iterable

from evals.figure_table import STATUS
from evals.render.html.markup import Html, tag
from evals.render.html.view import Note, View
from evals.render.metrics import said_metrics
from evals.render.parts import Part
from evals.render.verdict import Counts, Gate, gates
from evals.render.words import SEVERITY, paragraph_number, unscored

_URGENT = {"error": "先改这几处", "warning": "先核实这几处"}
_MOST = 5  # of them shown before the text


def before(view: View) -> Html:
    """The five gates, the measures of the document and a line on each part."""
    return tag(
        "section", tag("ul", *map(_gate, gates(view.checked)), class_="gates"), _metrics(view), _first(view), _parts(view), class_="summary"
    )


def after(view: View) -> Html:
    """The table of figures where it was asked for, and what was not checked: nothing found is not the same as not looked."""
    said = unscored(view.checked.outcome.unscored)
    skipped = tag("p", tag("b", "没有检查："), "；".join(said), "。", class_="unscored") if said else Html()
    return tag("footer", _figures(view), skipped)


def _gate(gate: Gate) -> Html:
    total = sum(gate.counts)
    said = "，".join(f"{name} {n}" for name, n in zip(SEVERITY.values(), gate.counts) if n) or _nothing(gate)
    number = tag("strong", str(total) if gate.judged or total else "—")
    state = gate.counts.gravest or ("clean" if gate.judged and gate.whole else "open")
    return tag("li", tag("span", f"{gate.name}关"), number, tag("small", said), class_=state)


def _nothing(gate: Gate) -> str:
    """Why nothing stands there: what was not looked at is not clean."""
    if not gate.judged:
        return "未检查"
    return "未发现问题" if gate.whole else "已查的未发现问题，另有未查"


def _metrics(view: View) -> Html:
    said = said_metrics(view.checked.outcome.metrics)
    trimmed = view.checked.trimmed
    if trimmed and trimmed.cuts:
        said.append(("去掉空话后剩", f"{trimmed.zi[1]} 字"))
    return tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in said)) if said else Html()


def _first(view: View) -> Html:
    """What has to be changed before anything else: the errors, or the warnings where there are none."""
    gravest = Counts.of(n.finding for n in view.findings).gravest
    notes = [n for n in view.notes if n.finding.severity == gravest] if gravest in _URGENT else []
    more = [tag("li", f"另有 {len(notes) - _MOST} 处，见正文旁。")] if len(notes) > _MOST else []
    items = [
        tag("li", _place(view, note), tag("a", note.message, href=f"#{view.note_id(note.members[0].number)}")) for note in notes[:_MOST]
    ]
    return tag("div", tag("h2", _URGENT[gravest]), tag("ul", *items, *more), class_=f"first {gravest}") if notes else Html()


def _place(view: View, note: Note) -> Html:
    offset = note.finding.start
    return tag("span", f"第{paragraph_number(view.checked.text, offset)}段" if note.finding.end else "全文")


def _parts(view: View) -> Html:
    if not view.parts:
        return Html()
    scored = any(part.padding is not None for part in view.parts)
    head = _row("th", ("部分", "字数", *(("空话",) if scored else ()), "一句话"))
    return tag("table", tag("thead", head), tag("tbody", *(_part(view, part, scored) for part in view.parts)), class_="parts")


def _part(view: View, part: Part, scored: bool) -> Html:
    share = (f"{part.padding:.0%}" if part.padding is not None else "",) if scored else ()
    heading = tag("a", part.heading, href=f"#{view.line_id(part.start)}")
    return _row("td", (heading, str(part.zi), *share, tag("span", part.verdict, class_=part.counts.gravest)))


def _figures(view: View) -> Html:
    rows = view.checked.figures
    if not rows:
        return Html()
    table = tag(
        "table", tag("thead", _row("th", ("数字", "状态", "依据"))),
        tag("tbody", *(_row("td", (r.ground.text, STATUS[r.ground.status], r.basis)) for r in rows)), class_="figures",
    )  # fmt: skip
    return tag("details", tag("summary", f"数字一览：共 {len(rows)} 处"), table)


def _row(kind: str, cells: Iterable[str | Html]) -> Html:
    return tag("tr", *(tag(kind, cell) for cell in cells))

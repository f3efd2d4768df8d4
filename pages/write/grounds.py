"""The colours of the text: open marks, findings, how empty each sentence is, or what rests on a source."""

from collections.abc import Callable

from pages.shared import findings
from pages.shared.sheet import Touch
from pages.write.view import TODO, View

STEPS = (0.35, 0.5, 0.65, 0.8)  # of padding, from which the ground is darker; as in the report


def touches(view: View, shown: str) -> list[Touch]:
    """What is marked when the colours mean `shown`."""
    return _TOUCHES[shown](view)


def _todo(view: View) -> list[Touch]:
    return [Touch(m["start"], m["end"], "bz-warn", m["why"] or TODO[m["kind"]], n) for n, m in enumerate(view.marks, 1)]


def _problems(view: View) -> list[Touch]:
    return [Touch(h.start, h.end, f"bz-{h.kind}", h.why, h.number) for h in findings.highlights(view.problems)]


def _padding(view: View) -> list[Touch]:
    scored = [(s, sum(s["padding"] >= step for step in STEPS)) for s in view.report["sentences"]]
    return [Touch(s["start"], s["end"], f"bz-pad{step}", f"空话成分 {s['padding']:.0%}") for s, step in scored if step]


def _sources(view: View) -> list[Touch]:
    sources = view.report["sources"]
    return [Touch(c["start"], c["end"], "bz-good", sources[c["source"]]["label"]) for c in view.report["citations"]]


_TOUCHES: dict[str, Callable[[View], list[Touch]]] = {
    "todo": _todo,
    "problems": _problems,
    "padding": _padding,
    "sources": _sources,
}

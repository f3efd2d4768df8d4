"""A note in the margin."""

from evals.render.html.markup import Html, tag
from evals.render.html.view import Note, View
from evals.render.words import SEVERITY, advice, basis, family_name, opinion, shortened

_WORDS = 30  # characters of the text shown in a note


def note_of(view: View, note: Note) -> Html:
    """Numbers, what it is, the words, the message, the evidence, the suggestion."""
    finding = note.finding
    numbers = [tag("a", str(n), class_="number", href=f"#{view.mark_id(n)}" if f.end else "") for n, f in note.members]
    kind = tag("span", f"{finding.gate}·{family_name(finding.family)}", class_="kind", title=finding.rule)
    words = tag("q", shortened(finding.text, _WORDS)) if finding.end and len(note.members) == 1 else Html()
    head = tag("p", *numbers, tag("b", SEVERITY[finding.severity]), kind, words, class_="head")
    return tag(
        "div", head, tag("p", note.message), _more("依据", basis(finding.evidence)), _more("建议", advice(finding)),
        _more("第二意见", opinion(finding)),
        id=view.note_id(note.members[0].number), class_=f"note {finding.severity}",
        data_gate=finding.gate, data_severity=finding.severity, data_family=finding.family,
    )  # fmt: skip


def _more(name: str, words: str) -> Html:
    return tag("p", tag("i", f"{name}："), words, class_="more") if words else Html()

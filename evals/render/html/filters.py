"""The row of switches over the text. It is shown by the script that makes it work."""

from collections import Counter
from collections.abc import Iterable

from evals.render.html.markup import Html, tag
from evals.render.html.view import View
from evals.render.words import SEVERITY, family_name
from evals.rules import GATE_ORDER


def filters(view: View) -> Html:
    """Switches for each gate, severity and family that has findings, and for what is shown of the padding."""
    found = [n.finding for n in view.findings]
    rows = [
        _row("关口", "gate", [(g, f"{g}关", n) for g in GATE_ORDER if (n := sum(f.gate == g for f in found))]),
        _row("程度", "severity", [(s, name, n) for s, name in SEVERITY.items() if (n := sum(f.severity == s for f in found))]),
        _row("类别", "family", [(f, family_name(f), n) for f, n in Counter(f.family for f in found).items()]),
        _padding(view),
    ]
    return tag("form", *rows, class_="filters", hidden=True, autocomplete="off")


def _row(title: str, key: str, choices: Iterable[tuple[str, str, int]]) -> Html:
    boxes = [_switch(f"{name} {count}", name=key, value=value, checked=True) for value, name, count in choices]
    return tag("fieldset", tag("legend", title), *boxes) if boxes else Html()


def _padding(view: View) -> Html:
    if not view.checked.outcome.sentences:
        return Html()
    boxes = [_switch("空话底色", name="ground", checked=True)]
    if view.checked.trimmed and view.checked.trimmed.cuts:
        boxes.append(_switch("只看去掉空话后剩下的", name="rest"))
    return tag("fieldset", tag("legend", "空话"), *boxes)


def _switch(words: str, **attributes: str | bool) -> Html:
    return tag("label", tag("input", type="checkbox", **attributes), words)

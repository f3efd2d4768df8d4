"""What people wrote is shown as it is."""

import re
from html import unescape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pages.shared.plain import Highlight, _apart, _marked, label


@settings(suppress_health_check=[HealthCheck.too_slow])  # that is the machine, beside the rest of the suite
@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))))
def test_marked_line_holds_exactly_the_text(line: str, spans: list[tuple[int, int]]) -> None:
    line = line.replace("\n", "")
    shown = _marked(line, 0, _apart([Highlight(s, e, "warn", 1, "<x>") for s, e in spans]))
    assert unescape(re.sub(r"<mark [^>]*>|</mark>", "", shown)) == line or "\r" in line or "\0" in line
    assert "<x>" not in shown


def test_highlight_over_two_lines_is_numbered_once() -> None:
    text = "第一段\n第二段"
    chosen = _apart([Highlight(1, 6, "bad", 7), Highlight(2, 3, "warn", 8)])
    shown = _marked(text[:3], 0, chosen) + _marked(text[4:], 4, chosen)
    assert shown.count('data-n="7"') == 1 and 'data-n="8"' not in shown


def test_label_escapes_markdown() -> None:
    assert label("*a*_b_[c](d)$e$:smile:") == r"\*a\*\_b\_\[c\]\(d\)\$e\$\:smile\:"

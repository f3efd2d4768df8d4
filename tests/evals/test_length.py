"""字数 and speaking time."""

from evals.case import Case, Outcome
from evals.checks.length import minutes
from evals.context import Context
from evals.engine import run


def check(text: str, **context: object) -> Outcome:
    return run(Case(text, context=Context.lenient(context)[0]), ["length"])


def test_metrics_are_always_given() -> None:
    assert check("").metrics == {"zi": 0, "minutes": [0.0, 0.0]}
    assert check("责任" * 1650).metrics == {"zi": 3300, "minutes": [15.0, 20.0]}
    assert minutes(10_000) == (45.5, 60.6)


def test_only_the_upper_end_is_more_than_a_suggestion() -> None:
    over = check("同志们好。", length=[1, 4]).findings
    under = check("同志们好。", length=[10, 40]).findings
    assert [(f.name, f.severity, f.start, f.end) for f in over] == [("over-asked-length", "warning", 0, 0)]
    assert [(f.name, f.severity) for f in under] == [("under-asked-length", "suggestion")]
    assert check("同志们好。", length=[5, 5]).findings == ()


def test_the_genre_has_a_limit_with_its_source() -> None:
    text = "各单位要抓好落实。\n" * 500
    found = check(text, genre="notice").findings
    assert [f.name for f in found] == ["over-genre-limit"]
    assert "4000" in found[0].message and "减负" in found[0].message
    assert check(text, genre="report").findings == ()
    assert check(text).findings == ()


def test_a_long_paragraph_is_a_suggestion_on_its_own_span() -> None:
    text = "开头。\n" + "抓好落实，" * 150
    (found,) = check(text).findings
    assert (found.name, found.severity, found.text) == ("long-paragraph", "suggestion", "抓好落实，" * 150)


def test_marks_and_references_are_not_counted() -> None:
    text = "正文五个字。\n参考：《某通知》（2026年3月1日）：“很长的一段引文。”\n〔待写：这里要写的话〕"
    assert run(Case(text), ["length"]).metrics["zi"] == 6

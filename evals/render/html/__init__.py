"""Results as one self-contained page: to be read on a screen, printed on A4, with or without scripts, without a network."""

from functools import cache
from pathlib import Path, PurePath

from evals.render import Checked, Results
from evals.render.html.filters import filters
from evals.render.html.markup import Html, tag
from evals.render.html.sheet import sheet
from evals.render.html.summary import after, before
from evals.render.html.view import View

_FOLDER = Path(__file__).parent
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"  # nothing is ever fetched


def render(results: Results) -> str:
    """The page: for each file a summary, its text with the findings beside it, and what was not checked."""
    views = [View(checked, f"d{i}") for i, checked in enumerate(results, 1)]
    title = "审核报告" if len(results) != 1 else f"审核报告：{PurePath(results[0].name).name}"
    body = tag("body", _contents(views), *map(_document, views), tag("script", _file("report.js")))
    meta = (
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
    )
    head = tag("head", *meta, tag("title", title), tag("style", _file("report.css")))
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='zh-CN')}\n"


def _contents(views: list[View]) -> Html:
    """The list of files, where there are several."""
    if len(views) == 1:
        return Html()
    items = [tag("li", tag("a", _base(view.checked), href=f"#{view.id}"), "　", view.verdict) for view in views]
    return tag("nav", tag("h1", f"审核报告：{len(views)} 份文稿"), tag("ol", *items), class_="contents")


def _document(view: View) -> Html:
    heading = tag("header", tag("h1", _base(view.checked)), tag("p", view.verdict, class_="verdict"))
    return tag("main", heading, before(view), filters(view), sheet(view), after(view), id=view.id)


def _base(checked: Checked) -> str:
    return PurePath(checked.name).name or checked.name


@cache
def _file(name: str) -> Html:
    return Html((_FOLDER / name).read_text(encoding="utf-8"))

"""必写要点: points said in the draft's own words, forbidden words that stand in it, and the open marks an honest draft has."""

import re

from corpus.zh import halfwidth
from evals.harness.cases import Forbidden, MarkWanted, Point
from evals.harness.scorer import Measured, Product, Scorer, Unmeasured

_SPACE = re.compile(r"\s+")


def points(product: Product) -> tuple[Point, ...]:
    """The points the draft has to cover: those of expect.yaml, or else those of the brief in its own words."""
    case = product.expecting()
    return case.expect.must_cover or tuple(Point(point=said) for said in case.brief.must_cover)


def covered(product: Product, point: Point) -> bool:
    """Does the draft say `point`? A heading or an open mark that names it does not."""
    text = _plain(product.own)
    return any(all(_plain(part) in text for part in wording) for wording in point.wordings())


def standing(product: Product) -> list[Forbidden]:
    """The forbidden words that stand in the draft."""
    text = _plain(product.own)
    return [one for one in product.expecting().expect.forbidden if _plain(one.text) in text]


def _plain(text: str) -> str:
    return halfwidth(_SPACE.sub("", text))


def _covered(product: Product) -> Measured:
    wanted = points(product)
    return sum(covered(product, one) for one in wanted) / len(wanted) if wanted else Unmeasured("没有必写要点")


def _forbidden(product: Product) -> Measured:
    return float(len(standing(product))) if product.expecting().expect.forbidden else Unmeasured("没有列出不该写的内容")


def _marked(product: Product) -> Measured:
    wanted = product.expecting().expect.marks
    return sum(_stands(product, one) for one in wanted) / len(wanted) if wanted else Unmeasured("没有要求标出的待核待写")


def _stands(product: Product, wanted: MarkWanted) -> bool:
    marks = product.report.get("marks", ())
    return any(mark["kind"] == wanted.kind and wanted.about in mark["text"] for mark in marks)


SCORERS = (
    Scorer("must_cover", "要点写到", "%", "higher", _covered, most=1),
    Scorer("forbidden", "不该写的", "处", "lower", _forbidden),
    Scorer("required_marks", "该标的已标", "%", "higher", _marked, most=1),
)

"""Ellipses, dashes, and the brackets and numbers of 发文字号."""

import re
from collections.abc import Iterator

from evals.checks.punctuation.view import HAN, View
from evals.finding import Finding

_BESIDE = rf"[{HAN}”》）]"
_ELLIPSIS = re.compile(rf"(?<={_BESIDE})(?:\.{{3,12}}|。{{3,12}}|·{{3,12}}|(?<!…)…(?!…)|(?:……)…(?!…))(?=[{HAN}”。，、；\n]|$)")
_WITH_ETC = re.compile(r"……(?=等等|等(?![到待候你我他她级]|等))")
_DASH = re.compile(rf"(?<={_BESIDE})(?:-{{2,4}}|－－|——-|—-)(?=[{HAN}“《])|(?<=[”》])[–―—](?=[{HAN}“])")
_NUMBER = re.compile(
    rf"(?<=[{HAN}])(?P<year>[\[（(【〈《「［]\s?(?:19|20)\d\d\s?[\]）)】〉》」］])(?=(?:第)?\d{{1,4}}号)|(?<=[{HAN}])〔(?:19|20)\d\d〕(?P<odd>第\d{{1,4}}|0\d{{0,3}})号"
)


def findings(view: View) -> Iterator[Finding]:
    """Marks made of the wrong characters."""
    for match in _ELLIPSIS.finditer(view.text):
        if view.is_prose(match.start()):
            yield view.finding("ellipsis-form", *match.span(), "……")
    for match in _WITH_ETC.finditer(view.text):
        yield view.finding("ellipsis-with-etc", *match.span(), "")
    for match in _DASH.finditer(view.text):
        if view.is_prose(match.start()):
            yield view.finding("dash-form", *match.span(), "——")
    for match in _NUMBER.finditer(view.text):
        if view.is_foreign(match.start()):  # in a mark of our own, whose brackets are 〔〕, no other 〔〕 can stand
            continue
        if match["year"]:
            yield view.finding("document-number-brackets", *match.span("year"), f"〔{match['year'][1:-1].strip()}〕")
        else:
            yield view.finding("document-number-form", *match.span("odd"), match["odd"].lstrip("第0"))

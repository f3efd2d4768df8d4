"""新建集中供水工程37处, where 37 are all there are: a stock told as a change."""

import re
from collections.abc import Iterator

from corpus.figures import read
from drafting.guard import Gap
from evals.guarding.known import Known

_NEW = re.compile(r"新(?:建|增|开|办|招|引进|引|改建|购|添|设|修|发现|培育|认定)|净增")
_CLAUSE = re.compile(r"[，。；：！？\n]")
_WHY = "所给材料里这个数不是新增的数，请核对。"


def gaps(text: str, known: Known) -> Iterator[Gap]:
    """Figures said to be new that the material tells, but in no clause as new."""
    for place in read(text):
        words = place.figure.text
        if place.figure.kind != "quantity" or not _NEW.search(place.left):
            continue
        told = [clause for source in known.holding(words) for clause in _CLAUSE.split(source) if words in clause]
        if told and not any("新" in clause or "净增" in clause for clause in told):
            yield Gap(place.figure.start, place.figure.end, _WHY)

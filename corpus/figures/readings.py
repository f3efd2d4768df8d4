"""A figure with what the words around it say."""

import re
from dataclasses import dataclass

from corpus.figures.dates import Period
from corpus.figures.model import Figure

_COMPARED = re.compile("(?P<up>高于|高出|快于|好于)|低于|慢于|落后")
_GOVERNS = ("净增", "压减", "压缩", "削减", "缩减", "减少", "降低", "增加", "提高", "多增")


@dataclass(frozen=True)
class Move:
    """A word that says up (+1) or down (-1), where it stands."""

    sign: int
    start: int
    end: int


@dataclass(frozen=True)
class Read:
    """A figure with the words around it.

    `left` and `right` are the words of its own clause. `indicator` is the noun phrase it measures and `subject` all that its clause
    says of that; both are taken over from before when the clause names nothing (地区生产总值100亿元，增长5%). `trend` is the movement it
    is the measure of, `level` when it is the value moved to; `scope` whose figure it is (全县, 城镇; '' when not said).
    """

    figure: Figure
    left: str
    right: str
    subject: str
    sentence: int  # where its sentence starts
    moves: tuple[Move, ...] = ()
    trend: Move | None = None
    level: bool = False
    period: Period | None = None
    indicator: str = ""
    scope: str = ""

    @property
    def start(self) -> int:
        return self.figure.start

    @property
    def end(self) -> int:
        return self.figure.end

    @property
    def direction(self) -> int:
        """+1 up, -1 down, 0 where no movement is told: by the word before the figure, or by the one that governs it (压减用水5吨)."""
        if self.trend:
            return self.trend.sign
        if self.figure.unit.dimension == "番":
            return 1
        if self.figure.unit.dimension == "百分点" and (compared := _COMPARED.search(self.left)):
            return 1 if compared["up"] else -1
        return self.moves[0].sign if len(self.moves) == 1 and self.left.lstrip().startswith(_GOVERNS) else 0

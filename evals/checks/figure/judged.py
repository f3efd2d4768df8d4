"""A figure with what the material says of it."""

from dataclasses import dataclass

from evals.checks.figure.material import Support
from evals.checks.figure.place import Place
from evals.finding import Evidence, Ground


@dataclass(frozen=True)
class Fault:
    """What is wrong: the rule's name, the span, the support it goes against, values for the message."""

    rule: str
    start: int
    end: int
    against: Support | None = None
    said: str = ""
    sure: bool = False


@dataclass
class Judged:
    """A place with its verdict."""

    place: Place
    support: Support | None = None
    how: str = ""
    fault: Fault | None = None
    operands: tuple[Support, ...] = ()  # what it was computed from

    @property
    def is_grounded(self) -> bool:
        return self.support is not None and self.fault is None

    @property
    def refs(self) -> tuple[Evidence, ...]:
        """All that it rests on; a fact's `ref` is its row."""
        return tuple(dict.fromkeys(s.evidence(for_ground=True) for s in self.operands or (self.support,) if s))

    @property
    def likeness(self) -> float:
        return self.support.likeness(self.place) if self.support else 0.0

    @property
    def ground(self) -> Ground | None:
        if self.support is None or self.fault is not None:
            return None
        figure = self.place.read.figure
        return Ground(figure.start, figure.end, self.support.evidence(for_ground=True), self.how)

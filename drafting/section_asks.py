"""What is asked of the library for a section: its topic, its measures, their basis in law, local practice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from corpus.documents import Document
from corpus.filters import Wanted
from drafting.brief import Brief
from drafting.draft import SectionPlan
from drafting.worth import is_law

_BASIS_WEIGHT = 0.8  # beside 1 for the topic and each point: one of six passages, seldom two
_BASIS_LEAST = 0.3  # in the samples laws on the matter reach 0.38 and more of the best score, others 0.21 at most
_LOCAL_WEIGHT = 0.9


def _any(_: Document) -> bool:
    return True


@dataclass(frozen=True)
class Ask:
    """One query: its words, which documents may answer, and how much its answers count."""

    text: str
    weight: float = 1.0
    filters: Wanted = field(default_factory=Wanted)
    accepts: Callable[[Document], bool] = _any
    least: float = 0.0  # of the best score in the library: what answers less well speaks of something else
    deep: bool = False  # whether many must be looked at, because few will be accepted


def asks_for(plan: SectionPlan, brief: Brief) -> list[Ask]:
    """The asks of one section, each text once a kind."""
    topics = plan.queries or (f"{brief.title} {plan.heading}",)
    measures = [f"{brief.occasion} {point}" for point in plan.points]
    about = " ".join(plan.points) or f"{brief.title} {plan.heading}"
    asks = [Ask(text) for text in dict.fromkeys([*topics, *measures])]
    return [*asks, *_basis(plan, about), *_local(plan, brief, about)]


def asks_for_outline(brief: Brief) -> list[Ask]:
    """The asks of the brief as a whole."""
    return [Ask(text) for text in (brief.title, brief.intent, brief.local) if text]


def _basis(plan: SectionPlan, about: str) -> Iterator[Ask]:
    """条例、办法、意见: where there is something to be done, or a demand from above to be met."""
    if plan.points or "upper_spirit" in plan.serves:
        yield Ask(about, _BASIS_WEIGHT, accepts=lambda document: is_law(document.title), least=_BASIS_LEAST, deep=True)


def _local(plan: SectionPlan, brief: Brief, about: str) -> Iterator[Ask]:
    """What the own place has done and found."""
    if brief.place and ("local" in plan.serves or plan.points):
        yield Ask(about, _LOCAL_WEIGHT, Wanted(region=brief.place))

"""What all calls of a run share, beside the endpoint: the queue, the kept answers, the budget."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from drafting.model import answers, months
from drafting.model.answers import Answers
from drafting.model.budget import Limit, Purse
from drafting.model.months import Months
from drafting.model.pacing import Pace
from drafting.settings import Endpoint, Settings
from drafting.spending import Spent

Tell = Callable[[str], None]  # takes one Chinese sentence for a person


@dataclass(frozen=True)
class Means:
    """Without a workspace nothing is kept, nobody waits and there is no limit."""

    answers: Answers | None = None
    pace: Pace | None = None
    purse: Purse = field(default_factory=Purse)

    @contextmanager
    def turn(self, endpoint: Endpoint, tokens: int) -> Iterator[None]:
        """Held while a call of about so many tokens is made."""
        if self.pace is None:
            yield
            return
        with self.pace.turn(endpoint, tokens):
            yield


def _silent(_: str) -> None:
    """Nobody listens."""


def means_of(
    home: Path, settings: Settings, tell: Tell = _silent, *, cached: bool = True, run_limit: Limit | None = None, spent: Spent | None = None
) -> Means:
    """The means of the workspace `home`.

    `cached` False leaves kept answers alone, `run_limit` goes before the settings' own, `spent` is what the run came to before.
    """
    kept = Answers(home.joinpath(*answers.FOLDER), settings.cache_mb) if cached and settings.cache == "on" else None
    budget = run_limit.over(settings.budget) if run_limit else settings.budget
    purse = Purse(budget, spent or Spent(), Months(home / months.FOLDER), tell)
    return Means(kept, Pace(home / "pacing", tell), purse)

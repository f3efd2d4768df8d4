"""The form of a brief as it stands while a person fills it in: half-finished, perhaps wrong, and kept all the same."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from drafting.brief import Direction, Level
from prompts.genres import Genre, genre

Row = dict[str, str]  # one line of a table; empty cells may be left out

LISTS = ("audience", "upper_spirit", "must_cover", "attachments")  # texts that hold one item a line


class BriefForm(BaseModel):
    """Every field of the brief as it is typed: a list is a text with an item a line, '' and None mean not said.

    The fields bear the names of `drafting.brief.Brief`; the ends of `length` stand apart, because one may be there without the other.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    genre: str
    title: str = ""
    direction: Direction | None = None  # None: the genre's own
    issuer: str = ""
    level: Level | None = None
    place: str = ""
    people: tuple[Row, ...] = ()  # name, title
    speaker: str = ""
    audience: str = ""
    occasion: str = ""
    date: str = ""  # 2026-11-20
    shortest: int | None = None  # 字; None: the genre's own
    longest: int | None = None
    upper_spirit: str = ""
    intent: str = ""
    local: str = ""
    must_cover: str = ""
    facts: tuple[Row, ...] = ()  # by the fields of `drafting.ledger.Fact`
    pin: tuple[str, ...] = ()
    refuse: tuple[str, ...] = ()
    style: str = "house"
    layout: str = "gbt9704"
    reuse: Literal["avoid", "quote"] = "avoid"
    secrecy: str = "none"
    number: str = ""
    signer: str = ""
    contact: str = ""
    attachments: str = ""

    @property
    def frame(self) -> Genre:
        return genre(self.genre)

    @property
    def length(self) -> tuple[int, int]:
        """The range asked for, an end that is not said from the genre's own. It may be the wrong way round."""
        low, high = self.frame.length
        return self.shortest or min(low, self.longest or low), self.longest or max(high, self.shortest or high)


def items(text: str) -> tuple[str, ...]:
    """The items of a text that holds one a line."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def filled(rows: tuple[Row, ...]) -> list[tuple[int, Row]]:
    """The rows that say anything, each with its number from 1."""
    return [(n, row) for n, row in enumerate(rows, 1) if any(cell.strip() for cell in row.values())]

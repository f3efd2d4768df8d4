"""What a person does to a finding. Callbacks: they run before the page is drawn anew, so what went wrong is kept to be said there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from base.errors import InputError
from evals.finding import Finding
from evals.overlay.exceptions import Excepted
from evals.review.decisions import Desk
from evals.review.folder import ReviewFolder
from evals.review.together import together
from pages.review import work
from pages.review.view import Item, after
from pages.shared import excepting
from pages.shared.person import demand_still_in
from pages.shared.place import home

_WAIT = 1.5  # seconds for the review that follows an exception


def chosen(review: str) -> int:
    """The number of the finding that is looked at; 0 for none."""
    return int(st.session_state.get(f"chosen-{review}", 0))


def choose(review: str, number: int) -> None:
    st.session_state[f"chosen-{review}"] = number


def told(review: str) -> str:
    """What the last action has to say, once."""
    return str(st.session_state.pop(f"told-{review}", ""))


@dataclass(frozen=True)
class Actions:
    """On the findings of one review, of which `items` are shown."""

    review: ReviewFolder
    desk: Desk
    items: Sequence[Item]

    def accept(self, item: Item) -> None:
        self._go_on(item, lambda: self.desk.accept([item.finding]))

    def accept_all(self, findings: Sequence[Finding]) -> None:
        self._try(lambda: self.desk.accept(findings))

    def accept_together(self, item: Item, findings: Sequence[Finding]) -> None:
        """All of `findings`, of which `item` is one, but where other edits are accepted already."""
        taken = self.desk.decisions.accepted
        free = [f for f in findings if f.edit and not any(a.touches(f.edit) for a in taken)]
        self._go_on(item, lambda: self.desk.accept(free))

    def withdraw(self, item: Item, text: str) -> None:
        """The edit of `item`; where it means many places, all of them."""
        self._try(lambda: self.desk.withdraw([item.finding] if item.finding.edit else together(text, item.finding, ())))

    def dismiss(self, item: Item, why: str) -> None:
        self._go_on(item, lambda: self.desk.dismiss(item.finding, why))

    def restore(self, item: Item) -> None:
        self._try(lambda: self.desk.restore(item.finding))

    def except_always(self, item: Item) -> None:
        """The office's own rules say so from now on, and the document is reviewed by them."""

        def write() -> None:
            why = item.dismissal.reason if item.dismissal else ""
            excepting.make(self.review.name, item.finding.text, item.finding.rule, why)
            self._review_again()

        if self._try(write):
            choose(self.review.name, 0)

    def take_back(self, said: Excepted) -> None:
        """The exception goes out of the office's rules again."""

        def erase() -> None:
            excepting.undo(self.review.name, said)
            self._review_again()

        self._try(erase)

    def _review_again(self) -> None:
        work.again(home(), self.review)
        work.wait(self.review, _WAIT)

    def _go_on(self, item: Item, act: Callable[[], None]) -> None:
        """Do it, and turn to the next finding."""
        if self._try(act):
            choose(self.review.name, after(self.items, item.number))

    def _try(self, act: Callable[[], None]) -> bool:
        try:
            demand_still_in()
            act()
        except InputError as error:
            st.session_state[f"told-{self.review.name}"] = str(error)
            return False
        return True

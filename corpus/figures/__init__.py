"""Figures of running Chinese: value, unit, kind and modifier with offsets, and what the words around say of them."""

from corpus.figures.context import read
from corpus.figures.model import Figure, Kind, Modifier
from corpus.figures.reader import figures
from corpus.figures.readings import Move, Read

__all__ = ["Figure", "Kind", "Modifier", "Move", "Read", "figures", "read"]

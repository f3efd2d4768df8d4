"""Cleaning: what the library's copy of a text leaves out or joins. Every change is a mend, so nothing is lost."""

from corpus.cleaning.clean import Cleaned, clean

__all__ = ["Cleaned", "clean"]

"""The writer that asks a language model. Importing it is cheap: langchain comes with the first call."""

from drafting.model.writer import ModelWriter

__all__ = ["ModelWriter"]

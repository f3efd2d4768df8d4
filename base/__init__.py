"""What every package stands on: the exception tree, strict YAML, atomic files. Imports none of ours."""

__version__ = "0.1.0"

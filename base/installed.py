"""What is installed: the packages that the program stands on, with their versions."""

import sys
from importlib.metadata import PackageNotFoundError, version

PACKAGES = ("chromadb", "tantivy", "langchain-openai", "python-docx", "streamlit", "scikit-learn")


def installed() -> dict[str, str]:
    """The version of each, Python first; '' for what is missing."""
    return {"Python": sys.version.split()[0]} | {name: _version(name) for name in PACKAGES}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""

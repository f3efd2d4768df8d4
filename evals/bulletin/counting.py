"""What is a 错情: what an office would hold against the writer. docs/bulletin.md says the same in words."""

from evals.finding import Finding

# Families in which what is very likely wrong is counted too: elsewhere a warning asks for a fact that the writer may well have
_OF_THE_WRITING = ("typo", "wording", "punctuation", "numbering", "format")
# Rules whose warnings are a matter of taste, or a trace of how the file was made
UNCOUNTED = ("abbreviation-unexplained", "broken-line", "lines-broken-throughout")


def counts(finding: Finding) -> bool:
    """Whether it goes into the figures of the notice."""
    if finding.severity == "error":
        return True
    return finding.severity == "warning" and finding.family in _OF_THE_WRITING and finding.name not in UNCOUNTED

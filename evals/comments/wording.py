"""What a comment says: a paragraph each for what it is, the message, the evidence, the suggestion."""

from evals.finding import Finding
from evals.render.words import advice, basis, label


def paragraphs(finding: Finding) -> tuple[str, ...]:
    """The paragraphs of the comment on `finding`, those that have something to say."""
    said = (("依据：", basis(finding.evidence)), ("建议：", advice(finding)))
    return (f"【{label(finding)}】{finding.rule}", finding.message, *(name + words for name, words in said if words))

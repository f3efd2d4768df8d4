"""What the commands that judge texts hold them against, as a person names it on the command line."""

from collections.abc import Sequence
from pathlib import Path

from commands.ui import say
from corpus.readers import canonical_text
from drafting.brief import load_brief
from drafting.ledger import load_facts
from evals.case import Case
from evals.context import Context
from wiring import LibraryLookup


def known_case(brief: Path | None, facts: Path | None, sources: Sequence[Path], lookup: LibraryLookup | None) -> Case:
    """Brief, ledger, sources and library as a case; each text is put into it in its turn."""
    loaded = load_brief(brief, facts, say) if brief else None
    return Case(
        "",
        sources=tuple(canonical_text(s) for s in sources) if sources else None,
        facts=loaded.facts if loaded else load_facts(facts, say) if facts else None,
        context=Context.of_brief(loaded) if loaded else Context(),
        lookup=lookup,
        archive=lookup.archive() if lookup else None,
    )


def listed(words: str) -> list[str]:
    """What is named in one option, with commas between."""
    return [word.strip() for word in words.replace("，", ",").split(",") if word.strip()]

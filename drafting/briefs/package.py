"""A brief as files to carry away: brief.yaml and its ledger, which `biganzi draft` reads again."""

import io
import zipfile

import yaml

from drafting.brief import Brief
from drafting.ledger.writing import as_bytes

BRIEF, LEDGER = "任务书.yaml", "台账.csv"


def packed(brief: Brief) -> bytes:
    """A zip with the brief in YAML and, where it has facts, its ledger as a CSV beside it."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(BRIEF, as_yaml(brief))
        if brief.facts:
            parts.writestr(LEDGER, as_bytes(brief.facts, ".csv"))
    return sink.getvalue()


def as_yaml(brief: Brief) -> str:
    """The brief by the contract's keys, naming its ledger by file."""
    plain = brief.model_dump(mode="json", exclude_defaults=True)
    ledger = {"facts": LEDGER} if brief.facts else {}
    return str(yaml.safe_dump(plain | ledger, allow_unicode=True, sort_keys=False, width=10_000))

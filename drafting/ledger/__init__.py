"""The figures ledger (数据台账): read from YAML, JSON, CSV or XLSX, taken out of a report, written again."""

from drafting.ledger.fact import Fact
from drafting.ledger.reading import Ledger, Row, load_facts, load_ledger
from drafting.ledger.values import parse_value

__all__ = ["Fact", "Ledger", "Row", "load_facts", "load_ledger", "parse_value"]

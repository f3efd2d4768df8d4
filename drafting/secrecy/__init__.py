"""What may not leave: a text has a level, an endpoint a zone, and one table in the settings says which level may go to which zone."""

from drafting.secrecy.gate import forbid_leaving, forbid_stated, forbid_text, forbid_written, may_leave
from drafting.secrecy.items import Item, in_folder, level_of_path, mark_of
from drafting.secrecy.table import MASK_WORDS, SecrecyTable, table
from drafting.secrecy.zones import ZONE_NAMES, ZONES, zone_of

__all__ = [
    "MASK_WORDS", "ZONES", "ZONE_NAMES", "Item", "SecrecyTable", "forbid_leaving", "forbid_stated", "forbid_text", "forbid_written",
    "in_folder", "level_of_path", "mark_of", "may_leave", "table", "zone_of",
]  # fmt: skip

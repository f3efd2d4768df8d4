"""XML as the bytes of a part."""

from typing import Any

from lxml import etree


def serialized(root: Any) -> bytes:
    """`root` as the bytes of a part."""
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return data

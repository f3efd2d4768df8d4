"""What no message may show: keys that were handed out, and passwords and keys in addresses."""

import re

_SHORTEST = 6  # characters of a key; a shorter one stands in too many words by chance
_IN_ADDRESS = re.compile(r"(?<=://)[^\s/@?#，。；（）“”]{1,300}@")
_IN_QUERY = re.compile(r"([?&](?:api[-_]?key|key|token|access_token|secret|password)=)[^\s&#，。；（）“”]{1,500}", re.IGNORECASE)
_keys: set[str] = set()


def remember(key: str) -> None:
    """Never show `key` from now on."""
    if len(key) >= _SHORTEST:
        _keys.add(key)


def hidden(text: str) -> str:
    """`text` without keys."""
    for key in sorted(_keys, key=len, reverse=True):
        text = text.replace(key, "***")
    return _IN_QUERY.sub(r"\1***", _IN_ADDRESS.sub("***@", text))

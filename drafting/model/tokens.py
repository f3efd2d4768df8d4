"""Token counts without a tokenizer: none can be had offline for every model, so the estimate is on the high side."""

import math

_ASCII_PER_TOKEN = 3  # English and digits run 3 to 4 characters a token; Chinese at most about one character


def tokens_of(*texts: str) -> int:
    """About how many tokens `texts` are together; rather too many than too few."""
    characters = sum(map(len, texts))
    narrow = sum(c.isascii() for text in texts for c in text)
    return characters - narrow + math.ceil(narrow / _ASCII_PER_TOKEN) + 4 * len(texts)

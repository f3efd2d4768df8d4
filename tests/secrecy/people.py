"""Identity numbers of nobody: right in form only."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity_number(region: str, born: str, order: str) -> str:
    """Of these parts, with its check digit."""
    bare = f"{region}{born}{order}"
    return bare + "10X98765432"[sum(int(d) * w for d, w in zip(bare, _WEIGHTS)) % 11]

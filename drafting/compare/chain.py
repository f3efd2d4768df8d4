"""The heaviest chain: of pairs of places, those that stand in the same order in both texts and weigh most together."""

from collections.abc import Sequence


def heaviest(pairs: Sequence[tuple[int, int]], weights: Sequence[int]) -> list[int]:
    """Indexes of the pairs of the heaviest strictly rising chain. `pairs` are sorted, and no place is named twice on a side."""
    rank = {b: i + 1 for i, b in enumerate(sorted(b for _, b in pairs))}
    best: list[tuple[int, int]] = [(0, -1)] * (len(pairs) + 1)  # Fenwick tree of (weight, last pair of the chain)
    before = [-1] * len(pairs)
    for i, (_, b) in enumerate(pairs):
        weight, before[i] = _most(best, rank[b] - 1)
        _put(best, rank[b], (weight + weights[i], i))
    chain: list[int] = []
    i = _most(best, len(pairs))[1]
    while i >= 0:
        chain.append(i)
        i = before[i]
    return chain[::-1]


def _most(tree: list[tuple[int, int]], at: int) -> tuple[int, int]:
    found = (0, -1)
    while at > 0:
        found = max(found, tree[at])
        at -= at & -at
    return found


def _put(tree: list[tuple[int, int]], at: int, value: tuple[int, int]) -> None:
    while at < len(tree):
        tree[at] = max(tree[at], value)
        at += at & -at

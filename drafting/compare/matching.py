"""What two strings of tokens share in the same order: rare runs first, then what lies between them, at last every token."""

from collections.abc import Iterator

from rapidfuzz.distance import Indel, Postfix, Prefix

from drafting.compare.chain import heaviest
from drafting.compare.model import Run

_RARE = (12, 6)  # tokens of a run that stands only once on either side, coarse to fine
_SMALL = 10_000  # product of lengths up to which every token is compared at once
_LARGE = 200_000_000  # … and beyond which, for want of memory, nothing more is looked for


def shared(old: str, new: str) -> list[Run]:
    """The runs of tokens that both share, in order; neighbouring runs are joined."""
    joined: list[Run] = []
    for run in _between(old, new, Run(0, 0, 0), len(old), len(new), 0):
        if joined and (joined[-1].old_end, joined[-1].new_end) == (run.old, run.new):
            joined[-1] = joined[-1]._replace(size=joined[-1].size + run.size)
        else:
            joined.append(run)
    return joined


def _between(old: str, new: str, after: Run, old_end: int, new_end: int, level: int) -> Iterator[Run]:
    """What `[after.old_end, old_end)` and `[after.new_end, new_end)` share."""
    a, b = old[after.old_end : old_end], new[after.new_end : new_end]
    head = Prefix.similarity(a, b)
    tail = Postfix.similarity(a[head:], b[head:])
    start = Run(after.old_end, after.new_end, head)
    end = Run(old_end - tail, new_end - tail, tail)
    if head:
        yield start
    yield from _inner(old, new, start, end, level)
    if tail:
        yield end


def _inner(old: str, new: str, start: Run, end: Run, level: int) -> Iterator[Run]:
    """What lies between two runs, the first and last tokens of which differ."""
    a, b = old[start.old_end : end.old], new[start.new_end : end.new]
    if not a or not b:
        return
    if level == len(_RARE) or len(a) * len(b) <= _SMALL:
        yield from _all(a, b, start) if len(a) * len(b) <= _LARGE else ()
        return
    at = start
    for run in _rare(a, b, _RARE[level]):
        placed = run._replace(old=start.old_end + run.old, new=start.new_end + run.new)
        yield from _between(old, new, at, placed.old, placed.new, level + 1)
        yield placed
        at = placed
    yield from _between(old, new, at, end.old, end.new, level + 1)


def _all(a: str, b: str, after: Run) -> Iterator[Run]:
    """A longest common subsequence."""
    for code in Indel.opcodes(a, b):
        if code.tag == "equal":
            yield Run(after.old_end + code.src_start, after.new_end + code.dest_start, code.src_end - code.src_start)


def _rare(a: str, b: str, size: int) -> Iterator[Run]:
    """Runs of at least `size` tokens, each beginning with tokens that stand once in `a` and once in `b`: the heaviest chain of them."""
    here, there = _once(a, size), _once(b, size)
    runs: list[Run] = []
    for gram, at in here.items():
        other = there.get(gram, -1)
        if at < 0 or other < 0:
            continue
        if runs and runs[-1].old_end - at == runs[-1].new_end - other > 0:
            runs[-1] = runs[-1]._replace(size=at + size - runs[-1].old)
        else:
            runs.append(Run(at, other, size))
    chain = heaviest([(r.old, r.new) for r in runs], [r.size for r in runs])
    at_old = at_new = 0
    for run in (runs[i] for i in chain):
        late = max(0, at_old - run.old, at_new - run.new)  # runs of a chain may overlap at their ends
        if late < run.size:
            run = Run(run.old + late, run.new + late, run.size - late)
            at_old, at_new = run.old_end, run.new_end
            yield run


def _once(text: str, size: int) -> dict[str, int]:
    """Where each run of `size` tokens stands; -1 where it stands more than once. In order of place."""
    found: dict[str, int] = {}
    for i in range(len(text) - size + 1):
        gram = text[i : i + size]
        found[gram] = -1 if gram in found else i
    return found

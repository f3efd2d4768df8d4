"""Runs as a person reads them: edits begin where clauses begin, and characters shared by chance inside what was rewritten are let go."""

from collections.abc import Sequence

from drafting.compare.model import Run

_ENDS = "\n。！？；…"
_MARKS = "，、：,;:.”）》"
_FARTHEST = 200  # characters that an edit is shifted
_BY_CHANCE = 0.25  # of the smaller edit beside it: a shared run up to this long says nothing
_STRONG = 6  # characters from which a shared run is never let go with the patchwork around it
_PATCHWORK = 0.3  # of the shorter side: a stretch that shares less, in bits, was written anew
_LEAST = 16  # characters of such a stretch
_ALONE = 3  # characters of edits on either side from which a single character between them says nothing


def shifted(old: str, new: str, runs: Sequence[Run]) -> list[Run]:
    """Pure insertions and deletions placed where a sentence or clause begins, if the same words allow it: A。〔B。〕 not A〔。B〕。"""
    done = list(runs)
    for i in range(len(done) - 1):
        left, right = done[i], done[i + 1]
        if left.old_end == right.old:
            by = _shift(new, left.new_end, right.new, left.size, right.size)
        elif left.new_end == right.new:
            by = _shift(old, left.old_end, right.old, left.size, right.size)
        else:
            continue
        done[i] = left._replace(size=left.size + by)
        done[i + 1] = Run(right.old + by, right.new + by, right.size - by)
    return done


def _shift(text: str, start: int, end: int, left: int, right: int) -> int:
    """By how much the edit `text[start:end]` is best shifted; neither neighbour is used up."""
    back = ahead = 0
    while back < min(left - 1, _FARTHEST) and text[start - back - 1] == text[end - back - 1]:
        back += 1
    while ahead < min(right - 1, _FARTHEST) and text[start + ahead] == text[end + ahead]:
        ahead += 1
    return max(range(-back, ahead + 1), key=lambda by: (_fit(text, start + by, end + by), -abs(by)))


def _fit(text: str, start: int, end: int) -> int:
    """How naturally an edit begins and ends here."""
    before, last = text[start - 1 : start] or "\n", text[end - 1]
    if before in _ENDS and last in _ENDS:
        return 5 if before == "\n" == last else 4 if "\n" not in (before, last) else 2
    if before in _ENDS + _MARKS and last in _MARKS:
        return 3
    return int(text[start] in _MARKS)


class _Kept:
    """A run with the size of the edits before it: half the characters they really put in and took out."""

    def __init__(self, run: Run, edit: float) -> None:
        self.run, self.edit = run, edit


def without_chance(old: str, runs: Sequence[Run], old_length: int, new_length: int) -> list[Run]:
    """`runs` without those too short to mean anything between the edits they stand between; ends of sentences always stay.

    What is marked beyond what really changed stays below a third of it, or is a few characters.
    """
    kept = [_Kept(run, _edit(before, run)) for before, run in zip((Run(0, 0, 0), *runs), runs)]
    last = _edit(runs[-1], Run(old_length, new_length, 0)) if runs else 0.0
    while True:
        fewer, last_now = _pass(old, kept, last)
        if len(fewer) == len(kept):
            return [k.run for k in kept]
        kept, last = fewer, last_now


def _edit(before: Run, after: Run) -> float:
    return (after.old - before.old_end + after.new - before.new_end) / 2


def _pass(old: str, kept: list[_Kept], last: float) -> tuple[list[_Kept], float]:
    """One going-over from left to right; an edit grows by what it swallows only in the next one."""
    fewer: list[_Kept] = []
    before = 0.0
    for i, one in enumerate(kept):
        edit = before + one.edit
        after = kept[i + 1].edit if i + 1 < len(kept) else last
        if _says_nothing(old, one.run, edit, after):
            before = edit
        else:
            fewer.append(_Kept(one.run, edit))
            before = 0.0
    return fewer, before + last


def _says_nothing(old: str, run: Run, before: float, after: float) -> bool:
    smaller = min(before, after)
    if not smaller or run.size > max(smaller * _BY_CHANCE, smaller >= _ALONE):
        return False
    return not _ends_sentence(old, run)


def _ends_sentence(old: str, run: Run) -> bool:
    return any(c in _ENDS for c in old[run.old : run.old_end])


def without_patchwork(old: str, runs: Sequence[Run], old_length: int, new_length: int) -> list[Run]:
    """`runs` without the bits and pieces that a sentence written anew has in common with the one it stands for."""
    done: list[Run] = []
    bits: list[Run] = []
    for run in (*runs, Run(old_length, new_length, 0)):
        if run.size and run.size <= _STRONG and not _ends_sentence(old, run):
            bits.append(run)
            continue
        before = done[-1] if done else Run(0, 0, 0)
        shorter = min(run.old - before.old_end, run.new - before.new_end)
        if shorter < _LEAST or sum(b.size for b in bits) >= shorter * _PATCHWORK:
            done += bits
        done.append(run)
        bits = []
    return done[:-1]

"""What was cut, as a person reads it and as a script does."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from evals.report import SCHEMA
from evals.trim.cutting import DOUBTFUL, Trimmed
from evals.trim.layout import lines

_SHOWN = 60  # characters of a sentence that stays


class Done(NamedTuple):
    """A file that was trimmed, and where the result is: None when nothing went."""

    path: Path
    trimmed: Trimmed
    output: Path | None


def as_json(done: Done) -> dict[str, Any]:
    """Offsets are half-open code points into the canonical text of the original."""
    before, after = done.trimmed.zi
    return {
        "schema": SCHEMA,
        "id": str(done.path),
        "output": str(done.output) if done.output else None,
        "zi": {"before": before, "after": after, "cut_share": round(_share(before, after), 4)},
        "cuts": [asdict(c) for c in done.trimmed.cuts],
        "left": [asdict(x) for x in done.trimmed.left],
        "remarks": [asdict(r) for r in done.trimmed.remarks],
    }


def as_text(done: Done) -> str:
    """The cuts in order of place with their reasons, what to look at again, what was left, and where the result is."""
    trimmed, place = done.trimmed, _Places(done.trimmed.original)
    said = [f"【{done.path}】{_summary(trimmed)}"]
    said += [f"  {i}. {place(c.start)}“{_flat(c.text)}”\n     {c.reason}" for i, c in enumerate(trimmed.cuts, 1)]
    said += _section("请再看一看：", (f"{place(r.start)}“{_short(r.text)}”：{r.message}" for r in trimmed.remarks))
    said += _section(
        "像空话而没有删：", (f"{place(x.start)}“{_short(x.text)}”：{x.why}，请自行决定。" for x in trimmed.left if x.why != DOUBTFUL)
    )
    if doubtful := sum(x.why == DOUBTFUL for x in trimmed.left):
        said.append(f"另有 {doubtful} 句也像空话，把握不大，没有删；要看是哪些，用 biganzi check --families padding。")
    if done.output:
        said.append(f"精简稿：{done.output}（原稿没有动）")
    return "\n".join(said)


def _summary(trimmed: Trimmed) -> str:
    before, after = trimmed.zi
    if not trimmed.cuts:
        return f"{before} 字，没有可以整句删去的空话，没有另存。"
    return f"{before} 字 → {after} 字，删去 {len(trimmed.cuts)} 句、{before - after} 字（{_share(before, after):.0%}）"


def _share(before: int, after: int) -> float:
    return (before - after) / before if before else 0.0


def _section(title: str, items: Iterator[str]) -> Iterator[str]:
    for i, item in enumerate(items):
        if i == 0:
            yield title
        yield f"  · {item}"


class _Places:
    """The number of the paragraph that an offset is in, empty lines counted, as `check` numbers them."""

    def __init__(self, text: str) -> None:
        self._starts = [line.start for line in lines(text)]

    def __call__(self, offset: int) -> str:
        return f"第{bisect_right(self._starts, offset)}段"


def _flat(words: str) -> str:
    return words.replace("\n", " ")


def _short(words: str) -> str:
    return _flat(words) if len(words) <= _SHOWN else _flat(words[: _SHOWN - 1]) + "…"

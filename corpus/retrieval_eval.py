"""How well the search does on labelled queries: recall, nDCG and MRR at k, with a bootstrap interval."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from base.errors import InputError

MEASURES = ("recall", "ndcg", "mrr")
_ROUNDS, _SEED = 2000, 20261120  # of the bootstrap; the seed keeps two runs comparable


@dataclass(frozen=True)
class Labelled:
    """A query and how useful each document is for it: 1 for what answers, more for what answers better."""

    id: str
    query: str
    grades: Mapping[str, float]


@dataclass(frozen=True)
class Judged:
    """What a search gave for one query, and its measures at k, 0 to 1."""

    id: str
    query: str
    found: tuple[str, ...]
    recall: float
    ndcg: float
    mrr: float


@dataclass(frozen=True)
class Estimate:
    """A mean over queries with its 95 % interval."""

    mean: float
    low: float
    high: float


def load(path: Path) -> list[Labelled]:
    """The rows `{"id", "query", "relevant": [document id…] or {document id: grade}}`; InputError names the line of a bad one."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"无法读取 {path}，请检查路径，并确认是 UTF-8 编码的 jsonl 文件。") from error
    rows = [_row(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not rows:
        raise InputError(f"{path} 里没有查询，请每行写一个 {{id, query, relevant}} 对象。")
    return rows


def _row(path: Path, number: int, line: str) -> Labelled:
    try:
        row = json.loads(line)
        relevant = row["relevant"]
        grades = {str(id): float(grade) for id, grade in relevant.items()} if isinstance(relevant, dict) else _equal(relevant)
        if not isinstance(row["query"], str) or not any(grade > 0 for grade in grades.values()):
            raise ValueError
        return Labelled(str(row["id"]), row["query"], grades)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        wanted = "{id, query, relevant}，relevant 是文件的列表，或“文件: 分值”的对象，至少有一份"
        raise InputError(f"{path} 第 {number} 行不对，应当是 {wanted}。") from error


def _equal(relevant: Any) -> dict[str, float]:
    if not isinstance(relevant, list):
        raise TypeError
    return {str(id): 1.0 for id in relevant}


def judge(labelled: Labelled, found: Sequence[str], k: int) -> Judged:
    """The measures of the ranking `found` (document ids, best first) at `k`."""
    top = tuple(dict.fromkeys(found))[:k]
    gains = [max(0.0, labelled.grades.get(id, 0.0)) for id in top]
    ideal = sorted((grade for grade in labelled.grades.values() if grade > 0), reverse=True)
    first = next((i for i, gain in enumerate(gains, 1) if gain > 0), 0)
    return Judged(
        id=labelled.id,
        query=labelled.query,
        found=top,
        recall=sum(gain > 0 for gain in gains) / len(ideal),
        ndcg=_discounted(gains) / _discounted(ideal[:k]),
        mrr=1 / first if first else 0.0,
    )


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def summary(judged: Sequence[Judged]) -> dict[str, Estimate]:
    """Each measure's mean, with the interval in which 95 % of the means of resampled queries lie."""
    return {name: estimate([getattr(one, name) for one in judged]) for name in MEASURES}


def difference(first: Sequence[Judged], second: Sequence[Judged]) -> dict[str, Estimate]:
    """What `second` gains over `first` on the same queries; an interval without 0 is a gain that is no accident."""
    return {name: estimate([getattr(b, name) - getattr(a, name) for a, b in zip(first, second, strict=True)]) for name in MEASURES}


def estimate(values: Sequence[float], sure: float = 0.95, rounds: int = _ROUNDS) -> Estimate:
    """The mean of `values` with the interval in which that share of the means of `rounds` resamples lies; the same for the same values."""
    sample = np.array(values, dtype=np.float64)
    picks = np.random.default_rng(_SEED).integers(0, len(sample), size=(rounds, len(sample)))
    low, high = np.quantile(sample[picks].mean(axis=1), [(1 - sure) / 2, (1 + sure) / 2])
    return Estimate(float(sample.mean()), float(low), float(high))

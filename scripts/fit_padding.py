"""Fits the weights of the padding score on labelled sentences and writes evals/data/padding_weights.yaml.

    python scripts/fit_padding.py BENCH_DIR [--write]

BENCH_DIR holds padding_speeches.jsonl.gz and padding_documents.jsonl.gz: texts whose sentences are labelled P (padding) or S
(substance). Shown are cross-validated figures: each speech, and each group of documents, scored by weights that never saw it.
"""

import argparse
import gzip
import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, roc_auc_score

from base.files import write_text
from evals.checks.padding.model import FILE, Weight, Weights
from evals.checks.padding.signals import Signals, signals

SETS = ("padding_speeches", "padding_documents")
STRENGTH = 0.01  # the inverse of the regularisation: few labels, many signals
WORD, PAIR = 12.0, 10.0  # how readily a stock word, and a pair of characters, gets a weight of its own
WORD_TEXTS, PAIR_TEXTS = 5, 4  # texts in which it must stand for that
SURROUNDINGS = 0.4
DOCUMENT_FOLDS = 8


class Labelled(NamedTuple):
    """One sentence; `group` is the text it stands in."""

    set: str
    group: str
    found: Signals
    label: str


class Fit(NamedTuple):
    """A logistic regression over standardised signals, words and pairs of characters."""

    mean: Any
    scale: Any
    signals: Any
    words: Any
    pairs: Any
    intercept: float


class Present(NamedTuple):
    """Which of `known` stands in which sentence: 1 over the root of the sentence's length, else 0."""

    known: list[str]
    table: Any


class Table(NamedTuple):
    """The sentences as numbers."""

    names: list[str]
    signals: Any
    words: Present
    pairs: Present


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--write", action="store_true", help="replace the weights of the program")
    given = parser.parse_args()
    rows = [row for name in SETS for row in sentences_of(given.bench, name)]
    table = tabled(rows)
    known = np.array([row.label in ("P", "S") for row in rows])
    padding = np.array([row.label == "P" for row in rows])
    report(rows, known, padding, cross_validated(rows, table, known, padding))
    if given.write:
        write_text(FILE, as_yaml(table, fitted(table, known, padding)))


def sentences_of(bench: Path, name: str) -> Iterator[Labelled]:
    """The sentences of one set but for frames, in order; those on which the readers differ have no label."""
    with gzip.open(bench / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for text in map(json.loads, lines):
            for sentence in text["sentences"]:
                if sentence["label"] != "F":
                    yield Labelled(name, text["id"], signals(sentence["text"]), sentence["label"] or "")


def tabled(rows: list[Labelled]) -> Table:
    names = list(rows[0].found.values)
    words = [(sum(row.found.words.values(), ()), len(row.found.text)) for row in rows]
    pairs = [(tuple(row.found.pairs), len(row.found.pairs)) for row in rows]
    values = np.array([[row.found.values[name] for name in names] for row in rows])
    return Table(names, values, present(rows, words, WORD_TEXTS), present(rows, pairs, PAIR_TEXTS))


def present(rows: list[Labelled], said: list[tuple[tuple[str, ...], int]], fewest: int) -> Present:
    """`said` has what stands in each sentence, with its length; kept is what stands in `fewest` texts."""
    texts: dict[str, set[str]] = {}
    for row, (ones, _) in zip(rows, said, strict=True):
        for one in ones:
            texts.setdefault(one, set()).add(row.group)
    known = sorted(one for one, groups in texts.items() if len(groups) >= fewest)
    place = {one: i for i, one in enumerate(known)}
    table = np.zeros((len(rows), len(known)))
    for i, (ones, length) in enumerate(said):
        table[i, [place[one] for one in ones if one in place]] = 1 / math.sqrt(length or 1)
    return Present(known, table)


def fitted(table: Table, chosen: Any, padding: Any) -> Fit:
    values = table.signals[chosen]
    mean, scale = values.mean(axis=0), values.std(axis=0)
    scale[scale == 0] = 1.0
    x = np.hstack([(values - mean) / scale, table.words.table[chosen] * WORD, table.pairs.table[chosen] * PAIR])
    model = LogisticRegression(C=STRENGTH, max_iter=2000, class_weight="balanced").fit(x, padding[chosen])
    signals_, words, pairs = np.split(model.coef_[0], [len(mean), len(mean) + len(table.words.known)])
    return Fit(mean, scale, signals_, words * WORD, pairs * PAIR, float(model.intercept_[0]))


def cross_validated(rows: list[Labelled], table: Table, known: Any, padding: Any) -> Any:
    """The log odds of each sentence, in the company of those around it, by weights fitted without its text."""
    odds = np.zeros(len(rows))
    for left_out in folds(rows):
        weights = as_weights(table, fitted(table, known & ~left_out, padding))
        for group in sorted({row.group for row, out in zip(rows, left_out, strict=True) if out}):
            own = [i for i, row in enumerate(rows) if row.group == group]
            odds[own] = weights.in_company([weights.odds(rows[i].found) for i in own])
    return odds


def folds(rows: list[Labelled]) -> Iterator[Any]:
    group = np.array([row.group for row in rows])
    speeches = sorted({row.group for row in rows if row.set == SETS[0]})
    documents = sorted({row.group for row in rows if row.set == SETS[1]})
    yield from (group == speech for speech in speeches)
    yield from (np.isin(group, documents[i::DOCUMENT_FOLDS]) for i in range(DOCUMENT_FOLDS))


def report(rows: list[Labelled], known: Any, padding: Any, odds: Any) -> None:
    for name in SETS:
        own = known & np.array([row.set == name for row in rows])
        auc, accuracy = roc_auc_score(padding[own], odds[own]), balanced_accuracy_score(padding[own], odds[own] > 0)
        print(f"{name}: n {own.sum()}, AUC {auc:.3f}, balanced accuracy {accuracy:.3f}")


def as_weights(table: Table, fit: Fit) -> Weights:
    numbers = zip(table.names, fit.mean, fit.scale, fit.signals, strict=True)
    return Weights(
        intercept=rounded(fit.intercept),
        surroundings=SURROUNDINGS,
        signals={name: Weight(mean=rounded(m), scale=rounded(s), weight=rounded(w)) for name, m, s, w in numbers},
        words=named(table.words.known, fit.words),
        pairs=named(table.pairs.known, fit.pairs),
    )


def named(known: list[str], weights: Any) -> dict[str, float]:
    return {one: rounded(weight) for one, weight in zip(known, weights, strict=True)}


def rounded(number: Any) -> float:
    return round(float(number), 3)


def as_yaml(table: Table, fit: Fit) -> str:
    head = "# 空话得分的权重，由 scripts/fit_padding.py 拟合写出，不要手改。信号见 padding.yaml 和 checks/padding/signals.py。\n"
    return head + yaml.safe_dump(as_weights(table, fit).model_dump(), sort_keys=False, allow_unicode=True)


if __name__ == "__main__":
    main()

"""Fits the weights of the language model's suspicions on sentences with wrong characters and writes evals/data/typo_weights.yaml.

    python scripts/fit_typo.py BENCH_DIR [--write]

BENCH_DIR holds ecspell_odw.jsonl.gz (fitted on) and ecspell_law.jsonl.gz (never fitted on): sentences with wrong characters, `src`, and
without, `tgt`; and gov_docs.jsonl.gz, whose sentences are fitted on as they are, which says what is no slip in reports and speeches, and
with a character put for another. Shown are figures by sentence: for odw cross-validated, each fifth judged by weights that never saw it,
and the warnings in 10,000 characters of the other half of the documents. No sentence is kept.
"""

import argparse
import gzip
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml
from fit_slips import HAN, halves
from sklearn.linear_model import LogisticRegression

from base.files import write_text
from corpus.language.model import packaged
from evals.checks.typo.candidates import Candidates, page_of
from evals.checks.typo.confusions import confusions
from evals.checks.typo.features import Features
from evals.checks.typo.proposals import candidates
from evals.checks.typo.weights import FILE, Fit, Weights

FITTED, HELD = "ecspell_odw", "ecspell_law"
STRENGTH, FOLDS = 0.3, 5
SENTENCES, DAMAGED = 4000, 3000  # of the documents
REAL_WEIGHT = 4.0  # of a sentence whose slips are people's own
LIKELY = np.array([5.0, 2.0, 1.0, 1.2])  # how often each kind of confusion is made where one is made at random
LEVELS = (0.3, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
WARNING, COMPANY, SUGGESTION = 0.64, 0.3, 0.35


class Table(NamedTuple):
    """The candidates of one size in one sentence as (start, end, text), their features and which of them are right."""

    places: list[tuple[int, int, str]]
    values: Any
    right: Any


class Judged(NamedTuple):
    """One sentence with its candidates for single characters and for whole words."""

    source: str
    target: str
    tables: tuple[Table, Table]
    weight: float = 1.0


class Model(NamedTuple):
    """Weights of the features as they are, and the intercept."""

    weights: Any
    intercept: float


Models = tuple[Model, Model]  # for single characters, for whole words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--write", action="store_true", help="replace the weights of the program")
    given = parser.parse_args()
    rows, held = (list(judged(given.bench, name)) for name in (FITTED, HELD))
    own, others = (sentences[:SENTENCES] for sentences in halves(given.bench))
    official = [*tabled([(text, text) for text in own]), *tabled([(damaged(text), text) for text in own[:DAMAGED]])]
    report(FITTED, rows, cross_validated(rows, official))
    model = fitted([*rows, *official])
    report(HELD, held, [chances(model, row) for row in held])
    report_alarms(model, tabled([(text, text) for text in others]))
    if given.write:
        write_text(FILE, as_yaml(model))


def judged(bench: Path, name: str) -> list[Judged]:
    with gzip.open(bench / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return tabled([(row["src"], row["tgt"]) for row in map(json.loads, lines)], REAL_WEIGHT)


def tabled(pairs: Sequence[tuple[str, str]], weight: float = 1.0) -> list[Judged]:
    """Of source and target, each a line of one page."""
    starts = np.cumsum([0, *(len(source) + 1 for source, _ in pairs)])
    text = "\n".join(source for source, _ in pairs)
    sizes = [
        tables_of(pairs, starts, *found) for found in candidates(page_of(text, packaged(), np.ones(len(text), dtype=bool)), packaged())
    ]
    return [Judged(source, target, (sizes[0][i], sizes[1][i]), weight) for i, (source, target) in enumerate(pairs)]


def tables_of(pairs: Sequence[tuple[str, str]], starts: Any, found: Candidates, values: Features) -> list[Table]:
    columns, which = np.column_stack(list(values.values())), np.searchsorted(starts, found.at, side="right") - 1
    order = np.argsort(which, kind="stable")
    parts = np.split(order, np.searchsorted(which[order], np.arange(1, len(pairs))))
    chosen = [Candidates(found.at[part], found.meant[part], found.kinds[part]) for part in parts]
    return [table_of(*pair, own, int(start), columns[part]) for pair, own, start, part in zip(pairs, chosen, starts, parts)]


def table_of(source: str, target: str, found: Candidates, start: int, columns: Any) -> Table:
    places = [
        (int(a) - start, int(a) - start + found.size, packaged().alphabet.text(m)) for a, m in zip(found.at, found.meant, strict=True)
    ]
    same = len(source) == len(target) and source != target
    return Table(places, columns, np.array([same and target[s:e] == text for s, e, text in places], dtype=bool))


def damaged(text: str) -> str:
    """With another character put for one of its own, the likelier the more alike they sound."""
    chance = random.Random(text)
    at = chance.choice([i for i, c in enumerate(text) if HAN.match(c)] or [0])
    _, meant, kinds = confusions().of(np.array([ord(text[at])]))
    if not len(meant):
        return text
    chosen = chance.choices(range(len(meant)), weights=LIKELY[kinds].tolist())[0]
    return text[:at] + packaged().alphabet.text(meant[[chosen]]) + text[at + 1 :]


def feature_names() -> list[str]:
    page = page_of("字", packaged(), np.ones(1, dtype=bool))
    return list(candidates(page, packaged())[0][1])


def fitted(rows: Sequence[Judged]) -> Models:
    weights = [row.weight for row in rows]
    character, word = (fitted_one([row.tables[size] for row in rows], weights) for size in (0, 1))
    return character, word


def fitted_one(tables: Sequence[Table], weights: Sequence[float]) -> Model:
    x, y = np.concatenate([t.values for t in tables]), np.concatenate([t.right for t in tables])
    weight = np.repeat(weights, [len(t.right) for t in tables])
    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale == 0] = 1.0
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit((x - mean) / scale, y, sample_weight=weight)
    slopes = model.coef_[0] / scale
    return Model(slopes, float(model.intercept_[0] - slopes @ mean))


def chances(models: Models, row: Judged) -> Any:
    """Of every candidate, those for single characters first."""
    odds = [table.values @ model.weights + model.intercept for model, table in zip(models, row.tables, strict=True)]
    return 1 / (1 + np.exp(-np.concatenate(odds)))


def cross_validated(rows: Sequence[Judged], official: Sequence[Judged]) -> list[Any]:
    found: list[Any] = [None] * len(rows)
    for fold in range(FOLDS):
        models = fitted([*(row for i, row in enumerate(rows) if i % FOLDS != fold), *official])
        for i in range(fold, len(rows), FOLDS):
            found[i] = chances(models, rows[i])
    return found


def report(name: str, rows: Sequence[Judged], every: Sequence[Any]) -> None:
    for level in LEVELS:
        changed = [applied(row, chance, level) for row, chance in zip(rows, every, strict=True)]
        touched = sum(new != row.source for new, row in zip(changed, rows))
        wrong = sum(row.source != row.target for row in rows)
        mended = sum(new == row.target != row.source for new, row in zip(changed, rows))
        spoilt = sum(new != row.source == row.target for new, row in zip(changed, rows))
        f1, precision = 2 * mended / (touched + wrong), mended / max(1, touched)
        print(f"{name} from {level}: F1 {f1:.3f}, precision {precision:.3f}, clean touched {spoilt / (len(rows) - wrong):.4f}")


def report_alarms(models: Models, clean: Sequence[Judged]) -> None:
    size, every = sum(len(row.source) for row in clean) / 10_000, [chances(models, row) for row in clean]
    for level in LEVELS:
        touched = sum(applied(row, chance, level) != row.source for row, chance in zip(clean, every, strict=True))
        print(f"documents from {level}: {touched / size:.2f} sentences touched in 10,000 characters")


def applied(row: Judged, chance: Any, level: float) -> str:
    """The sentence with what is as sure as `level`, and beside that with what is as sure as `COMPANY`."""
    text, taken = list(row.source), set[int]()
    level = min(level, COMPANY) if (chance >= level).any() else level
    places = [place for table in row.tables for place in table.places]
    for i in np.argsort(-chance):
        start, end, new = places[i]
        if chance[i] >= level and not taken & set(range(start - 1, end + 1)):
            taken |= set(range(start, end))
            text[start:end] = new
    return "".join(text)


def as_yaml(models: Models) -> str:
    head = "# 疑似错别字把握大小的权重，由 scripts/fit_typo.py 拟合写出，不要手改。各项见 checks/typo/features.py 和 rivals.py。\n"
    character, word = (as_fit(model) for model in models)
    weights = Weights(warning=WARNING, in_company=COMPANY, suggestion=SUGGESTION, character=character, word=word)
    return head + yaml.safe_dump(weights.model_dump(), sort_keys=False, allow_unicode=True)


def as_fit(model: Model) -> Fit:
    features = {name: round(float(weight), 4) for name, weight in zip(feature_names(), model.weights, strict=True)}
    return Fit(intercept=round(model.intercept, 4), features=features)


if __name__ == "__main__":
    main()

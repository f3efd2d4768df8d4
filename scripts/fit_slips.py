"""Fits how sure a missing, transposed or doubled character is, on real sentences damaged at random, and writes evals/data.

    python scripts/fit_slips.py BENCH_DIR [--write]

First it writes typo_neighbours.npz: which characters the language model saw side by side. Then BENCH_DIR/gov_docs.jsonl.gz gives
sentences of reports, speeches and policies; half of the documents are fitted on, with the other half the thresholds of
typo_slips.yaml are chosen: so many false alarms in 10,000 characters of undamaged sentences, and no more. Its sentences are not kept.
"""

import argparse
import gzip
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from base.files import write_text
from corpus.language.model import LanguageModel, packaged
from evals.checks.typo import neighbours
from evals.checks.typo.candidates import page_of
from evals.checks.typo.slip_weights import FILE, Slip
from evals.checks.typo.slips import KINDS, weighed
from evals.checks.typo.weights import Fit

DOCUMENTS = ("municipal_gwr", "provincial_gwr", "national_gwr", "leader_speech", "leader_news", "policy_provincial", "policy_central")
SENTENCE = re.compile("[^。！？；\n]{12,120}[。！？；]")
HAN = re.compile("[一-鿿]")
SENTENCES = 5000  # of either half
STRENGTH = 0.3
ALARMS = {"missing": (0.22, 1.5), "swapped": (0.3, 1.2), "doubled": (0.25, 1.0)}  # in 10,000 characters: warnings, all


class Truth(NamedTuple):
    """A sentence with the edit that mends it; none where nothing is wrong."""

    text: str
    at: int = -1
    put: str = ""


class Table(NamedTuple):
    """The candidates of all sentences: features, and which are right."""

    values: Any
    right: Any


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--write", action="store_true", help="replace the thresholds and weights of the program")
    given = parser.parse_args()
    write_neighbours(packaged())
    fitted_on, judged_on = halves(given.bench)
    slips = {kind: slip(kind, fitted_on, judged_on) for kind in KINDS}
    if given.write:
        head = "# 漏字、颠倒、多字把握大小的权重，由 scripts/fit_slips.py 拟合写出，不要手改。各项见 checks/typo/edits.py 和 slips.py。\n"
        write_text(FILE, head + yaml.safe_dump({k: s.model_dump() for k, s in slips.items()}, sort_keys=False, allow_unicode=True))


def write_neighbours(model: LanguageModel) -> None:
    """Pairs in which one is Chinese; nothing that the model never saw."""
    every = np.arange(len(model.alphabet.characters) + 2, dtype=np.uint64)
    chinese = np.array([i + 2 for i, c in enumerate(model.alphabet.characters) if HAN.match(c)], dtype=np.uint64)
    rows = [(np.full(len(every), one), every) for one in chinese] + [(np.setdiff1d(every, chinese), o) for o in chinese]
    pairs = [np.column_stack(np.broadcast_arrays(*row)) for row in rows]
    seen = np.concatenate([pair[model.count(pair, 2) >= 1] for pair in pairs])
    points = np.array([0, 0, *map(ord, model.alphabet.characters)], dtype=np.uint16)[seen]
    points[seen == 0] = ord("\n")
    np.savez_compressed(neighbours.FILE, first=points[:, 0], second=points[:, 1])
    neighbours.neighbours.cache_clear()
    print(f"{len(points)} pairs, {neighbours.FILE.stat().st_size / 1e6:.2f} MB")


def halves(bench: Path) -> tuple[list[str], list[str]]:
    with gzip.open(bench / "gov_docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [row["text"] for row in map(json.loads, lines) if row["kind"] in DOCUMENTS]
    halves = []
    for half in (texts[::2], texts[1::2]):
        sentences = [sentence for text in half for sentence in SENTENCE.findall(text)]
        random.Random(1).shuffle(sentences)
        halves.append(sentences[:SENTENCES])
    return halves[0], halves[1]


def slip(kind: str, fitted_on: Sequence[str], judged_on: Sequence[str]) -> Slip:
    fit = fitted(table(kind, [*damaged(kind, fitted_on), *map(Truth, fitted_on)]))
    clean, harmed = table(kind, map(Truth, judged_on)), list(damaged(kind, judged_on))
    alarms, wrong = np.sort(chance(fit, clean))[::-1], table(kind, harmed)
    size = sum(map(len, judged_on)) / 10_000
    warning, suggestion = (round(float(alarms[int(rate * size)]) + 1e-4, 4) for rate in ALARMS[kind])
    for name, level in (("warning", warning), ("suggestion", suggestion)):
        told = chance(fit, wrong) >= level
        found, precision = (told & wrong.right).sum() / len(harmed), (told & wrong.right).sum() / max(1, told.sum())
        print(f"{kind} {name} from {level}: found {found:.3f}, precision {precision:.3f}")
    return Slip(warning=warning, suggestion=suggestion, fit=fit)


def damaged(kind: str, sentences: Sequence[str]) -> Iterator[Truth]:
    chance = random.Random(2)
    for text in sentences:
        places = [i for i in range(1, len(text) - 2) if HAN.match(text[i]) and HAN.match(text[i + 1]) and text[i] != text[i + 1]]
        if places:
            yield DAMAGE[kind](text, chance.choice(places))


DAMAGE: dict[str, Callable[[str, int], Truth]] = {
    "missing": lambda text, i: Truth(text[:i] + text[i + 1 :], i, text[i]),
    "swapped": lambda text, i: Truth(text[:i] + text[i + 1] + text[i] + text[i + 2 :], i, text[i : i + 2]),
    "doubled": lambda text, i: Truth(text[: i + 1] + text[i:], i + 1),
}


def table(kind: str, truths: Iterable[Truth]) -> Table:
    """Of all sentences, one a line of one page."""
    every = list(truths)
    starts = np.cumsum([0, *(len(truth.text) + 1 for truth in every)])
    text = "\n".join(truth.text for truth in every)
    found = weighed(kind, page_of(text, packaged(), np.ones(len(text), dtype=bool)), packaged())
    which = np.searchsorted(starts, found.edits.at, side="right") - 1
    meant = packaged().alphabet.ids("".join(truth.put or " " * found.edits.put.shape[1] for truth in every)).reshape(len(every), -1)
    right = np.array([truth.at for truth in every])[which] == found.edits.at - starts[which]
    return Table(np.column_stack(list(found.values.values())), right & (found.edits.put == meant[which]).all(axis=1))


def fitted(known: Table) -> Fit:
    mean, scale = known.values.mean(axis=0), known.values.std(axis=0)
    scale[scale == 0] = 1.0
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit((known.values - mean) / scale, known.right)
    weights = model.coef_[0] / scale
    names = feature_names(len(weights))
    features = {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}
    return Fit(intercept=round(float(model.intercept_[0] - weights @ mean), 4), features=features)


def feature_names(number: int) -> list[str]:
    page = page_of("字", packaged(), np.ones(1, dtype=bool))
    return next(names for kind in KINDS if len(names := list(weighed(kind, page, packaged()).values)) == number)


def chance(fit: Fit, known: Table) -> Any:
    odds = fit.intercept + known.values @ np.array(list(fit.features.values()))
    return 1 / (1 + np.exp(-odds))


if __name__ == "__main__":
    main()

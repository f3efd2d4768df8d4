"""Comparing: paired by case, each measure judged by its direction and by what is noise."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from base.errors import InputError
from evals.catalogue import catalogue
from evals.harness.comparison.interval import FEWEST, interval
from evals.harness.comparison.model import CaseChange, Change, Comparison, Verdict
from evals.harness.judge.pairs import Preference
from evals.harness.measures import better_of_rules, measures, spread, value
from evals.harness.results import Row, Run
from evals.harness.scorer import Better

PAIR = "judge_pair"


@dataclass(frozen=True)
class Side:
    """One variant of a run: its finished rows by case."""

    run: Run
    variant: str

    @property
    def name(self) -> str:
        return f"{self.run.folder.name}（{self.variant}）"

    @property
    def rows(self) -> dict[str, Row]:
        return {case: row for case, row in self.run.of(self.variant).items() if not row.error}


@dataclass(frozen=True)
class _Pair:
    a: Row
    b: Row


def sides(a: Run, b: Run, named: Sequence[str] = ()) -> tuple[Side, Side]:
    """What to compare: the variants `named` (one for both, or A's and B's), else the only one of each, or the only one they share."""
    common = [variant for variant in a.variants if variant in b.variants]
    if named:
        first, second = named[0], named[-1]
    elif len(a.variants) == len(b.variants) == 1:
        first, second = a.variants[0], b.variants[0]
    elif len(common) == 1:
        first = second = common[0]
    else:
        known = "、".join(dict.fromkeys((*a.variants, *b.variants)))
        raise InputError(f"结果里有几种写法（{known}），请用 --variant 写明比哪一种；比两种不同的写两次。")
    for run, variant in ((a, first), (b, second)):
        if variant not in run.variants:
            raise InputError(f"{run.folder} 里没有“{variant}”的结果，可选：{'、'.join(run.variants)}。")
    return Side(a, first), Side(b, second)


def check_comparable(a: Side, b: Side) -> None:
    """InputError unless both are of the same cases of the same version of the same dataset."""
    one, other = next(iter(a.run.rows)), next(iter(b.run.rows))
    if (one.dataset, one.version) != (other.dataset, other.version):
        said = (f"“{row.dataset}”第 {row.version} 版" for row in (one, other))
        raise InputError(f"两次评测用的不是同一个数据集（{'、'.join(said)}），不能比较，请用同一版重新评测。")
    if changed := next((pair.a.case for pair in _pairs(a, b) if pair.a.case_hash != pair.b.case_hash), ""):
        raise InputError(f"两次评测之间改动过“{changed}”这一例，不能比较，请重新评测，并把数据集的 version 加一。")


def compare(a: Side, b: Side, preferences: Mapping[str, Preference] | None = None) -> Comparison:
    """B set against A. `preferences` are what a judge said of the pairs, by case. InputError when they cannot be compared."""
    check_comparable(a, b)
    pairs = list(_pairs(a, b))
    if not pairs:
        raise InputError(f"{a.name} 和 {b.name} 没有都做完的例子，不能比较，请先接着评测。")
    first = pairs[0].a
    return Comparison(
        dataset=first.dataset,
        version=first.version,
        a=a.name,
        b=b.name,
        cases=len(pairs),
        scorers=tuple(_scorers(pairs, preferences or {})),
        rules=tuple(_rules(pairs)),
        per_case=tuple(_case(pair) for pair in pairs),
        only_a=tuple(sorted(a.rows.keys() - b.rows.keys())),
        only_b=tuple(sorted(b.rows.keys() - a.rows.keys())),
        failed=tuple(sorted(a.rows.keys() & (b.run.of(b.variant).keys() - b.rows.keys()))),
    )


def _pairs(a: Side, b: Side) -> Iterator[_Pair]:
    theirs = b.rows
    return (_Pair(row, theirs[case]) for case, row in sorted(a.rows.items()) if case in theirs)


@dataclass(frozen=True)
class _Values:
    """A measure on both sides of each case that has it."""

    id: str
    name: str
    unit: str
    better: Better
    both: tuple[tuple[float, float], ...]
    spread: float = 0.0
    lost: int = 0

    def change(self, together: int) -> Change:
        """Judged as one of so many measures that are looked at together."""
        differences = [b - a for a, b in self.both]
        found = interval(differences, together)
        if not any(differences):
            verdict: Verdict = "same"
        elif len(differences) < FEWEST:
            verdict = "few"
        elif found.low <= 0 <= found.high or abs(found.mean) <= self.spread:
            verdict = "noise"
        else:
            verdict = _direction(found.mean, self.better)
        a, b = (fmean(values) for values in zip(*self.both))
        return Change(self.id, self.name, self.unit, self.better, a, b, len(self.both), found, verdict, self.spread, self.lost)


def _direction(difference: float, better: Better) -> Verdict:
    if better == "neither":
        return "differs"
    return "better" if (difference > 0) == (better == "higher") else "worse"


def _scorers(pairs: Sequence[_Pair], preferences: Mapping[str, Preference]) -> Iterator[Change]:
    found = [values for values in (*_measured(pairs), _preferred(preferences)) if values.both]
    return (values.change(len(found)) for values in found)


def _measured(pairs: Sequence[_Pair]) -> Iterator[_Values]:
    for one in measures(pairs[0].a.kind):
        given = [(pair, value(pair.a, one.id), value(pair.b, one.id)) for pair in pairs]
        both = tuple((a, b) for _, a, b in given if a is not None and b is not None)
        spreads = [max(spread(pair.a, one.id), spread(pair.b, one.id)) for pair, a, b in given if a is not None and b is not None]
        lost = sum(a is not None and b is None for _, a, b in given)
        yield _Values(one.id, one.name, one.unit, one.better, both, fmean(spreads) if spreads else 0.0, lost)


def _preferred(preferences: Mapping[str, Preference]) -> _Values:
    """What a judge prefers, as a measure of B that is 0 when both are as good."""
    both = tuple((0.0, one.mean) for _, one in sorted(preferences.items()))
    return _Values(PAIR, "两稿比较（模型评）", "", "higher", both, fmean(one.spread for one in preferences.values()) if both else 0.0)


def _rules(pairs: Sequence[_Pair]) -> Iterator[Change]:
    known, better = catalogue(), better_of_rules(pairs[0].a.kind)
    fired = sorted({rule for pair in pairs for rule in (*pair.a.findings, *pair.b.findings)})
    for rule in fired:
        both = tuple((float(pair.a.findings.get(rule, 0)), float(pair.b.findings.get(rule, 0))) for pair in pairs)
        yield _Values(rule, known[rule].rule.title if rule in known else rule, "处", better, both).change(len(fired))


def _case(pair: _Pair) -> CaseChange:
    changed = tuple(_measures_of(pair))
    rules = sorted({*pair.a.findings, *pair.b.findings})
    counts = ((rule, pair.a.findings.get(rule, 0), pair.b.findings.get(rule, 0)) for rule in rules)
    return CaseChange(pair.a.case, pair.a.title, changed, tuple(count for count in counts if count[1] != count[2]))


def _measures_of(pair: _Pair) -> Iterator[tuple[str, float, float, Verdict]]:
    """The measures that differ on one case."""
    for one in measures(pair.a.kind):
        a, b = value(pair.a, one.id), value(pair.b, one.id)
        if a is None or b is None or a == b:
            continue
        within = abs(b - a) <= max(spread(pair.a, one.id), spread(pair.b, one.id))
        yield one.id, a, b, "noise" if within else _direction(b - a, one.better)

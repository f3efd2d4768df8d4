"""The pairs of two sides put to a judge."""

from collections.abc import Callable

from corpus.marks import strictest
from drafting.rundir import RunDir
from evals.harness.comparison.comparing import Side, check_comparable
from evals.harness.judge.pairs import PairJudge, Preference
from evals.harness.pool import in_parallel

Tell = Callable[[str], None]


def preferences(a: Side, b: Side, judge: PairJudge, jobs: int, tell: Tell) -> dict[str, Preference]:
    """Which draft the judge prefers, for each case that both sides finished; `tell` hears what could not be judged."""
    check_comparable(a, b)
    cases = [case for case in a.rows if case in b.rows and a.rows[case].draft]

    def asked(case: str) -> Preference:
        one, other = a.rows[case], b.rows[case]
        mark = strictest(_made(side, case).highest_mark() for side in (a, b))
        return judge.of(_made(a, case).brief(), a.run.text(one), b.run.text(other), mark)

    found: dict[str, Preference] = {}
    for done in in_parallel(cases, asked, jobs):
        said = done.given()
        if said.error:
            tell(f"“{done.item}”的两稿没有比完：{said.error}")
        if said.votes:
            found[done.item] = said
    return found


def _made(side: Side, case: str) -> RunDir:
    return RunDir(side.run.folder / side.rows[case].draft)

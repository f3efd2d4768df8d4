"""Our datasets and deterministic scorers for inspect_ai (extra `inspect`); nothing here is measured otherwise than in `evals.harness`.

from inspect_ai import eval
from evals.inspect_adapter import task
eval(task("briefs"), model="mockllm/model")
"""

from typing import TYPE_CHECKING, Any

from base.errors import InputError
from drafting.brief import Brief
from evals.harness.cases import AnyCase, BriefCase
from evals.harness.dataset import load_dataset
from evals.harness.judge.asking import about
from evals.harness.products import checked, reviewed
from evals.harness.scorer import Product, scored
from evals.harness.scorers import scorers

if TYPE_CHECKING:
    from inspect_ai import Task
    from inspect_ai.dataset import MemoryDataset, Sample
    from inspect_ai.scorer import Scorer

_ASKED = "请按下面的任务书和材料写出全文，只写正文，数字、依据只用材料里有的；材料里没有而又要写的，写〔待核：…〕。"


def task(name: str) -> "Task":
    """A task for `inspect_ai.eval`: the cases of a dataset (shipped, or a folder) and all scorers of its kind.

    Of a dataset of fixed drafts the checks are measured: no model is asked.
    """
    _demand()
    from inspect_ai import Task
    from inspect_ai.solver import generate

    known = load_dataset(name).manifest
    writer = generate() if known.kind == "briefs" else _as_it_is()
    return Task(name=known.name, dataset=dataset(name), solver=writer, scorer=scorer(name))


def dataset(name: str) -> "MemoryDataset":
    """The cases as samples. The ids are those of the cases; target is what a brief must cover."""
    _demand()
    from inspect_ai.dataset import MemoryDataset

    loaded = load_dataset(name)
    return MemoryDataset([_sample(case) for case in loaded.cases], name=loaded.manifest.name)


def scorer(name: str) -> "Scorer":
    """All scorers of the dataset as one with a value for each, by id; what is unscored is None there, and said in the explanation."""
    _demand()
    from inspect_ai.scorer import Score, Target, mean, stderr
    from inspect_ai.scorer import scorer as declared
    from inspect_ai.solver import TaskState

    loaded = load_dataset(name)
    cases, measures = {case.id: case for case in loaded.cases}, scorers(loaded.manifest.kind)

    @declared(metrics={"*": [mean(), stderr()]}, name="biganzi")
    def ours() -> "Scorer":
        async def score(state: TaskState, target: Target) -> Score:  # noqa: ARG001  (inspect_ai names both)
            found = scored(_product(cases[str(state.sample_id)], state.output.completion), measures)
            said = "；".join(f"{id}：{why}" for id, why in found.unscored.items())
            return Score(value={one.id: found.values.get(one.id) for one in measures}, explanation=said or None)

        return score

    return ours()


def _demand() -> None:
    """InputError when inspect_ai is not there."""
    try:
        import inspect_ai  # noqa: F401
    except ImportError as error:
        raise InputError("没有安装 inspect_ai，请用 pip install 'biganzi[inspect]' 安装后再用。") from error


def _sample(case: AnyCase) -> "Sample":
    from inspect_ai.dataset import Sample

    if not isinstance(case, BriefCase):
        return Sample(input=case.file.text, id=case.id, metadata={"title": case.title, "hash": case.hash})
    points = [one.point for one in case.expect.must_cover] or list(case.brief.must_cover)
    return Sample(input=_question(case), target=points, id=case.id, metadata={"title": case.title, "hash": case.hash})


def _question(case: BriefCase) -> str:
    """All a writer may rest on: brief, ledger, archive."""
    papers = (f"《{paper.label}》\n{paper.text}" for paper in case.documents())
    return "\n\n".join([_ASKED, about(case.brief), _ledger(case.brief), *papers])


def _ledger(brief: Brief) -> str:
    return "\n".join(["数据台账：", *(fact.said for fact in brief.facts)])


def _product(case: AnyCase, text: str) -> Product:
    return reviewed(case, text) if isinstance(case, BriefCase) else checked(case)


def _as_it_is() -> Any:
    """A solver that asks nobody: the draft is there."""
    from inspect_ai.model import ModelOutput
    from inspect_ai.solver import Generate, TaskState, solver

    @solver(name="as_it_is")
    def kept() -> Any:
        async def solve(state: TaskState, _generate: Generate) -> TaskState:
            state.output = ModelOutput.from_content(str(state.model), state.input_text)
            return state

        return solve

    return kept()

"""What a person asked to be evaluated: kept beside the results, so that a run that was broken off can be gone on with."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from base.errors import InputError
from base.strict_yaml import load_model
from drafting.settings import Settings, load_settings
from evals.harness import dataset

if TYPE_CHECKING:
    from evals.harness.judge import Judge
    from evals.harness.runner import Plan
    from evals.harness.variant import Variant

JOBS = 2  # cases at a time
PROMPTS, DATASETS = "prompts", "datasets"  # folders of the workspace: versions of the prompts, the office's own datasets


class Order(BaseModel):
    """A dataset with the ways of writing to be tried; `prompts` are folders of the workspace, '' for the program's own."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    dataset: str
    title: str = ""
    extractive: bool = False
    models: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ("",)
    judge: bool = False
    total: int = 0  # variants × cases


def folder_of(home: Path, name: str) -> Path:
    """Where the office's own dataset of this name lies, or else the shipped one."""
    own = home / DATASETS / name
    return own if own.is_dir() else dataset.SHIPPED / name


def manifest_of(home: Path, name: str) -> dataset.Manifest:
    """What the dataset says of itself, without reading its cases; InputError with file and line."""
    return load_model(folder_of(home, name) / "dataset.yaml", dataset.Manifest)


def cases_of(home: Path, name: str) -> int:
    """How many cases the dataset has."""
    return len(folders(folder_of(home, name) / "cases"))


def datasets(home: Path) -> tuple[str, ...]:
    """The names to choose from: shipped ones first, then the office's own."""
    return tuple(dict.fromkeys((*dataset.shipped(), *folders(home / DATASETS))))


def folders(parent: Path) -> tuple[str, ...]:
    """The names of the folders in `parent`."""
    return (
        tuple(sorted(path.name for path in parent.iterdir() if path.is_dir() and not path.name.startswith("."))) if parent.is_dir() else ()
    )


def plan_of(home: Path, order: Order, out: Path) -> "Plan":
    """The order as the harness runs it; InputError for what cannot be run."""
    from evals.harness.runner import Plan, check_variants
    from wiring import trial_jobs

    settings = load_settings(home)
    tested = dataset.load_dataset(str(folder_of(home, order.dataset)))
    variants = tuple(_variants(home, order, tested.manifest, settings))
    if not variants:
        raise InputError("还没有选写法，请至少选“材料稿”或一个模型。")
    judge = _judge(home, settings) if order.judge else None
    plan = Plan(tested, variants, out, trial_jobs(home), JOBS, judge)
    check_variants(plan)
    return plan


def _variants(home: Path, order: Order, tested: dataset.Manifest, settings: Settings) -> "Iterator[Variant]":
    from evals.harness.variant import CHECKS, EXTRACTIVE, Variant, check_prompts

    if tested.kind == "drafts":
        yield CHECKS
        return
    if order.extractive:
        yield EXTRACTIVE
    tried = [check_prompts(home / PROMPTS / name) if name else None for name in order.prompts]
    for name in order.models:
        yield from (Variant("model", name, settings.endpoint(name), folder) for folder in tried)


def _judge(home: Path, settings: Settings) -> "Judge":
    """Answers kept from before would make the votes agree: none are used."""
    from drafting.model.client import key_of
    from drafting.model.means import means_of
    from evals.harness.judge import Judge

    endpoint = settings.endpoint(settings.judging)
    if endpoint is None:
        raise InputError("没有配置评分的模型，请在设置页配好模型，或不选“请模型评分”。")
    return Judge(endpoint, key_of(endpoint, os.environ), settings.judge_votes, means_of(home, settings, cached=False))

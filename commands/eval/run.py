"""`eval run`: a dataset with every writer, model and version of the prompts that is asked for."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import click

from base.errors import FileError, InputError
from commands.eval.judges import judge_of
from commands.material import listed
from commands.paths import FILE
from commands.ui import Command, Workspace, fail_in_part, pass_workspace, say
from evals.harness.dataset import Dataset, load_dataset
from evals.harness.results import RESULTS, Row
from evals.harness.runner import Plan, Progress, check_variants
from evals.harness.runner import run as run_all
from evals.harness.variant import CHECKS, EXTRACTIVE, Variant, check_prompts
from wiring import trial_jobs

_JOBS = 2


@click.command("run", cls=Command)
@click.argument("dataset", metavar="数据集")
@click.option("--writer", "writers", multiple=True, type=click.Choice(["model", "extractive"]), help="谁来写，可给多次（默认按设置）。")
@click.option("--model", "models", multiple=True, metavar="名称", help="settings.toml 里的模型，可给多次。")
@click.option("--prompts", multiple=True, type=FILE, metavar="文件夹", help="另一版提示词：里面有的代替自带的；可给多次，自带的一版也评。")
@click.option("--cases", default="", metavar="甲,乙", help="只评这几例。")
@click.option("--jobs", type=click.IntRange(1, 64), default=_JOBS, show_default=True, metavar="数", help="同时做几例。")
@click.option("--out", type=FILE, metavar="文件夹", help="结果放在这里，已有的接着做（默认在工作目录的 evals 下新建）。")
@click.option("--judge", is_flag=True, help="请模型给每稿的思想性、针对性等打分。")
@pass_workspace
def run(
    workspace: Workspace, dataset: str, writers: tuple[str, ...], models: tuple[str, ...], prompts: tuple[Path, ...], cases: str,
    jobs: int, out: Path | None, judge: bool,
) -> None:  # fmt: skip
    """评测一个数据集（自带的写名称，自己的写文件夹）。中断了用同样的命令加 --out 接着做，做完的不重做。"""
    wanted = load_dataset(dataset).only(listed(cases))
    variants = tuple(_variants(workspace, wanted, writers, models, prompts))
    folder = out or workspace.home / "evals" / f"{wanted.manifest.name}-{dt.datetime.now():%Y%m%d-%H%M%S}"
    plan = Plan(wanted, variants, folder, trial_jobs(workspace.home), jobs, judge_of(workspace) if judge else None)
    check_variants(plan)
    say(f"{wanted.manifest.title}：{len(wanted.cases)} 例，{'、'.join(v.id for v in variants)}，结果写在 {folder}")
    try:
        rows = run_all(plan, _tell)
    except KeyboardInterrupt:
        say(f"已做完的保存在 {folder}，用同样的命令加 --out {folder} 接着做。")
        raise
    click.echo(str(folder / RESULTS))
    fail_in_part(tuple(_failures(rows)))


def _variants(
    workspace: Workspace, dataset: Dataset, writers: tuple[str, ...], models: tuple[str, ...], prompts: tuple[Path, ...]
) -> Iterator[Variant]:
    """What to try: the writers and models named, or else the one of the settings; every model with every version of the prompts."""
    if dataset.manifest.kind == "drafts" and not (writers or models or prompts):
        yield CHECKS
        return
    settings = workspace.settings
    by_model = models or ((settings.writer,) if settings.endpoint(settings.writer) else ())
    writers = writers or (("model",) if by_model else ("extractive",))
    if "extractive" in writers:
        yield EXTRACTIVE
    if "model" not in writers and (models or prompts):
        raise InputError("--model 和 --prompts 只对用模型的写法起作用，请加 --writer model，或去掉它们。")
    if "model" in writers and not by_model:
        raise InputError("没有配置模型，请在 settings.toml 中写 [models.名称]，并用 --model 写明用哪个。")
    folders = (None, *(check_prompts(folder) for folder in prompts))
    for name in by_model if "model" in writers else ():
        yield from (Variant("model", name, settings.endpoint(name), folder) for folder in folders)


def _tell(progress: Progress) -> None:
    row = progress.row
    said = "没有做成" if row.error else "沿用上次的结果" if progress.kept else f"{row.seconds:.1f} 秒"
    say(f"[{progress.done}/{progress.total}] {row.variant}　{row.case}　{said}")


def _failures(rows: tuple[Row, ...]) -> Iterator[FileError]:
    for row in rows:
        if row.error:
            yield FileError(f"{row.variant} 的 {row.case}：{row.error}")
        elif row.judgement and row.judgement.error:
            yield FileError(f"{row.variant} 的 {row.case} 没有评完：{row.judgement.error}")

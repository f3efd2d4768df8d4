"""`biganzi draft`: from brief to docx."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from base.errors import BiganziError, FileError, InputError, ServiceError
from commands.history.shared import NAME, WORDS
from commands.judging import overlay_option, use_overlays
from commands.limits import LIMIT
from commands.listening import Teller
from commands.paths import FILE
from commands.ui import Command, Workspace, fail_in_part, pass_workspace, say
from drafting import pipeline
from drafting.brief import Brief, load_brief
from drafting.casting import Cast, cast_by, cast_with, check_keys
from drafting.history.entry import PROGRAM, Person
from drafting.history.history import History
from drafting.history.runs import save_run
from drafting.model.budget import Limit
from drafting.model.means import means_of
from drafting.record import spent_in
from drafting.rundir import RunDir, new_folder, read_outline
from drafting.secrecy import in_folder
from drafting.settings import Settings
from wiring import brief_of, drafting_parts, model_mark

SHOWN = 12  # open marks and findings shown on the terminal; all of them are in report.json


@click.command("draft", cls=Command)
@click.argument("brief", required=False, type=FILE, metavar="[任务书.yaml]")
@click.option("--facts", type=FILE, metavar="文件", help="数据台账，代替任务书里写的那份。")
@click.option("--out", type=FILE, metavar="文件夹", help="结果放在这里（默认在工作目录的 runs 下新建）。")
@click.option("--outline-only", is_flag=True, help="只列提纲，改好后用 --resume 接着写。")
@click.option("--outline", type=FILE, metavar="文件", help="按这份（改过的）提纲写。")
@click.option("--section", "redo", default="", metavar="编号", help="重写这一节。")
@click.option("--instruction", default="", metavar="要求", help="重写时的要求。")
@click.option("--resume", type=FILE, metavar="文件夹", help="接着上次的运行目录做。")
@click.option("--model", default="", metavar="名称", help="用 settings.toml 里的哪个模型；none 为不用模型。")
@click.option("--budget", type=LIMIT, metavar="数额", help="这次起草最多用多少：20万（词元）或 5元；none 为不限。代替 [budget] 的 run_…。")
@click.option("--no-cache", is_flag=True, help="不用以前存下的模型回答，也不存。")
@click.option("--author", type=NAME, envvar="BIGANZI_AUTHOR", metavar="姓名", help="何人起草，记入留痕（或设 BIGANZI_AUTHOR）。")
@click.option("--role", type=WORDS, default="", envvar="BIGANZI_ROLE", metavar="职务", help="职务（或设 BIGANZI_ROLE）。")
@overlay_option
@click.option("--no-sources", is_flag=True, help="docx 不带最后的来源与待核页。")
@pass_workspace
def command(
    workspace: Workspace, brief: Path | None, facts: Path | None, out: Path | None, outline_only: bool, outline: Path | None,
    redo: str, instruction: str, resume: Path | None, model: str, budget: Limit | None, no_cache: bool, author: str | None, role: str,
    no_sources: bool, overlays: tuple[Path, ...],
) -> None:  # fmt: skip
    """按任务书起草：检索文库、列提纲、逐节起草、核对数字和引用、生成 docx。"""
    started = time.perf_counter()
    _agree(resume, facts or out, instruction, redo, outline_only)
    use_overlays(overlays, brief)
    given = in_folder(load_brief(brief, facts, say), brief) if brief else None
    if given is None and resume is None:
        raise InputError("请给出任务书（yaml 文件），或用 --resume 给出上次的运行目录。")
    run = RunDir(resume or out or new_folder(workspace.home, given.title if given else ""))
    if resume is not None and not run.started:
        raise InputError(f"{resume} 不是起草的运行目录（没有 brief.yaml），请检查 --resume 的路径。")
    name, cast = _cast(workspace.settings, model, run if resume else None)
    if instruction and cast is None:
        raise InputError("没有用模型，不能按 --instruction 的要求重写；请用 --model 指定模型，或直接修改稿件。")
    edited = read_outline(outline) if outline else None
    with run.locked(), _say_how_to_go_on(workspace, run):
        task = brief_of(run, given, resuming=resume is not None)
        means = means_of(workspace.home, workspace.settings, say, cached=not no_cache, run_limit=budget, spent=spent_in(run.record()))
        with drafting_parts(workspace.home, task, cast, Teller(), means) as parts:
            job = pipeline.Job(
                task, *parts, run, cast.furthest if cast else None, edited, name if cast else "none", redo, instruction,
                sources_page=not no_sources, mark=model_mark(workspace.home), tell=say,
            )  # fmt: skip
            planned = pipeline.plan(job) if outline_only else None
            result = None if outline_only else pipeline.draft(job)
            missing, warnings = job.retrieval.missing, job.retrieval.warnings
    for warning in warnings:
        say(f"注意：{warning}")
    if planned:
        say(f"提纲在 {run.path / 'outline.json'}，改好后运行：{_again(workspace, run)}")
    if result:
        _report(result, run, time.perf_counter() - started)
        _tell_spent(run)
        _keep(workspace, run, task, result, Person(name=author, role=role) if author else PROGRAM)
        _ask_for_producer(workspace, result)
    fail_in_part(tuple(FileError(f"文库中没有任务书引用的“{name}”，请收录后重新起草；稿中已在相应位置标为待核。") for name in missing))


def _cast(settings: Settings, model: str, resumed: RunDir | None) -> tuple[str, Cast | None]:
    """The name of who writes, and who does what: as asked for, as the run was begun, or as the settings say. InputError for no key."""
    begun = str(resumed.record().get("model", "")) if resumed else ""
    name = model or begun or settings.writer
    cast = cast_by(settings, model) if model else cast_with(settings, name)
    if cast:
        check_keys(cast)
    return name, cast


def _tell_spent(run: RunDir) -> None:
    """What the run came to, with earlier attempts."""
    spent = spent_in(run.record())
    if spent.asked:
        say(f"用量：{spent.said}。")


def _ask_for_producer(workspace: Workspace, result: pipeline.Result) -> None:
    """The mark on what a model wrote names whose it is, which only the office knows."""
    if result.by_model and not workspace.settings.marking.producer:
        say(f"注意：docx 的人工智能标识里没有内容制作者，请在 {workspace.home / 'settings.toml'} 的 [marking] 填写 producer。")


def _agree(resume: Path | None, anew: Path | None, instruction: str, redo: str, outline_only: bool) -> None:
    """InputError for options that contradict one another; `anew` is a file that only a new run can take."""
    if resume and anew:
        raise InputError("--resume 接着原来的任务书和台账做，不能同时给 --facts 或 --out；台账改过请另起一个文件夹。")
    if (instruction and not redo) or (redo and outline_only):
        raise InputError("--instruction 要和 --section 一起用，--section 不能和 --outline-only 一起用。")


def _keep(workspace: Workspace, run: RunDir, brief: Brief, result: pipeline.Result, by: Person) -> None:
    """The draft as a revision in the history; where that cannot be, the files of the run are there all the same."""
    try:
        with History.open(workspace.home) as history:
            saved = save_run(history, run, brief, result, by)
    except BiganziError as error:
        say(f"注意：没有记入留痕：{error}")
        return
    say(f"留痕：“{saved.entry.said.draft}”第{saved.entry.said.revision}版{'' if saved.is_new else '，与上次相同'}。")


def _again(workspace: Workspace, run: RunDir) -> str:
    """The command that takes the run up again, in the same workspace."""
    home = f"--home {workspace.home} " if workspace.named else ""
    return f"biganzi {home}draft --resume {run.path}"


@contextmanager
def _say_how_to_go_on(workspace: Workspace, run: RunDir) -> Iterator[None]:
    """A run that stops half way is not lost: say where it lies and how to take it up again."""
    try:
        yield
    except (ServiceError, KeyboardInterrupt):
        _tell_spent(run)
        say(f"已完成的部分保存在 {run.path}，接着做：{_again(workspace, run)}")
        raise


def _report(result: pipeline.Result, run: RunDir, seconds: float) -> None:
    """What was made, how long it took, what is left to do."""
    draft, metrics = result.draft, result.review.report["metrics"]
    say(f"成稿：{run.path / 'draft.docx'}（{metrics.get('zi', len(draft.text))} 字，用时 {seconds:.1f} 秒）")
    say(draft.generator)
    for kind, todo in (("待核", "核实后填入"), ("待写", "由起草人写出")):
        marks = [m for m in draft.marks if m.kind == kind]
        if marks:
            say(f"{kind} {len(marks)} 处，请{todo}：")
            _some([f"  {m.text}" + (f"（{m.why}）" if m.why else "") for m in marks])
    problems = result.review.problems
    say(f"审核：{len(problems)} 处问题" + ("：" if problems else "（错误、警告均无）。"))
    _some([f"  {p.message}" for p in problems])


def _some(lines: list[str]) -> None:
    for line in lines[:SHOWN]:
        say(line)
    if len(lines) > SHOWN:
        say(f"  ……另有 {len(lines) - SHOWN} 处，见 report.json 和 docx 末页。")

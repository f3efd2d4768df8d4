"""`biganzi class …`: exercises for a class of writers, and their marking."""

from pathlib import Path

import click

from base import files
from base.errors import BiganziError, FileError, InputError
from commands.paths import FILE
from commands.ui import Command, LazyGroup, fail_in_part, say
from corpus.readers import canonical_text
from drafting.brief import load_brief
from drafting.ledger import load_facts
from evals.context import Context
from evals.exercises.marked import Marked, Scale
from evals.exercises.model import KIND_NAMES, Clean, Exercise, Kind

COMMANDS = {
    "plant": ("commands.classes:plant", "出题：在一篇清楚的文稿里埋错，出练习卷和答案"),
    "mark": ("commands.classes:mark", "改卷：对照答案批改交回的练习卷"),
}
EXERCISE, WORKSHEET, KEY = "exercise.json", "练习卷.docx", "答案.docx"
_IDS: dict[str, Kind] = {**{name: kind for kind, name in KIND_NAMES.items()}, **{kind: kind for kind in KIND_NAMES}}
_DEFAULT: dict[Kind, int] = {"figure": 3, "padding": 2, "tone": 1, "residue": 2}


class Wanted(click.ParamType[tuple[Kind, int]]):
    """数字改错=3."""

    name = "wanted"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[Kind, int]:
        name, _, count = value.replace("＝", "=").partition("=")
        if name not in _IDS or not (count or "1").isdecimal() or not 1 <= int(count or 1) <= 20:
            self.fail(f"“{value}”不认识，请写成“类别=处数”（1—20 处），类别有：{'、'.join(KIND_NAMES.values())}。", param, ctx)
        return _IDS[name], int(count or 1)


@click.group("class", cls=LazyGroup, lazy=COMMANDS)
def command() -> None:
    """教学：出改错练习，批改答卷。"""


@click.command("plant", cls=Command)
@click.argument("path", type=FILE, metavar="文件")
@click.option(
    "--kind",
    "kinds",
    type=Wanted(),
    multiple=True,
    metavar="类别=处数",
    help=f"埋哪种错、几处，可给多次：{'、'.join(KIND_NAMES.values())}。",
)
@click.option("--seed", type=int, default=1, show_default=True, metavar="数", help="卷号：同一篇文章，卷号不同，埋错的地方不同。")
@click.option("--brief", type=FILE, metavar="文件", help="任务书：文种、方向、地区由此得知。")
@click.option("--place", default="", metavar="地名", help="本地名称（如青禾县），没有任务书时用。")
@click.option("--facts", type=FILE, metavar="文件", help="数据台账，随卷发给学员。")
@click.option("--no-annex", is_flag=True, help="卷后不附核对材料；只埋看文章本身（和台账）就能发现的错。")
@click.option("--output", type=FILE, required=True, metavar="文件夹", help="练习卷、答案和 exercise.json 写到这里。")
def plant(
    path: Path, kinds: tuple[tuple[Kind, int], ...], seed: int, brief: Path | None, place: str, facts: Path | None, no_annex: bool,
    output: Path,
) -> None:  # fmt: skip
    """在文稿里按规则埋错，每一处都由检查程序在原处查出；同样的文稿、类别和卷号出同样的卷子。"""
    from evals.exercises import planting

    context = Context.of_brief(load_brief(brief, facts, say)) if brief else Context(place=place)
    clean = Clean(canonical_text(path), context, load_facts(facts, say) if facts else (), path.stem)
    exercise = planting.plant(clean, dict(kinds) or _DEFAULT, seed, with_annex=not no_annex)
    _write(exercise, output)
    say(f"练习 {exercise.id}：埋错 {len(exercise.defects)} 处，共 {exercise.total:g} 分，写在 {output}。")
    for kind, lacking in exercise.missing().items():
        say(f"{KIND_NAMES[kind]}少 {lacking} 处：文章里没有更多适合的地方。")


@click.command("mark", cls=Command)
@click.argument("exercise", type=FILE, metavar="exercise.json")
@click.argument("returned", type=FILE, nargs=-1, required=True, metavar="答卷…")
@click.option("--penalty", type=click.FloatRange(0, 20), default=2.0, show_default=True, metavar="分", help="改坏一处扣几分。")
@click.option("--output", type=FILE, required=True, metavar="文件夹", help="每人的批改结果（docx、html）和成绩表（csv）写到这里。")
def mark(exercise: Path, returned: tuple[Path, ...], penalty: float, output: Path) -> None:
    """批改 docx、md、txt 答卷：改对、只指出、改错、没有发现，另外列出改坏的地方。"""
    from evals.exercises import feedback
    from evals.exercises.model import load

    known = load(exercise)
    done, errors = _all_marked(known, returned, Scale(penalty=penalty))
    if not done:
        raise InputError(str(errors[0]))
    names = feedback.file_names(done)
    for name, one in zip(names, done):
        files.write_bytes(output / f"{name}.docx", feedback.as_docx(known, one))
        files.write_text(output / f"{name}.html", feedback.as_html(known, one))
        click.echo(feedback.summary(one))
    files.write_text(output / "成绩表.csv", feedback.as_csv(done))
    fail_in_part(tuple(errors))


def _write(exercise: Exercise, output: Path) -> None:
    from evals.exercises import sheets
    from evals.exercises.model import save

    files.write_bytes(output / WORKSHEET, sheets.worksheet(exercise))
    files.write_bytes(output / KEY, sheets.key(exercise))
    save(exercise, output / EXERCISE)


def _all_marked(exercise: Exercise, returned: tuple[Path, ...], scale: Scale) -> tuple[list[Marked], list[BiganziError]]:
    from evals.exercises.marking import Returned, mark

    done, errors = list[Marked](), list[BiganziError]()
    for path in returned:
        try:
            done.append(mark(exercise, Returned.of(path), scale))
        except FileError as error:
            errors.append(error)
    return done, errors

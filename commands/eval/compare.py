"""`eval compare`: two runs side by side."""

import json
import sys
from pathlib import Path

import click

from commands.eval.judges import pair_judge_of
from commands.paths import FILE, deliver
from commands.ui import Command, Workspace, pass_workspace, say
from evals.harness.results import load


@click.command("compare", cls=Command)
@click.argument("a", type=FILE, metavar="甲")
@click.argument("b", type=FILE, metavar="乙")
@click.option("--variant", "variants", multiple=True, metavar="写法", help="结果里有几种写法时比哪一种；两边不同就写两次，先甲后乙。")
@click.option("--judge", is_flag=True, help="请模型逐例比较两稿，正反各问一遍。")
@click.option("--jobs", type=click.IntRange(1, 64), default=2, show_default=True, metavar="数", help="请模型比较时同时问几例。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出格式。")
@click.option("--output", type=FILE, metavar="文件", help="写到文件，不在屏幕上显示。")
@pass_workspace
def compare(
    workspace: Workspace, a: Path, b: Path, variants: tuple[str, ...], judge: bool, jobs: int, form: str, output: Path | None
) -> None:
    """比较两次评测的结果文件夹：乙比甲好了还是差了，逐项、逐条规则、逐例。有超出波动范围的退步时退出码为 1。"""
    from evals.harness import comparison
    from evals.harness.comparison import text

    first, second = comparison.sides(load(a), load(b), variants)
    preferred = comparison.preferences(first, second, pair_judge_of(workspace), jobs, say) if judge else {}
    found = comparison.compare(first, second, preferred)
    deliver(text.render(found) if form == "text" else json.dumps(found.as_json(), ensure_ascii=False, indent=1), output)
    if found.regressed:
        sys.exit(1)

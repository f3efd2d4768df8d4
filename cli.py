"""The command `biganzi`: parses, runs, turns every failure into one Chinese line and the contract's exit code."""

import io
import os
import sys
import traceback
from pathlib import Path

import click

from base import __version__, office, offline
from base.errors import BiganziError, reason
from base.hiding import hidden
from commands.paths import FILE
from commands.ui import LazyGroup, Workspace, speak_chinese

speak_chinese()

COMMANDS = {
    "corpus": ("commands.corpus", "文库：收录、检索、维护以往讲话和政策文件"),
    "draft": ("commands.draft", "按任务书起草：提纲、正文、核对、成稿"),
    "check": ("commands.check", "审核 docx、md、txt 文稿"),
    "bulletin": ("commands.bulletin", "公文错情通报：各单位文稿的错情统计、排名、错例"),
    "trim": ("commands.trim", "去掉整句的空话，另存精简稿"),
    "compare": ("commands.compare", "比较两稿：逐字改动、移动，数字和问题的变化"),
    "revisions": ("commands.revisions", "修订与批注：列出、接受、拒绝 Word 文稿里的修订"),
    "apply": ("commands.apply", "把审核提出的修改做成修订，附上理由"),
    "facts": ("commands.facts", "数据台账：检查、从文稿提取、查改动的影响"),
    "history": ("commands.history", "留痕：各版、签署、定稿，谁在何时为什么改的"),
    "rule": ("commands.rule", "列出检查规则，或说明其中一条"),
    "class": ("commands.classes", "教学：出改错练习，批改答卷"),
    "eval": ("commands.eval", "评测：写法、模型、提示词哪个好，有没有退步"),
    "app": ("commands.app", "打开网页界面"),
    "api": ("commands.api", "给别的程序用：HTTP 接口"),
    "mcp": ("commands.mcp", "给智能助手用：MCP 服务"),
    "user": ("commands.user", "网页账号：让同事从各自的电脑登录"),
    "doctor": ("commands.doctor", "检查安装、文库和模型是否正常"),
}


@click.group(cls=LazyGroup, lazy=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="笔杆子")
@click.option("--home", type=FILE, metavar="文件夹", help="工作目录（默认 $BIGANZI_HOME，再默认 ~/.biganzi）。")
@click.option("--debug", is_flag=True, help="出错时显示程序内部信息，供开发人员排查。")
@click.pass_context
def cli(ctx: click.Context, home: Path | None, debug: bool) -> None:
    """笔杆子：机关文稿起草、检索与审核。"""
    ctx.obj = Workspace.of(home)
    office.use(ctx.obj.home)
    offline.hold()
    ctx.meta["debug"] = debug


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns (and, as the installed script, exits with) the contract's exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if arguments is None and isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")  # what is piped or kept is UTF-8 whatever the console speaks
    try:
        code = cli.main(given, prog_name="biganzi", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 0
    except click.ClickException as error:
        error.show()
        return 2
    except BiganziError as error:
        _debug(given)
        click.echo(f"错误：{error}", err=True)
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("已中断，完成的部分已保存。", err=True)
        return 130
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - nobody reads on; keep the interpreter from complaining at exit
        return 0
    except SystemExit as left:
        return 0 if type(sys.stdout).__name__.endswith("PacifyFlushWrapper") else _code(left)  # click's way to say that nobody reads on
    except OSError as error:
        _debug(given)
        click.echo(f"错误：读写文件时出错（{reason(error)}），请检查路径、权限和磁盘空间。", err=True)
        return 2
    except Exception as error:
        _debug(given)
        click.echo(f"错误：程序内部出错（{type(error).__name__}），请在命令前加 --debug 再运行一次，把结果发给开发人员。", err=True)
        return 3


def _code(left: SystemExit) -> int:
    return left.code if isinstance(left.code, int) else int(left.code is not None)


def _debug(given: list[str]) -> None:
    if "--debug" in given:
        click.echo(hidden(traceback.format_exc()), err=True, nl=False)


if __name__ == "__main__":
    sys.exit(main())

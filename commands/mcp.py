"""`biganzi mcp`: the operations for an assistant, over standard input and output."""

import os
import signal

import click

from commands.ui import Command, Workspace, pass_workspace
from commands.zone import zone_option
from drafting.settings import Zone


@click.command("mcp", cls=Command)
@zone_option
@pass_workspace
def command(workspace: Workspace, zone: Zone) -> None:
    """启动 MCP 服务（标准输入输出），供智能助手审核、检索、比较文稿；只读，由助手的程序启动，不用自己运行。"""
    import asyncio

    from serving.audience import Audience
    from serving.mcp_server import serve_stdio

    signal.signal(
        signal.SIGINT, lambda *_: os._exit(0)
    )  # the thread that waits for input ends with the process only; nothing is left undone
    asyncio.run(serve_stdio(Audience(workspace.home, zone)))

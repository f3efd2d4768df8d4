"""`biganzi api`: the operations over HTTP, on this machine alone or, with a token, for others too."""

import contextlib

import click

from base.access import load_access
from commands.app import LOOPBACK, Address
from commands.ui import Command, Workspace, pass_workspace, say
from commands.zone import zone_option
from drafting.settings import Zone


@click.command("api", cls=Command)
@click.option("--port", type=click.IntRange(1024, 65535), metavar="数", default=8600, show_default=True, help="端口。")
@click.option(
    "--address", type=Address(), metavar="IP", default=LOOPBACK[0], show_default=True, help="别的电脑也要访问时写本机的地址；须先设口令。"
)
@zone_option
@pass_workspace
def command(workspace: Workspace, port: int, address: str, zone: Zone) -> None:
    """启动 HTTP 接口，供办公系统等程序审核、检索、比较文稿；只读，不写 --address 只有本机能用。"""
    from serving.audience import Audience
    from serving.http_server import listen, place, server

    where = place(address, port, load_access(workspace.home))
    serving = server(where, Audience(workspace.home, where.zone(zone)))
    with listen(where) as listening:
        say(f"接口说明见 {where.url}/ ，按 Ctrl+C 结束。")
        if where.is_open_to_others and not where.access.certificate:
            say("注意：没有配置证书，口令和稿子在网上以明文传送，请在 settings.toml 的 [app] 里填写 certificate 和 key。")
        with contextlib.suppress(KeyboardInterrupt):  # the way it ends
            serving.run([listening])

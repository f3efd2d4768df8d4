"""`biganzi app`: the Streamlit application on this machine."""

import contextlib
import os
import socket
from pathlib import Path

import click

from base.errors import InputError
from commands.ui import Command, Workspace, pass_workspace, say

ADDRESS = "127.0.0.1"
SETTINGS = (
    f"--server.address={ADDRESS}",
    f"--server.allowedHosts={ADDRESS}",  # no other name may lead here (DNS rebinding)
    "--server.allowedHosts=localhost",
    "--server.fileWatcherType=none",
    "--server.maxUploadSize=50",
    "--server.showEmailPrompt=false",
    "--browser.gatherUsageStats=false",
    "--client.toolbarMode=minimal",
    "--client.showErrorDetails=none",
    "--client.showErrorLinks=false",
    "--logger.level=error",
    "--theme.base=light",
    "--theme.primaryColor=#1f5f8b",
    "--theme.baseFontSize=15",
    '--theme.font="Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif',
)


@click.command("app", cls=Command)
@click.option("--port", type=click.IntRange(1024, 65535), metavar="数", default=8501, show_default=True, help="端口。")
@click.option("--no-browser", is_flag=True, help="不自动打开浏览器。")
@pass_workspace
def command(workspace: Workspace, port: int, no_browser: bool) -> None:
    """打开网页界面，只在本机（127.0.0.1）可用。"""
    _demand_free(port)
    os.environ["BIGANZI_HOME"] = str(workspace.home)
    say(f"请用浏览器打开 http://{ADDRESS}:{port} ，按 Ctrl+C 结束。")
    _serve([*SETTINGS, f"--server.port={port}", *(["--server.headless=true"] if no_browser else [])])


def _serve(settings: list[str]) -> None:
    """Streamlit's own command line, in this process, until Ctrl+C; its English banner is not shown."""
    from streamlit import net_util
    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.web.cli import main

    # Streamlit asks a server on the internet for our address when a page of another origin knocks
    net_util.get_external_ip = lambda: None
    # Without this the first visitor after a start is served by file names of pages/, before app.py has named its pages
    PagesManager.uses_pages_directory = False
    page = Path(__file__).parent.parent / "app.py"
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        main(["run", str(page), *settings], standalone_mode=False)


def _demand_free(port: int) -> None:
    with socket.socket() as probe:
        if os.name == "posix":  # a port just left by another program is free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            raise InputError(
                f"端口 {port} 已被占用：笔杆子可能已经打开（浏览器访问 http://{ADDRESS}:{port}），否则请用 --port 换一个。"
            ) from error

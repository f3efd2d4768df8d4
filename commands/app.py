"""`biganzi app`: the Streamlit application, on this machine alone or, with sign-in, for others too."""

import contextlib
import errno
import ipaddress
import logging
import os
import socket
import sys
import threading
from pathlib import Path

import click

from base import accounts, offline
from base.access import Access, load_access
from base.errors import InputError
from commands.app_warming import warm_up
from commands.ui import Command, Workspace, pass_workspace, say

LOOPBACK = ("127.0.0.1", "localhost")
SECRETS = "secrets.toml"  # Streamlit's own file, with the office's sign-in service under [auth]
_TURN = 0.001  # seconds
SETTINGS = (
    "--server.enableAgentApi=false",
    "--server.fileWatcherType=none",
    "--server.maxUploadSize=50",
    "--server.showEmailPrompt=false",
    "--browser.gatherUsageStats=false",
    "--client.toolbarMode=minimal",
    "--client.showErrorDetails=none",
    "--client.showErrorLinks=false",
    "--logger.level=error",
    "--runner.postScriptGC=false",  # 0.14 s of everybody's time after every script run, and pages that watch a run have many
    "--theme.light.primaryColor=#1f5f8b",
    "--theme.dark.primaryColor=#2b78b0",
    "--theme.baseFontSize=15",
    '--theme.font="Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif',
)


class Address(click.ParamType[str]):
    """An address of this machine, as a number."""

    name = "address"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return str(ipaddress.ip_address(value))
        except ValueError:
            self.fail(f"“{value}”不是 IP 地址，例如 127.0.0.1 或 192.168.1.20。", param, ctx)


@click.command("app", cls=Command)
@click.option("--port", type=click.IntRange(1024, 65535), metavar="数", default=8501, show_default=True, help="端口。")
@click.option(
    "--address", type=Address(), metavar="IP", default=LOOPBACK[0], show_default=True, help="别的电脑也要打开时写本机的地址；须先有账号。"
)
@click.option("--no-browser", is_flag=True, help="不自动打开浏览器。")
@pass_workspace
def command(workspace: Workspace, port: int, address: str, no_browser: bool) -> None:
    """打开网页界面；不写 --address 只有本机能用。"""
    offline.refuse_visitors(address)
    access = load_access(workspace.home)
    _demand_sign_in(workspace.home, address)
    _demand_free(address, port)
    os.environ["BIGANZI_HOME"] = str(workspace.home)
    say(_where_to(address, port, access))
    serving = [*_reach(address, access), f"--server.port={port}", f"--secrets.files={workspace.home / SECRETS}"]
    _serve([*SETTINGS, *serving, *(["--server.headless=true"] if no_browser else [])])


def _reach(address: str, access: Access) -> list[str]:
    """From where, under which names and how the server is reached. No other name may lead here (DNS rebinding)."""
    any_name = ("*",) if ipaddress.ip_address(address).is_unspecified and not access.hosts else ()
    hosts = dict.fromkeys((address, *LOOPBACK, *access.hosts, *any_name))
    secured = [f"--server.sslCertFile={access.certificate}", f"--server.sslKeyFile={access.key}"] if access.certificate else []
    return [f"--server.address={address}", *(f"--server.allowedHosts={host}" for host in hosts), *secured]


def _where_to(address: str, port: int, access: Access) -> str:
    """What to open, and what to beware of."""
    scheme = "https" if access.certificate else "http"
    host = f"[{address}]" if ":" in address else address
    unspecified = ipaddress.ip_address(address).is_unspecified
    said = f"请用浏览器打开 {scheme}://{'本机地址' if unspecified else host}:{port} ，按 Ctrl+C 结束。"
    if ipaddress.ip_address(address).is_loopback or access.certificate:
        return said
    return f"{said}\n注意：没有配置证书，口令和稿子在网上以明文传送，请在 settings.toml 的 [app] 里填写 certificate 和 key。"


def _demand_sign_in(home: Path, address: str) -> None:
    if not (ipaddress.ip_address(address).is_loopback or accounts.accounts(home) or (home / SECRETS).is_file()):
        raise InputError("让别的电脑打开网页要先设登录：请用 biganzi user add 姓名 --role 起草人 添加账号，再运行一次。")


def _serve(settings: list[str]) -> None:
    """Streamlit's own command line, in this process, until Ctrl+C; its English banner is not shown."""
    from streamlit import net_util
    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.web.cli import main

    # Streamlit asks a server on the internet for our address when a page of another origin knocks
    net_util.get_external_ip = lambda: None
    # What a browser that hangs up at the wrong moment leaves is of no use to whoever looks at the terminal
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL + 1)
    # Without this the first visitor after a start is served by file names of pages/, before app.py has named its pages
    PagesManager.uses_pages_directory = False
    # Python lets a thread that computes keep the others waiting for 5 ms, every time: pages with a run beside them took a third longer
    sys.setswitchinterval(_TURN)
    threading.Thread(target=warm_up, daemon=True).start()
    page = Path(__file__).parent.parent / "app.py"
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        main(["run", str(page), *settings], standalone_mode=False)


def _demand_free(address: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        if os.name == "posix":  # a port just left by another program is free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise InputError(_why_not(address, port, error)) from error


def _why_not(address: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{address} 不是本机的地址，请核对 --address。"
    return f"端口 {port} 已被占用：笔杆子可能已经打开（浏览器访问 http://{address}:{port}），否则请用 --port 换一个。"

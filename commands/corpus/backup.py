"""`corpus backup` and `corpus restore`: the whole library in one file."""

from pathlib import Path

import click

from commands.corpus.waiting import wait_option
from commands.listening import Teller
from commands.paths import FILE
from commands.ui import Command, Workspace, pass_workspace, say
from drafting.history.companion import HistoryCompanion
from wiring import open_library


@click.command(cls=Command)
@click.argument("target", type=FILE, metavar="文件.zip")
@click.option("--all", "everything", is_flag=True, help="连同起草记录和稿件（工作目录里的其他文件）。")
@click.option("--with-accounts", is_flag=True, help="连同登录账号（姓名、角色、加盐的口令摘要）；平时不写进备份。")
@pass_workspace
def backup(workspace: Workspace, target: Path, everything: bool, with_accounts: bool) -> None:
    """把文库和设置备份成一个文件；给出文件夹则自动起名。备份时可以照常使用文库。密钥不会写进去，账号要加 --with-accounts 才写。"""
    with open_library(workspace.home, Teller()) as library:
        done = library.back_up(target, everything=everything, with_accounts=with_accounts, beside=[HistoryCompanion(workspace.home)])
    beside = f"，另有 {len(done.manifest.beside)} 个文件" if done.manifest.beside else ""
    say(f"已备份到 {done.path}：{done.manifest.documents} 份资料，{done.manifest.passages} 段{beside}。")
    if done.classified:
        say(f"含密件 {done.classified} 份，请按密件保管。")
    if done.kept:
        say(f"原来的备份另存为 {done.kept}。")


@click.command(cls=Command)
@click.argument("source", type=FILE, metavar="文件.zip")
@click.option("--replace", is_flag=True, help="换掉现有的文库（现有的另存一份）。")
@wait_option
@pass_workspace
def restore(workspace: Workspace, source: Path, replace: bool, wait: float) -> None:
    """从备份恢复文库和设置；先核对备份是否完整，再一次换好。恢复时另存的 library-旧-….db 也可以恢复。"""
    with open_library(workspace.home, Teller(), patience=wait) as library:
        history = HistoryCompanion(workspace.home)
        done = library.restore(source, replace=replace, beside=[history])
    say(f"已恢复 {done.manifest.documents} 份资料（备份于 {done.manifest.made}），索引已重建。")
    if done.kept:
        say(f"原来的文库另存为 {done.kept}。")
    for draft in history.apart:
        say(f"提示：“{draft}”的留痕在备份之后另有变化，保留现有的，没有并入。")
    for name in done.left:
        say(f"提示：{workspace.home / name} 与备份里的不同，没有改动；要用备份里的，请加 --replace 再恢复一次。")

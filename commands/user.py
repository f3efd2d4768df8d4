"""`biganzi user …`: the accounts of those who open the pages from their own computers."""

import sys

import click

from base import accounts
from base.errors import InputError
from base.roles import ALL, Role
from commands.ui import Command, LazyGroup, Workspace, pass_workspace, say

COMMANDS = {
    "add": ("commands.user:add", "添加账号"),
    "list": ("commands.user:list_", "列出账号和角色"),
    "password": ("commands.user:password", "改口令"),
    "remove": ("commands.user:remove", "删去账号（稿子保留）"),
}
NAME = click.argument("name", metavar="姓名")


@click.group("user", cls=LazyGroup, lazy=COMMANDS)
def command() -> None:
    """网页账号：让同事从各自的电脑登录使用。"""


@click.command("add", cls=Command)
@NAME
@click.option("--role", "roles", type=click.Choice(ALL), multiple=True, required=True, help="角色，可写多次。")
@pass_workspace
def add(workspace: Workspace, name: str, roles: tuple[Role, ...]) -> None:
    """添加一个账号，口令随后输入（不显示）。"""
    account = accounts.add(workspace.home, name, _new_password(), tuple(dict.fromkeys(roles)))
    say(f"已添加账号“{account.name}”（{'、'.join(account.roles)}）。")


@click.command("list", cls=Command)
@pass_workspace
def list_(workspace: Workspace) -> None:
    """列出账号和角色。"""
    known = accounts.accounts(workspace.home)
    for account in known:
        click.echo(f"{account.name}\t{'、'.join(account.roles)}")
    if not known:
        say("还没有账号，用 biganzi user add 姓名 --role 起草人 添加。")


@click.command("password", cls=Command)
@NAME
@pass_workspace
def password(workspace: Workspace, name: str) -> None:
    """改口令；已经登录的要重新登录。"""
    accounts.change_password(workspace.home, name, _new_password())
    say(f"已改“{accounts.plain(name)}”的口令。")


@click.command("remove", cls=Command)
@NAME
@pass_workspace
def remove(workspace: Workspace, name: str) -> None:
    """删去账号；稿子保留在工作目录里。"""
    accounts.remove(workspace.home, name)
    say(f"已删去账号“{accounts.plain(name)}”，稿子仍在 {workspace.home / 'people'}。")


def _new_password() -> str:
    """Typed twice at a terminal without being shown; a line of standard input otherwise."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = str(click.prompt("口令", hide_input=True, err=True))
    if click.prompt("再输一遍", hide_input=True, err=True) != first:
        raise InputError("两次输入的口令不一样，请重新来一次。")
    return first

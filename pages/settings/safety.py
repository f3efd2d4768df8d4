"""The offline switch, where the data is, who may open the pages."""

import os

import streamlit as st

from base import accounts, keys, offline
from drafting.secrecy import ZONE_NAMES
from drafting.settings import Settings
from pages.settings import saving
from pages.shared import plain
from pages.shared.place import home


def show() -> None:
    """Left the switch, right where things are."""
    settings = saving.current()
    left, right = st.columns(2, gap="large")
    with left:
        _switch(settings)
    with right:
        _data()


def _switch(settings: Settings) -> None:
    plain.heading("离线开关", "打开后，只有这台电脑上的模型和服务还能用")
    if os.environ.get(offline.VARIABLE):
        plain.note("info", f"环境变量 {offline.VARIABLE} 已经设置，离线由它决定。")
    on = st.toggle("离线", settings.offline, key="settings-offline")
    if on != settings.offline:
        saving.put({("offline",): on}, "已离线：内网和外部的模型、向量服务一律不连接。" if on else "离线开关已关闭。")
    refused = [f"{name}（{endpoint.base_url}）" for name, endpoint in settings.models.items() if not offline.is_here(endpoint.base_url)]
    refused += [f"语义检索（{url}）" for url in settings.embedding.addresses if not offline.is_here(url)]
    if settings.offline:
        plain.note("warn" if refused else "good", f"现在不会连接：{'、'.join(refused)}。" if refused else "没有设置本机以外的模型和服务。")
    elif refused:
        plain.remark(f"打开后将不再连接：{'、'.join(refused)}。")
    plain.remark(f"不论开关，带密级标志的材料都不会发往{ZONE_NAMES['remote']}模型；程序不查更新，不发统计。")


def _data() -> None:
    from corpus.opening import database_of

    plain.heading("数据在哪里")
    kept = keys.kept(home())
    plain.pairs(
        [
            ("工作目录", str(home())),
            ("数据库", database_of(home())),
            (
                "密钥",
                f"在这里填写过 {len(kept)} 个，存在工作目录的 {keys.FILE_NAME}，只有运行笔杆子的用户能读" if kept else "没有在这里填写过",
            ),
            ("账号", f"{len(accounts.accounts(home()))} 个，用 biganzi user 命令管理"),
        ]
    )

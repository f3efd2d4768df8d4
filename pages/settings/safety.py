"""The offline switch, what may go where, where the data is, who may open the pages."""

import os
from typing import get_args

import streamlit as st

from base import accounts, keys, offline
from base.hiding import hidden
from corpus.marks import SCALE, rank
from drafting import settings_file
from drafting.secrecy import MASK_WORDS, ZONE_NAMES, ZONES, SecrecyTable
from drafting.secrecy.table import Masking
from drafting.settings import Settings
from pages.settings import saving
from pages.shared import plain
from pages.shared.place import home

_MASKINGS: tuple[Masking, ...] = get_args(Masking)


def show() -> None:
    """Left the switch and what may go where, right where things are."""
    settings = saving.current()
    left, right = st.columns(2, gap="large")
    with left:
        _switch(settings)
        _what_may_go(settings.secrecy)
    with right:
        _data()


def _switch(settings: Settings) -> None:
    plain.heading("离线开关", "打开后，只有这台电脑上的模型和服务还能用")
    if os.environ.get(offline.VARIABLE):
        plain.note("info", f"环境变量 {offline.VARIABLE} 已经设置，离线由它决定。")
    on = st.toggle("离线", settings.offline, key="settings-offline")
    if on != settings.offline:
        saving.put({("offline",): on}, "已离线：内网和外部的模型、向量服务、数据库一律不连接。" if on else "离线开关已关闭。")
    refused = [
        f"{name}（{hidden(endpoint.base_url)}）" for name, endpoint in settings.models.items() if not offline.is_here(endpoint.base_url)
    ]
    refused += [f"语义检索（{hidden(url)}）" for url in settings.embedding.addresses if not offline.is_here(url)]
    if settings.offline:
        plain.note("warn" if refused else "good", f"现在不会连接：{'、'.join(refused)}。" if refused else "没有设置本机以外的模型和服务。")
    elif refused:
        plain.remark(f"打开后将不再连接：{'、'.join(refused)}。")


def _what_may_go(table: SecrecyTable) -> None:
    plain.heading(
        "什么可以发到哪里", "涉密不上网；不合这张表的，一个字也不发出；拦下和放行了什么，记在涉密日志里（logs/secrecy.jsonl），不记内容"
    )
    marks = [[level, *("可以" if rank(level) <= rank(table.highest(zone)) else "不发" for zone in ZONES)] for level in SCALE]
    plain.table(("密级", *ZONE_NAMES.values()), marks)
    with st.form("settings-secrecy", border=False):
        left, right = st.columns(2)
        intranet = _highest(left, "内网最高可发", table.intranet, "机密", "settings-secrecy-intranet")
        remote = _highest(right, "外部最高可发", table.remote, "内部", "settings-secrecy-remote")
        mask = st.radio(
            "身份证号、电话、银行卡号、邮箱、车牌和名单上的姓名", _MASKINGS, _MASKINGS.index(table.mask),
            format_func=MASK_WORDS.__getitem__, key="settings-secrecy-mask", horizontal=True,
        )  # fmt: skip
        if st.form_submit_button("保存"):
            fields = {"intranet": intranet, "remote": remote, "mask": mask}
            defaults = {name: info.default for name, info in SecrecyTable.model_fields.items()}
            saving.save(lambda: settings_file.put_section(home(), ("secrecy",), fields, defaults), "已保存。")
    folders = "；".join(f"“{folder}”里的按{level}" for folder, level in table.folders.items()) or "还没有"
    plain.remark(f"按文件夹定的密级：{folders}（由管理员写在工作目录的设置文件里，写法见说明“保密”一篇）。要遮盖的姓名写在本单位词表里。")


def _highest(column: "st.delta_generator.DeltaGenerator", label: str, now: str, most: str, key: str) -> str:
    """A level up to `most`: the law allows no more."""
    levels = SCALE[: SCALE.index(most) + 1]
    return str(column.selectbox(label, levels, levels.index(now), key=key))


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
            ("对外", "程序不查更新，不发统计；出错信息、日志和运行记录里没有密钥"),
        ]
    )

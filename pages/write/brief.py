"""Choosing a brief: a sample, or files of one's own; and showing it to somebody who knows no YAML."""

from pathlib import Path

import streamlit as st

from base.errors import InputError
from base.strict_yaml import parse, read_text
from corpus.zh import chinese_day
from drafting.brief import Brief, load_brief
from pages.shared import plain, uploads
from pages.shared.place import SAMPLES
from prompts.genres import genre

OWN = "上传自己的任务书……"
FORMS = {"下载任务书样张": "safety-speech/brief.yaml", "下载台账样张（Excel）": "work-report/facts.xlsx"}
LEDGERS = ["csv", "xlsx", "yaml", "yml"]
_DIRECTIONS = {"up": "上行（报上级）", "level": "平行（平级单位）", "down": "下行（对下级）", "public": "面向社会"}


def choose() -> Brief | None:
    """The brief the person chose; None, after saying what is wrong, when there is none that can be used."""
    samples = {f"示例：{_title(path)}": path for path in sorted(SAMPLES.glob("briefs/*/brief.yaml"))}
    picked = st.selectbox("任务书", [*samples, OWN], label_visibility="collapsed", key="brief", filter_mode=None, placeholder="请选择")
    try:
        return load_brief(samples[picked]) if picked in samples else _own()
    except InputError as error:
        plain.note("bad", str(error))
        return None


def show(brief: Brief) -> None:
    """The brief in readable Chinese, its ledger as a table."""
    plain.pairs(_said(brief))
    if brief.facts:
        plain.heading("数据台账", f"{len(brief.facts)} 项，稿中的数字只从这里和任务书、文库取")
        headers = ("指标", "数值", "单位", "时期", "范围", "来源")
        plain.table(headers, [(f.name, f.value, f.unit, f.period, f.scope, f.source) for f in brief.facts], tight=(1, 2), height=260)
    else:
        plain.note("warn", "没有数据台账：稿中凡要用数字的地方，会标为待核或待写。")


def _said(brief: Brief) -> list[tuple[str, str | tuple[str, ...]]]:
    frame = genre(brief.genre)
    day = chinese_day(brief.date)
    length = brief.length or frame.length
    return [
        ("标题", brief.title),
        ("文种", f"{frame.name}，{_DIRECTIONS[brief.direction or frame.direction]}"),
        ("会议或事由", brief.occasion),
        ("发文机关", brief.issuer),
        ("讲话人", "　".join([brief.speaker, *(p.name for p in brief.people if p.title and p.title == brief.speaker)])),
        ("对象", "、".join(brief.audience)),
        ("日期", day),
        ("篇幅", f"{length[0]}—{length[1]} 字"),
        ("上级要求", "、".join(brief.upper_spirit)),
        ("领导意图", brief.intent),
        ("本地实际", brief.local),
        ("必讲内容", brief.must_cover),
    ]


def _own() -> Brief | None:
    left, right = st.columns(2)
    task = left.file_uploader("任务书（.yaml 文件）", type=["yaml", "yml"], key="brief-file")
    ledger = right.file_uploader("台账（.csv、.xlsx 或 .yaml，可以没有）", type=LEDGERS, key="ledger-file")
    if task is None:
        _offer_forms()
        return None
    with uploads.kept([task, ledger] if ledger else [task]) as paths:
        _demand_ledger(paths)
        return load_brief(paths[0], paths[1] if ledger else None)


def _offer_forms() -> None:
    """Samples to write one's own by."""
    plain.note("info", "还没有任务书文件的，先下载样张，用记事本打开，改成自己的内容后另存，再到这里选择。")
    for column, (words, name) in zip(st.columns(2), FORMS.items()):
        path = SAMPLES / "briefs" / name
        if path.is_file():
            column.download_button(words, path.read_bytes(), path.name, key=name, width="stretch", on_click="ignore")


def _demand_ledger(paths: list[Path]) -> None:
    """Say it in the page's terms when a brief names a ledger file that was not sent with it."""
    raw, _ = parse(read_text(paths[0]), str(paths[0]))
    named = raw.get("facts") if isinstance(raw, dict) else None
    if isinstance(named, str) and len(paths) == 1:
        raise InputError(f"{paths[0]}：任务书用到台账“{named}”，请在右边一并上传。")


def _title(path: Path) -> str:
    """The title a sample bears; its folder's name when it cannot be read (choosing it says why)."""
    try:
        raw, _ = parse(read_text(path), str(path))
    except InputError:
        return path.parent.name
    return str(raw.get("title", path.parent.name)) if isinstance(raw, dict) else path.parent.name

"""Forms of address that do not fit the one addressed: 你局 to a peer, 同志们 to the upper level, 贵局 to one's own subordinate."""

import re
from collections.abc import Iterator

from evals.checks.tone.view import View
from evals.finding import Edit, Finding

_PEER = re.compile(r"(?<![迷])你(?=[局县市委办厅院校镇乡区州部处馆会](?!们))")
_COMRADES = re.compile(r"(?:^|(?<=[。！？：\n]))\s*同志们(?=[，：！:])")
_YOU = re.compile(r"你们|你(?=[局县市委办厅])")
_HONOURED = re.compile(r"贵(?=[局县市委办厅院校镇乡区部处馆所站](?!州|阳|港|妇|公|族))|贵(?=中心|单位)")
_UPPER = re.compile(r"领导|上级|[省市]委|[省市]政府|首长|视察|检查组|督导组")


def findings(view: View) -> Iterator[Finding]:
    """Each place; nothing where the direction is unknown."""
    direction, spoken = view.setting.direction, view.setting.spoken
    if direction == "level" and not spoken:
        yield from _each(view, _PEER, "对平级单位应当称“贵”", "贵")
    elif direction == "up":
        if spoken and _UPPER.search("".join(view.case.context.audience)):
            yield from _each(view, _COMRADES, "听众里有上级领导，宜称“各位领导”", "各位领导")
        if not spoken:
            yield from _each(view, _YOU, "对上级应当写机关名称", None)
    elif direction == "down" and not spoken:
        yield from _each(view, _HONOURED, "对下级应当直接写单位名称或称“你”", "你")


def _each(view: View, pattern: re.Pattern[str], why: str, instead: str | None) -> Iterator[Finding]:
    for match in pattern.finditer(view.text):
        if view.is_own(*match.span()):
            edit = Edit(*match.span(), instead) if instead else None
            yield view.finding("address-form", *match.span(), edit, 0.7, why=why)

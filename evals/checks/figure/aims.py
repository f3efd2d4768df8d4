"""What is aimed at, not achieved: 力争全年新增就业13000人以上 bears out no 新增就业13000人."""

import re

from evals.checks.figure.place import Place

_AIM = re.compile(r"力争|计划|目标|任务|确保|争取|预计|预期|拟(?![定订])|规划|有望")
_ACHIEVED = re.compile(r"实际|已经?|完成|实现了|达到了|累计|超额|突破")
_NAMED_AIM = re.compile(r"目标|计划|任务|预期|规划")


def is_aim(place: Place) -> bool:
    """Does the sentence, up to the figure, speak of what is to be reached?"""
    read = place.read
    return bool(_AIM.search(place.text, read.sentence, read.start)) and not _ACHIEVED.search(read.left)


def names_an_aim(name: str) -> bool:
    """Is a ledger row of this name itself an aim?"""
    return bool(_NAMED_AIM.search(name))

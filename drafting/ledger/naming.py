"""What to call an indicator that was found in running text, and whether that name can be trusted."""

import re

from corpus.figures import Read

_COMPARED = re.compile(r"同比|环比")
_MOVED = {(1, True): "增长", (-1, True): "下降", (1, False): "增加", (-1, False): "减少"}
_MOVING = re.compile(r"(?:增长|增加|增速|增幅|提高|上升|下降|减少|降低|降幅)$")
_EDGE = re.compile(r"^(?:其中|发生|现有|截至\S{0,6}?[月年日]底?|共|共有|已|仅|的|和|比|仍)+|[，。；：、“”（(]+$")
_VAGUE = re.compile(
    r"^(?:剩余|其他|其余|任务|企业|死亡|受伤|整改率|完成|完成率|发现问题|问题|项目|已整改|整改|排查|检查|新增|累计|合计|增加|减少|资金|投资|面积|人员|目标)$"
)
_DEMAND = re.compile(r"不得?少于|不得?低于|不得?超过|不小于|力争|确保|目标|任务|争取|计划|必须|达到")
_LONGEST = 24
_SHORTEST = 2
_UNKNOWN = "未写明指标"


def named(found: Read) -> str:
    """The indicator, with its movement where the value measures one: 地区生产总值同比增长."""
    name = _EDGE.sub("", found.indicator) or _beside(found) or _UNKNOWN
    name = name[-_LONGEST:]
    sign = movement(found)
    if not sign or _MOVING.search(name):
        return name
    compared = _COMPARED.search(found.left)
    share = found.figure.is_share or found.figure.unit.dimension in ("百分点", "番", "倍数")
    return f"{name}{compared[0] if compared else ''}{_MOVED[sign, share]}"


def movement(found: Read) -> int:
    """+1 or -1 where the figure measures a rise or a fall; 0 where it is the level reached, or a 增加值."""
    return 0 if found.level or found.left.rstrip().endswith("增加值") else found.direction


def doubt(found: Read, name: str) -> str:
    """Why a person should look at this row; '' when the name stands in the text and says enough."""
    if name == _UNKNOWN or len(found.indicator) < _SHORTEST or name.startswith(_UNKNOWN):
        return "指标名存疑：文中没有写明"
    if _VAGUE.match(found.indicator):
        return "指标名存疑：太笼统"
    if len(found.indicator) > _LONGEST:
        return "指标名存疑：太长"
    if found.figure.modifier and _DEMAND.search(found.left[-8:]):
        return "可能是要求或目标，不是实际数"
    return ""


def _beside(found: Read) -> str:
    """Where no indicator was read: the words of the clause, before or after."""
    words = found.subject if len(found.subject) >= _SHORTEST else found.right
    line = re.sub(r"[\s“”（）()《》—]|[0-9.]+", "", words)
    return line if len(line) >= _SHORTEST else ""

"""What to call an indicator that was found in running text, and whether that name can be trusted."""

import re

from corpus.figures import Read
from corpus.organs import places_at_start

_COMPARED = re.compile(r"同比|环比")
_MOVED = {(1, True): "增长", (-1, True): "下降", (1, False): "增加", (-1, False): "减少"}
_MOVING = re.compile(r"(?:增长|增加|增速|增幅|提高|上升|下降|减少|降低|降幅)$")
_EDGE = re.compile(
    r"^(?:限?(?:[0-9]*月|年)?底前|[月年]底?前|月底|年[底末](?=..)|其中|发生|现有|截至\S{0,6}?[月年日]底?|共|共有|已|仅|的|和|比|仍)+|[，。；：、“”（(]+$"
)
_VAGUE = re.compile(
    r"^(?:剩余|其他|其余|任务|企业|死亡|受伤|整改率|完成|完成率|发现问题|问题|项目|已整改|整改|排查|检查|新增|累计|合计|增加|减少|资金|投资|面积|人员|目标|没有|计划|退出|终止|销号|运行|实际到位|相差|单位|意义|比例|例|年[末底]|期末|城区|县城)$"
)
_NO_NAME = re.compile(  # it begins or ends in the middle of something
    r"^(?:[底末]|前|后|时|中|没|未(?!整改|办结|完成)|有(?!效|机|线)|在(?!校|册|建|岗|库|园|职)|把|将|被|对(?!外)|向|就(?!业|诊|医)|只|仍|也|都|不(?!合格|良)|各|每(?!亩)|写成|同志|是|为|因|其余|其他|起数只|列的|送我|按照|按|限)"
    r"|^(?:发生在|高于|低于|需(?!求))|^[^㐀-鿿]|(?<!从|之)前$|^[一二三四五六七八九十]+(?:[）)、是]|增加值)|(?:[只仅各的中了着过没在把与和]|一遍|起来|够支出|处只|发生时)$|起来|背景的|各检查|就在|把.{2,}|写成"
)
_PLANNED = re.compile(r"计划|力争|争取|拟|预计|目标|底前|(?<![主重需只])要(?![求素闻点])")
_COUNTED = re.compile(r"(?P<thing>\S*(?:企业|单位|事故|群众|居民|村民|干部|党员|职工|学生|老人|学校|乡镇|部门|村|户))的\S+")
_DEMAND = re.compile(r"不得?少于|不得?低于|不得?超过|不小于|力争|确保|目标|任务|争取|计划|必须|达到")
_PAIRS = (("“", "”"), ("（", "）"), ("(", ")"), ("《", "》"))
_LONGEST = 24
_SHORTEST = 2
_UNKNOWN = "未写明指标"


def named(found: Read) -> str:
    """The indicator, with its movement where the value measures one: 地区生产总值同比增长."""
    name = _EDGE.sub("", _counted(found)) or _beside(found) or _UNKNOWN
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
    if _VAGUE.match(found.indicator) or _VAGUE.match(name):
        return "指标名存疑：太笼统"
    if len(found.indicator) > _LONGEST:
        return "指标名存疑：太长"
    if _NO_NAME.search(name) or any(name.count(a) != name.count(b) for a, b in _PAIRS):
        return "指标名存疑：不像完整的名称"
    if places_at_start(name) and "".join(p for p, _ in places_at_start(name)[-1:]) == name:
        return "指标名存疑：只有地名"
    if _PLANNED.search(found.left) or (found.figure.modifier and _DEMAND.search(found.left[-8:])):
        return "可能是要求或目标，不是实际数"
    return ""


def _counted(found: Read) -> str:
    """接通6家企业的管网: it is the 企业 that are six."""
    match = (
        _COUNTED.fullmatch(found.indicator) if found.figure.unit.counts and found.right.lstrip().startswith(found.indicator[:2]) else None
    )
    return match["thing"] if match else found.indicator


def _beside(found: Read) -> str:
    """Where no indicator was read: the words of the clause, before or after."""
    words = found.subject if len(found.subject) >= _SHORTEST else found.right
    line = re.sub(r"[\s“”（）()《》—]|[0-9.]+", "", words)
    return line if len(line) >= _SHORTEST else ""

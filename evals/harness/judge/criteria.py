"""The qualities a judge looks at, and how they are put to the model."""

import json
from typing import NamedTuple

LOWEST, HIGHEST = 1, 10


class Criterion(NamedTuple):
    """One quality; `about` is what the model is told of it."""

    id: str
    name: str
    about: str


CRITERIA = (
    Criterion("thought", "思想性", "吃透上级精神和领导意图，有自己的判断，不是照搬口号"),
    Criterion("aim", "针对性", "针对本地的实际问题和这批听众，不是放到哪里都能用"),
    Criterion("guidance", "指导性", "讲清干什么、为什么干、干到什么程度，下面知道往哪里用力"),
    Criterion("logic", "逻辑性", "层次清楚，前后一致，不重复，小标题统得住内容"),
    Criterion("practice", "可操作性", "任务有责任人、时限和标准，能照着做、能检查"),
)


def listed(turn: int = 0) -> str:
    """The criteria a line each; every `turn` begins with another one, so that none always comes first."""
    return "\n".join(f"- {one.name}：{one.about}。" for one in _turned(turn))


def form(turn: int = 0) -> str:
    """An example of the answer."""
    return json.dumps({one.name: {"score": 6, "why": "理由"} for one in _turned(turn)}, ensure_ascii=False)


def _turned(turn: int) -> tuple[Criterion, ...]:
    first = turn % len(CRITERIA)
    return CRITERIA[first:] + CRITERIA[:first]

"""People named without a title, where what stands round the name leaves little doubt: 李卫东多次要求, 李四当场死亡, 联系人：王小明."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.proper_names import is_name

_HAN = "㐀-鿿"
# What only a person does or suffers. Words that offices and texts do as well (要求, 负责) need a name of three characters.
_SURE = (
    r"当场|不幸|死亡|身亡|遇难|受伤|重伤|轻伤|溺水|失踪|牺牲|病逝|去世|说[，：道]|坦言|感慨|告诉|回忆|动情|笑着|激动"
    r"|今年\d|家住|家里|一家|老人|同学|女士|先生"
)
_LIKELY = (
    r"多次|指出|强调|要求|表示|介绍|认为|提出|反映|带队|带头|主持|出席|批示|讲话|发言|宣布|致辞|汇报|牵头|负责|担任|任组长|任副组长|参加|陪同|作了|赶到|到场|在现场|"
    r"深入|先后|亲自|连续|主动|第一时间|率队|督导|检查|调研|慰问|走访|等[一二三四五六七八九十\d]+人|和[^，。]{2,3}(?:死亡|受伤|牵头)"
)
_ROLES = (
    "联系人|负责人|经办人|承办人|责任人|村民|居民|职工|工人|员工|司机|驾驶员|农户|商户|店主|老板|党员|干部|民警|医生|教师|学生|患者|死者|伤者|值班员|安全员|网格员|"
    "护林员|操作工|茶商|客商|商贩|茶农|果农|菜农|群众|游客|乘客|旅客|记者|代表|委员|家长|业主|法人|户主|组长|队员|战士|专家"
)
_LABEL = re.compile(
    rf"(?:联系人|负责人|经办人|承办人|责任人|签发人|值班员|安全员|死者|伤者|法人|户主|组长|法定代表人)(?:姓名)?[：:是为]\s*(?P<name>[{_HAN}]{{2,4}})(?![{_HAN}])"
)
_BEFORE = re.compile(rf"(?:{_ROLES}|(?<![{_HAN}])(?:由|对|让|请|据|被|和|与))$")
_AFTER_SURE, _AFTER_LIKELY = re.compile(_SURE), re.compile(_LIKELY)
_RUN = re.compile(rf"[{_HAN}]+")
_ROLE_ROOM = 4  # characters of the longest role


class BareName(NamedTuple):
    """A name of two to four characters: `text[start:end]`."""

    start: int
    end: int


def bare_names(text: str) -> Iterator[BareName]:
    """Names without a title in order of place: after a label (联系人：), or with a clear edge before and a deed of a person after."""
    labelled = {m.start("name"): m.end("name") for m in _LABEL.finditer(text) if is_name(m["name"])}
    for run in _RUN.finditer(text):
        at = run.start()
        while at < run.end() - 1:
            end = labelled.get(at) or (_name_end(text, at) if _edge(text, run.start(), at) else 0)
            if end:
                yield BareName(at, end)
            at = max(at + 1, end)


def _edge(text: str, run: int, at: int) -> bool:
    return at == run or bool(_BEFORE.search(text, max(run, at - _ROLE_ROOM), at))


def _name_end(text: str, at: int) -> int:
    """Where the name that begins at `at` ends; 0 when none does."""
    for length in (3, 2, 4):
        end = at + length
        if len(text) < end or not is_name(text[at:end]):
            continue
        if _AFTER_SURE.match(text, end) or (length > 2 and _AFTER_LIKELY.match(text, end)):
            return end
    return 0

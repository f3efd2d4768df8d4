"""全省第一, 全市最高, 走在前列, 被评为…: a rank or an honour is somebody's finding and must stand in the material."""

import re
from collections.abc import Iterator

from drafting.guard import Gap
from evals.guarding.known import Known

_AMONG = r"(?:全[国省市县区州镇乡]|[国省市县区]内|同类(?:县|市|地区)|同行业|全行业)"
_RANK = re.compile(
    rf"{_AMONG}(?:[㐀-鿿]{{0,6}}?)(?:第[一二三四五六七八九十0-9]+[位名]?(?![㐀-鿿]{{0,2}}[次届批期号场])|首[位个家例创次]|最[高低快好多大优佳强先]|前列|前茅|领先|唯一|率先|之首|榜首|冠军|数一数二|首屈一指|前[三五十]名?)"
)
_HONOUR = re.compile(
    r"(?<=被)(?:评为|授予|命名为|认定为|列为)[^，。；、！？\n]{2,24}|(?:荣获|获评|获得|斩获|入选)[^，。；、！？\n]{2,24}?(?:奖|称号|荣誉|名单|示范[县区市镇村点]|先进[^，。；]{0,6})"
    r"|被[^，。；、！？\n]{0,8}(?:当作|作为|树为|选为|定为)[^，。；、！？\n]{0,8}(?:样板|典型|标杆|示范|先进|经验)"
    r"|(?:受到|得到|获得)了?(?:[国省市县区州]|中央|上级)[^，。；、！？\n]{0,14}?(?:表彰|表扬|肯定|认可|批示|点赞|嘉奖)"
)
_OF_OWN_WILL = re.compile(r"争取?|力争|努力|争当|(?<![主重首紧])要|确保|冲刺|迈[进向]|进入|跻身|瞄准|奋力|勇")
_WHY = "所给材料里没有这个排名或评价，请核实出处。"
_WISH_ROOM = 12


def gaps(text: str, known: Known) -> Iterator[Gap]:
    """Ranks and honours that the material does not state; a wish (力争走在全市前列) is none."""
    for match in (*_RANK.finditer(text), *_HONOUR.finditer(text)):
        wished = _OF_OWN_WILL.search(text, max(0, match.start() - _WISH_ROOM), match.end())
        if not wished and not known.holds(match[0]):
            yield Gap(*match.span(), _WHY)

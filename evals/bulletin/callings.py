"""How a unit is called in running text: 县应急管理局, 沅水县应急管理局, 县应急局, 应急局; 石桥镇人民政府, 石桥镇党委, 石桥."""

import re

from corpus.organs import places_at_start

_PARTY = re.compile("^(?:中国共产党|中共)")
_LEVEL = "省市县区州旗"
_SEAT = re.compile(rf"^([{_LEVEL}])(?=(?:委|政府|人民政府|人大|政协|纪委))|^[{_LEVEL}镇乡](?=[一-鿿]{{2}})")
_GOVERNING = "(?:人民政府|政府|党委政府|党委|委员会|党政办公室|党政办|办事处|人大)"
# A tail and how it is written when the name is shortened
_TAILS = {
    "有限责任公司": "公司", "股份有限公司": "公司", "有限公司": "公司", "集团公司": "公司", "公司": "公司", "委员会": "委(?:员会)?",
    "办公室": "办(?:公室)?(?![理法事好])", "办": "办(?:公室)?(?![理法事好])", "中心": "中心", "支队": "支队", "大队": "大队", "局": "局",
    "委": "委(?:员会)?", "部": "部(?![门分署])", "厅": "厅", "院": "院", "站": "站", "所": "所(?![有以在需])",
}  # fmt: skip
_SHORTEST = 2  # characters of a name
_NOTHING = re.compile("(?!)")


def calling(unit: str) -> re.Pattern[str]:
    """What finds `unit` under any of its usual names; a longer name is found before a shorter one within it."""
    name = _PARTY.sub("", unit)
    if len(name) < _SHORTEST:
        return _NOTHING
    found = places_at_start(name)
    chain = "".join(place for place, _ in found)
    rest = name.removeprefix(chain)
    if found and re.fullmatch(f"(?:{_GOVERNING})?", rest):
        forms = [_place_form(*found[-1], _seat("".join(place for place, _ in found[:-1])))]
    elif rest.startswith("委"):  # 青禾县委 is the 县委 of 青禾
        forms = _organ_forms(chain[-1:] + rest, f"(?:{re.escape(chain[:-1])})?")
    else:
        forms = _organ_forms(rest, _seat(chain))
    return re.compile("|".join((*forms, re.escape(unit), re.escape(name))))


def _place_form(name: str, kind: str, seat: str) -> str:
    """石桥镇 with what governs it, or 石桥 alone; 石桥 of 石桥县 is another place."""
    stem = name.removesuffix(kind)
    bare = f"|{re.escape(stem)}(?![{_LEVEL}])" if len(stem) >= _SHORTEST else ""
    return f"(?:中共)?{seat}(?:{re.escape(name)}{_GOVERNING}?{bare})"


def _organ_forms(organ: str, seat: str) -> list[str]:
    """应急管理局 and its short forms: they begin alike, end alike and leave out what is between; 水利局 has none."""
    level = _SEAT.match(organ)
    body = organ[1:] if level else organ
    lead = seat + (level[0] if level and level[1] else f"[{_LEVEL}镇乡]?")
    if level and body.startswith("委") and body[1:] not in ("", *_TAILS):  # 县委组织部, 组织部
        lead, body = f"{seat}(?:{organ[:2]})?", body[1:]
    tail = next((tail for tail in _TAILS if body.endswith(tail) and body != tail), "")
    if not tail:
        return [lead + re.escape(body).replace("人民", "(?:人民)?")]
    head, end = body.removesuffix(tail), _TAILS[tail]
    return [lead + form + end for form in (re.escape(head).replace("人民", "(?:人民)?"), *_shortened(head))]


def _shortened(head: str) -> list[str]:
    """应急管理 → 应急, 应管: the first character, and at least one of the others, in their order."""
    if len(head) <= 2:
        return []
    first, others = re.escape(head[0]), [re.escape(c) for c in head[1:]]
    return [f"{first}(?=[{''.join(others)}]){''.join(f'{c}?' for c in others)}"]


def _seat(chain: str) -> str:
    """The place an organ is of, which may be left out, with or without its kind: 石桥镇财政所, 石桥财政所, 财政所."""
    return f"(?:{re.escape(chain[:-1])}{chain[-1]}?)?" if chain else ""

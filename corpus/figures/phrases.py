"""What holds a number and is not data: set phrases from phrases.yaml, document numbers, telephone numbers, codes, numbering."""

import re
from pathlib import Path

from base.office import remembered
from base.strict_yaml import load_model
from corpus.numerals import ZH_NUMERALS
from corpus.office import FigureWords, office
from corpus.units import pattern

_FILE = Path(__file__).with_name("phrases.yaml")
_NUMBERISH = re.compile(rf"[0-9{ZH_NUMERALS}半几数]|第(?=[0-9{ZH_NUMERALS}])")
_ZH = rf"[{ZH_NUMERALS}]"
_LATIN_UNITS = r"(?:km²?|kg|KG|kWh|kW|MWh?|GW|m[²³]?|t|TEU|P|PFlops)(?![A-Za-z0-9])"
_SIZED = rf"[0-9.,余多万亿%]|{pattern()}"  # no telephone or hotline before it: 13000000000吨, 12345户
_MORE = re.compile(_SIZED)
_CODES = re.compile(
    r"(?<=[〔\[【（(])(?:19|20)[0-9]{2}[〕\]】）)] ?第?[0-9]+号?"  # 文号
    r"|(?:19|20)[0-9]{2}年第[0-9]+号"
    rf"|0[0-9]{{2,3}}[-—–][0-9]{{7,8}}|(?:1[3-9][0-9]{{9}}|[0-9]{{3,4}}-[0-9]{{3,4}}-[0-9]{{4}})(?!{_SIZED})"  # telephones
    rf"|[0-9]+(?:\.[0-9]+)?(?!{_LATIN_UNITS})[A-Za-z][A-Za-z0-9]*级?"  # 5G, 4A级, 3D
    r"|[0-9]\.0(?=版|[”」])|[0-9]+强(?!度|化|烈)"
    r"|[0-9]+(?:路|国道|省道|县道|乡道|号(?:线|楼|院|令|公告|航站|门|桥|文|店|机组|台风|地块|井))"
    r"|[0-9]{2}后(?!来|续|期)"
    r"|[0-9]+(?=热线|专线)"
    r"|(?<![0-9])0[0-9]+(?![0-9.年月日:时])"
)
_AFTER_LETTER = re.compile(r"[0-9]+(?:[.\-—][0-9]+)*[A-Za-z0-9]*(?![0-9%])")
_CONTACT = re.compile(r"(?:电话|传真|邮编|邮政编码|热线|QQ|身份证号|账号|编号|代码)(?:号码)?[：:为是（( ]{0,3}$")
_CONTACT_NUMBER = re.compile(r"[0-9][0-9—\-、转 ]*")
_RATE_BEFORE = re.compile(r"(?:[率度面比]|达|达到|升至|提高到|提升到|保持在?|为|是)$")  # 合格率百分之百 is data, 百分之百负责 is not
_QUOTED = re.compile(r"“[^“”\n]{1,12}”|‘[^‘’\n]{1,12}’|「[^「」\n]{1,12}」")
_MEASURED = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[万亿]?元|[万亿]|%|[万亿]?[吨亩]|平方|公里|个百分点|[万亿]?人)")
_NUMBERING = re.compile(
    rf"(?:(?<=\n)|(?<![\s\S])|(?<=\n[ 　])|(?<=[ 　]{{2}}))(?:{_ZH}+、|[0-9]{{1,2}}(?:\.(?![0-9])|、))"
    rf"|(?<=[（(])(?:{_ZH}{{1,3}}|[0-9]{{1,2}})(?=[）)])"
    rf"|(?<=[。；：，、！？\n“（ 　]){_ZH}{{1,2}}(?:是|要|则|来|靠|抓|看)"
    rf"|(?<![\s\S]){_ZH}{{1,2}}(?:是|要|则|来|靠|抓|看)"
    rf"|第(?:{_ZH}+|[0-9]+)(?:[条款项章节编篇]|部分|方面)"
    rf"|(?<![^。；：！？\n“（ 　])第(?:{_ZH}+|[0-9]+)[，、,]"
    r"|十[一二三四五六七]五"
)


@remembered
def risky_units() -> frozenset[str]:
    """Units that after a single Chinese numeral are most often no measure: 十分, 一点, 两面."""
    return frozenset(_data().risky)


def is_known_code(digits: str) -> bool:
    """Is this a number that everybody knows, such as 12345 (a hotline)?"""
    return digits in _data().codes


def skip(text: str, at: int) -> int:
    """Where reading goes on when what starts at `at` (a numeral) is not data; 0 when it may be data."""
    for reader in (_NUMBERING, _CODES):
        if match := reader.match(text, at):
            return match.end()
    if match := _structural().match(text, at):
        return match.end()
    return _phrase(text, at) or _code(text, at)


def names(text: str) -> list[tuple[int, int]]:
    """Spans in short quotation marks, which name something (“四好农村路”, “5+2”); a quoted measured figure is data all the same."""
    return [m.span() for m in _QUOTED.finditer(text) if not _MEASURED.search(m[0])]


@remembered
def _structural() -> re.Pattern[str]:
    return re.compile(rf"{_ZH}{{1,2}}(?:个|点|条|项|大|句|篇|方面)?(?:{'|'.join(_data().structural)})")


def _code(text: str, at: int) -> int:
    before = text[at - 1 : at]
    if before.isascii() and before.isalpha() and (match := _AFTER_LETTER.match(text, at)):
        return match.end()
    for code in _data().codes:
        if text.startswith(code, at) and not _MORE.match(text, at + len(code)):
            return at + len(code)
    number = _CONTACT_NUMBER.match(text, at) if _CONTACT.search(text[max(0, at - 14) : at]) else None
    return number.end() if number else 0


def _phrase(text: str, at: int) -> int:
    if text.startswith("百分之百", at) and _RATE_BEFORE.search(text[max(0, at - 4) : at]):
        return 0
    for offset, phrase in _by_numeral().get(text[at], ()):
        if text.startswith(phrase, at - offset) and at >= offset:
            return at - offset + len(phrase)
    return 0


@remembered
def _by_numeral() -> dict[str, tuple[tuple[int, str], ...]]:
    """The phrases under each first character at which a numeral in them may be met, the longest first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for phrase in _data().phrases:
        for match in _NUMBERISH.finditer(phrase):
            found.setdefault(match[0][0], []).append((match.start(), phrase))
    return {c: tuple(sorted(entries, key=lambda e: -len(e[1]))) for c, entries in found.items()}


@remembered
def _data() -> FigureWords:
    packaged, own = load_model(_FILE, FigureWords), office().figures
    return FigureWords(**{name: getattr(packaged, name) + getattr(own, name) for name in FigureWords.model_fields})

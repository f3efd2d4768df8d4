"""What in a quotation tells whose it is although no unit of the notice is named: places, organs, people, 文号, titles.

It is broad on purpose: what it wrongly takes for a name makes a quotation shorter, what it misses gives a unit away.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from corpus.bare_names import bare_names
from corpus.proper_names import document_numbers, is_name, people
from corpus.zh import Span, book_titles, quotations

# Words that end like a name and are none, or that name nobody
_COMMON = re.compile(
    "自然村|行政村|俱乐部|工作部|全部|干部|内部|外部|部门|部分|部署|支部|局面|局部|布局|格局|大局|结局|全局|当局|开局|"
    "办理|举办|承办|主办|协办|督办|查办|交办|兴办|开办|创办|办法|办事|办公|办学|办好|委托|委派|常委|党委|县委|市委|省委|区委|纪委|委员|"
    "所有|所以|所需|所在|所谓|所属|场所|厕所|住所|处所|站位|站稳|网站|车站|队伍|部队|排队|团队|带队|院落|院子|"
    "地区|区域|区分|城区|山区|灾区|片区|辖区|小区|校区|库区|林区|县域|县级|县直|县城|市场|市级|市直|市民|城市|上市|超市|"
    "镇级|乡镇|城镇|集镇|乡村|城乡|家乡|下乡|返乡|乡亲|农村|村民|村级|村组|村庄|驻村|道路|公路|铁路|思路|出路|线路|电路|一路|路线|路径|"
    "路段|路口|路面|路灯|套路|河道|河流|河长|河段|江河|省级|省直|节省|旗帜|国旗|红旗|工厂|电厂|矿山|煤矿|湖泊|江山|[东西南北中上下底]部"
)
_ENDING = re.compile(
    "(?<=[一-鿿]{2})(?<![个各全我本该每])(?:省|市|县|区|州|旗|镇|乡|街道|村|屯|寨|局|委|厅|部|办|中心|指挥部|领导小组|专班|股(?![份东票])|科(?![技学普目级室研])|公司|集团|合作社|"
    "厂|矿|银行|协会|学会|商会|学校|中学|小学|幼儿园|大学|学院|医院|卫生院|卫生室|院|站|所|队|林场|农场|水库|园区|开发区|工业园|景区|广场|"
    "大桥|大道|路|街|巷|河|江|湖)|(?<=[一-鿿])(?:[一二三四五六]中(?!全会)|[县镇乡局委办](?:长|书记|主任))"
)
_CLAUSES = re.compile("[，。；：、！？,;!?（）()“”‘’《》【】\n]")
_OPENING = re.compile("(?:^|[，。；：、！？,;:（(“由请让向对据和与])")
_NAME = 3  # characters
_STEM = 2  # characters, at least, that stand before the ending of a name


def unrecognisable(before: str, wrong: str, after: str) -> tuple[str, str, str] | None:
    """A quotation cut down to the clause, and to what of it does not tell whose it is; None when `wrong` itself does."""
    text, start, end = before + wrong + after, len(before), len(before) + len(wrong)
    if _tells(text, start, end):
        return None
    low = max((m.end() for m in _CLAUSES.finditer(before)), default=0)
    high = next((m.end() for m in _CLAUSES.finditer(text, end)), len(text))
    for span in chain(_named(text), _ended(text, end), _quoted(text), _perhaps_people(text)):
        if span.end <= start:
            low = max(low, span.end)
        elif span.start >= end:
            high = min(high, span.start)
        else:
            low, high = start, end
    return f"{'…' if low else ''}{text[low:start]}", wrong, f"{text[end:high]}{'…' if high < len(text) else ''}"


def tells(words: str) -> bool:
    """Whether `words` by themselves tell whose they are."""
    return _tells(words, 0, len(words))


def _tells(text: str, start: int, end: int) -> bool:
    """Whether there is a name in `text[start:end]`, or the beginning of one."""
    named = any(span.start < end and span.end > start for span in _named(text))
    return named or any(start < m.end() and m.start() < end + _STEM for m in _endings(text))


def _named(text: str) -> Iterator[Span]:
    """People and 发文字号."""
    yield from (Span(person.start, person.end) for person in people(text))
    yield from (Span(*name) for name in bare_names(text))
    yield from (Span(number.start, number.end) for number in document_numbers(text))


def _quoted(text: str) -> Iterator[Span]:
    """Titles of papers, and the names of things that stand in quotation marks."""
    yield from (*quotations(text), *book_titles(text))


def _ended(text: str, wrong_end: int) -> Iterator[Span]:
    """What ends like a name; how far back it begins nobody knows: within its clause, and not in the words that are wrong."""
    for ending in _endings(text):
        clause = max((m.end() for m in _CLAUSES.finditer(text, 0, ending.start())), default=0)
        yield Span(max(clause, wrong_end) if ending.start() >= wrong_end else clause, ending.end())


def _endings(text: str) -> Iterable[re.Match[str]]:
    return _ENDING.finditer(_COMMON.sub(lambda m: "·" * len(m[0]), text))


def _perhaps_people(text: str) -> Iterator[Span]:
    """Where a clause begins with what could be a name."""
    for opening in _OPENING.finditer(text):
        at = opening.end()
        if len(text) >= at + _NAME and is_name(text[at : at + _NAME]):
            yield Span(at, at + _NAME)

"""One matter for a 请示, and no request inside a 报告 (条例第十五条)."""

import re
from collections.abc import Iterator

from corpus.zh import Span
from evals.checks.format.paper import Paper
from evals.finding import Finding

_ASKS_FOR_ANSWER = re.compile(r"[妥当可]否[，,]?\s?(?:恳?请|望)[^。；]{0,8}(?:批示|批复|审批|批准|指示|审定|核准)[^。；]{0,6}")
_GRANT = (
    r"(?:批[准示复]|审[批定]|核准|追加|增[加拨]|拨[付给款]|划拨|核拨|安排|下达|解决|支持|协调|倾斜|增[核配]|核增|同意|补助|帮助|调剂|配备)"
)
_BEGS = re.compile(
    rf"(?P<verb>(?:恳|敬|特|为此|现)请(?:求)?|(?<![的被申邀约提吁聘])请求|请予(?:以)?(?={_GRANT})|(?<![希期盼名渴展众仰])望(?:予(?:以)?|能|给予)?(?={_GRANT})"
    rf"|(?<![邀聘敬提申约])请(?=(?:贵|上级|省|市|县|区)[一-鿿]{{0,12}}(?:政府|局|厅|委|部|办|领导)[^。；，]{{0,12}}{_GRANT}))(?P<what>[^。；\n]{{0,80}})"
)
_GRANTED = re.compile(_GRANT)
_HARMLESS = re.compile(r"已|得到|审议|审阅|审示|指正|批评|列席|委员|代表|监督|指导意见|提出宝贵|放心")
_TOLD = re.compile(
    r"(?:群众|村民|居民|企业|业主|家长|当事人|访人|老人|户主|来电人|申请人|代表|委员|学校|农户|商户)[^。；，]{0,8}$|已|曾|多次|先后|向[^，。；]{2,12}$"
)
_MORE = re.compile(
    r"(?:^|(?<=[。；\n]))\s*(?:另外?|此外|另|同时|还有|顺便|一并|再者)[，,：]?[^。；\n]{0,40}?(?:恳请|请求|一并请示|请予|申请|望予|请[^。；，]{0,10}(?:批准|解决|同意|拨|追加))"
)
_SEPARATE = re.compile(
    r"一并(?:请示|报批|报请审批)|(?:两|三|几|以下[两三四几]?)(?:个|件|项)?(?:事项|问题|事情|件事)(?:一并)?请示|请示(?:以下)?(?:两|三|几)(?:个|件|项)"
)
_PARTS = re.compile(r"^[一二三四五]、关于[^\n。]{2,40}(?:问题|事宜|事项|一事)?$", re.MULTILINE)
_SENTENCE_END = re.compile(r"[。！？；\n]")
_BEFORE = 16  # characters before a request that tell whose it is
_SAME_HELP = re.compile(r"(?:同时|一并)[，,：]?[^。；\n]{0,12}(?:加强|做好|组织)")


def findings(paper: Paper) -> Iterator[Finding]:
    """A request that a 报告 carries along, and a 请示 with a second matter."""
    if paper.kind == "报告" and _is_upward(paper) and not paper.title.endswith("请示报告"):
        yield from _requests(paper)
    elif paper.kind == "请示":
        yield from _second_matter(paper)


def _is_upward(paper: Paper) -> bool:
    """To a superior organ: not a report to a congress, and not one on an inquiry."""
    return paper.recipient is not None or paper.case.context.genre == "report"


def _requests(paper: Paper) -> Iterator[Finding]:
    for match in _ASKS_FOR_ANSWER.finditer(paper.text, *paper.body):
        yield paper.finding("request-in-report", Span(*match.span()))
        return
    for match in _BEGS.finditer(paper.text, *paper.body):
        before = _SENTENCE_END.split(paper.text[max(paper.body.start, match.start() - _BEFORE) : match.start()])[-1]
        if not _GRANTED.search(match["what"]) or _HARMLESS.search(match["what"]) or _TOLD.search(before) or paper.quoted(match.start()):
            continue
        yield paper.finding("request-in-report", Span(*match.span()))
        return


def _second_matter(paper: Paper) -> Iterator[Finding]:
    body = paper.body.of(paper.text)
    parts = list(_PARTS.finditer(body))
    found = next((m for m in (_MORE.search(body), _SEPARATE.search(body)) if m and not _SAME_HELP.match(m[0])), None)
    if found is None and len(parts) > 1:
        found = parts[1]
    if found:
        start = paper.body.start + found.start() + len(found[0]) - len(found[0].lstrip())
        yield paper.finding("request-of-many-matters", Span(start, paper.body.start + found.end()))

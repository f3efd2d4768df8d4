"""How many things a text says it will list (三点要求, “五个到位”), and how many follow. Only where that is certain."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.numerals import normal_width, parse
from corpus.zh import heading_level, paragraphs

_PROMISE = re.compile(
    r"(?<![十第])[“「]?(?P<n>[两二三四五六七八九十]|十[一二]|[2-9]|1[0-2])(?P<measure>个|点|条|项|句|本|种|大|件|道|类|把|字)(?P<noun>[^，。；：:、\n“”「」]{1,6}|(?<=[点条项句])(?=[：:]))[”」]?"
)
_CALLED = re.compile(r"[“「](?P<n>[两三四五六七八九])(?P<noun>[㐀-鿿]{1,3})[”」](?P<end>)[：:]")
_COLON = re.compile(r"[^，。；：:！？\n]{0,10}[：:]")
_MARKERS = (
    ("一二三四五六七八九十", r"(?:^|[\n。；：，、！？]\s*){}(?:是|要|则|抓|看)"),
    ("一二三四五六七八九十", r"(?:^|[\n。；：！？]\s*)第{}[，、]"),
    ("一二三四五六七八九十", r"(?:^|[\n。；：！？]\s*)[（(]{}[）)]"),
)
_SPOKEN = ("话",)  # 五句话, one a line
_IN_TURN = re.compile(r"首先|其次|再次|再者|然后|最后")
_GOES_ON = re.compile(
    r"\n(?:(?![。；\n]\s*一(?:是|要|则|来))[\s\S]){0,400}?[。；\n]\s*[三四五六七八九十](?:是|要|则|来)"
)  # the list has more paragraphs
_REACH = 6000  # characters in which a list is told
_LONGEST_SERIES = 300  # characters of the items of one name
_MOST = 12
_MIN_SERIES = 3
_UNSURE_ITEM = re.compile(r"[，和]|以及|等$")
_TOPS = "一二三四五六七八九十"
_TOP_FORMS = ("{}、", "第{}，")
_SPEAKS = re.compile(r"[讲谈提说][^，。]{0,6}$")  # what is announced is the whole speech


@dataclass(frozen=True)
class Count:
    """`text[start:end]` promises `promised` things; `listed` follow."""

    start: int
    end: int
    promised: int
    listed: int
    measure: str


def counts(text: str) -> Iterator[Count]:
    """Every promise whose list is certain to be whole."""
    plain = normal_width(text)
    headings = [plain[s.start : s.end] for s in paragraphs(plain) if heading_level(plain[s.start : s.end]) == 1]
    for match in _PROMISE.finditer(plain):
        listed = _listed(plain, match, headings)
        promised = int(parse(match["n"]) or 0)
        if listed is not None and promised > 1:
            yield Count(match.start(), match.end(), promised, listed, match["measure"])
    yield from _called(plain)


def _called(text: str) -> Iterator[Count]:
    """“三到位”：巡查到位、劝导到位、报告到位。: the number stands in the name, and every item ends with the rest of it."""
    for match in _CALLED.finditer(text):
        items = re.split(r"[。！？；\n]", text[match.end() : match.end() + _LONGEST_SERIES], maxsplit=1)[0].split("、")
        whole = all(i.endswith(match["noun"]) and len(i) > len(match["noun"]) and not _UNSURE_ITEM.search(i) for i in items)
        if whole and _MIN_SERIES <= len(items) <= _MOST:
            yield Count(match.start(), match.start("end"), int(parse(match["n"]) or 0), len(items), "个")


def _listed(text: str, match: re.Match[str], headings: list[str]) -> int | None:
    colon = _COLON.match(text, match.end())
    if not colon and text.startswith("。", match.end()):
        return _after_sentence(text, match)
    if not colon:
        return _headings(match, headings) if match[0][0] in "“「" else None
    rest = text[colon.end() : colon.end() + _REACH]
    if rest.startswith("\n"):
        return _lines(rest) if match["noun"] in _SPOKEN else None
    paragraph = rest.split("\n", 1)[0]
    if _GOES_ON.match(rest, len(paragraph)):
        return None
    return _marked(paragraph) or _parallel(paragraph, match["noun"]) or _in_series(paragraph, match["noun"])


def _after_sentence(text: str, match: re.Match[str]) -> int | None:
    """下面，我讲三点意见。 and then 一是…, or headings 一、二、三、 to the end."""
    rest = text[match.end() + 1 :]
    if not rest.startswith("\n"):
        return _marked(rest[:_REACH].split("\n", 1)[0])
    return _headed(rest) if _SPEAKS.search(text[max(0, match.start() - 12) : match.start()]) else None


def _headed(rest: str) -> int | None:
    """How far headings 一、二、三、 or 第一，第二， go that begin at once; None when the numbering is no plain run."""
    lines = [rest[s.start : s.end].strip() for s in paragraphs(rest)]
    form = next((f for f in _TOP_FORMS if lines and lines[0].startswith(f.format("一"))), "")
    numeral = re.compile(form.format("[一二三四五六七八九十]{1,3}"))
    marks = [m[0] for line in lines if (m := numeral.match(line))] if form else []
    return len(marks) if len(marks) > 1 and marks == [form.format(n) for n in _TOPS[: len(marks)]] else None


def _marked(paragraph: str) -> int | None:
    """一是…二是…三是…, 第一，第二，, 首先…其次…最后… from the very beginning."""
    for numerals, pattern in _MARKERS:
        if re.match(pattern.format("一"), paragraph):
            return _run(paragraph, numerals, pattern)
    if paragraph.startswith("首先"):
        turns = [m[0] for m in _IN_TURN.finditer(paragraph) if m.start() == 0 or paragraph[m.start() - 1] in "，；。"]
        return len(turns) if len(turns) == len(set(turns)) > 1 else None
    return None


def _run(paragraph: str, numerals: str, pattern: str) -> int | None:
    """How far the numbering goes; None when it starts anew (a list inside the list)."""
    found = [len(re.findall(pattern.format(n), paragraph)) for n in numerals]
    length = next((i for i, n in enumerate(found) if n == 0), len(found))
    return length if length > 1 and all(n == 1 for n in found[:length]) and not any(found[length:]) else None


def _parallel(paragraph: str, noun: str) -> int | None:
    """思想到位，…；措施到位，…；督查到位，…。: every part holds the word that is counted."""
    sentence = re.split(r"[。！？]", paragraph, maxsplit=1)[0]
    parts = [p for p in re.split("；", sentence) if p.strip()]
    word = noun[-2:]
    if not 2 <= len(parts) <= _MOST or "其中" in sentence:
        return None
    return len(parts) if all(word in p or (len(noun) == 1 and noun in p.split("，")[0]) for p in parts) else None


def _in_series(paragraph: str, noun: str) -> int | None:
    """“五个坚持”：坚持…、坚持…、坚持…。: every item begins with the word that is counted."""
    items = re.split(r"[。！？；]", paragraph, maxsplit=1)[0].split("、")
    if not _MIN_SERIES <= len(items) <= _MOST or len(noun) < 2 or any(_UNSURE_ITEM.search(i) for i in items):
        return None
    return len(items) if all(i.startswith(noun) and len(i) > len(noun) for i in items) else None


def _lines(rest: str) -> int | None:
    """Lines that end with ； up to the one that ends with 。"""
    lines = [x.strip() for x in rest.strip("\n").split("\n")]
    whole = next((i for i, x in enumerate(lines) if x.endswith("。")), None)
    if whole is None or whole == 0 or not all(x.endswith("；") for x in lines[:whole]):
        return None
    return whole + 1


def _headings(match: re.Match[str], headings: list[str]) -> int | None:
    """“五大工程” and the headings 一、…工程 that follow, all of them of that name."""
    word = match["noun"][-2:]
    if len(word) < 2 or len(headings) < 3 or not all(h.rstrip("。").endswith(word) for h in headings):
        return None
    return len(headings)

"""What a text says is no longer in force: 同时废止《X》（文号）, 原《X》停止执行, the lists of 关于废止部分文件的决定."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.names import normal_name
from corpus.titles import kind_of
from corpus.zh import book_titles, paragraphs, sentences

KEYWORDS = ("废止", "停止执行", "停止施行", "不再执行", "失效")  # a text with none of them repeals nothing

_KEYWORD = re.compile("|".join(KEYWORDS))
_VERB = r"(?:废止|停止执行|停止施行|不再执行|失效|失去效力)"
# 《…》 and 文号 are masked by these while a sentence is read, so that what stands inside a title is not taken for the sentence
_T, _N = "\ue000", "\ue001"
_NUMBER = re.compile(
    r"[（(][^（）()《》\n]{0,24}?[一-鿿]{1,14}\s*[〔\[【（(［﹝]\s*(?:19|20)\d\d\s*[〕\]】）)］﹞]\s*(?:第\s*)?\d{1,4}\s*号[^（）()《》\n]{0,24}[）)]"
    r"|[一-鿿]{1,10}\s*[〔\[【（(［﹝]\s*(?:19|20)\d\d\s*[〕\]】）)］﹞]\s*(?:第\s*)?\d{1,4}\s*号"
)
_BARE_NUMBER = re.compile(r"([一-鿿]{1,14})\s*[〔\[【（(［﹝]\s*((?:19|20)\d\d)\s*[〕\]】）)］﹞]\s*(?:第\s*)?(\d{1,4})\s*号")
_BEFORE_NUMBER = re.compile("^.*(?:原|以|根据|依据|依照|按照)(?=.)")  # 原青政发〔2015〕3号
_ITEM = rf"(?:{_T}\s*{_N}?|{_N}(?:文件?)?(?:(?:印发|发布|公布)的?\s*{_T})?)"
_JOIN = rf"\s*(?:以及|、|，|和|及|与|；)?\s*(?:[^{_T}{_N}。；、，]{{0,40}}?(?:公布|发布|印发|批准|制定|颁布)的)?原?\s*"
_LIST = rf"{_ITEM}(?:{_JOIN}{_ITEM}){{0,30}}"
_GLUE = (
    rf"(?:等?[一二两三四五六七八九十\d]*[件个项部]?(?:规范性)?文件|等|均|也|亦|现|同时|一并|一律|即行|即时|予以|自行|相应|随之|全部|正式|宣布|[，,\s]|"
    rf"自[^，。；{_T}{_N}]{{2,20}}?(?:之日)?起|自即日起|自本[^，。；{_T}{_N}]{{2,8}}起)*"
)
_NO_MORE = r"(?!的|前|后|时|之[日前后]|情况|工作|程序|与否|或者?|手续|和|及|、|日期)"
_LIST_FIRST = re.compile(rf"({_LIST}){_GLUE}{_VERB}{_NO_MORE}")
_VERB_FIRST = re.compile(
    rf"(?:^|[，,；;：:]|(?<=决定)|(?<=现)|(?<=同时)|(?<=予以)|(?<=一并)|(?<=起))废止(?:以下|下列)?(?:[^{_T}{_N}。；，]{{0,12}}：)?\s*({_LIST})(?=[。；;，,]|$|同时)"
)
_HOLDS_BACK = re.compile(r"[不未非]|已经?|建议|提请|拟|研究|申请|是否|应当?|如果?|曾|被")
_ENTRY = re.compile(r"^(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[）)]?\s*[.．、|\s]?\s*)?")
_REST = re.compile(r"根据|按照|依据|现将|经[^，]*(?:研究|同意|审议)")
_CATALOGUE = re.compile(r"废止|失效")
_KEPT = re.compile(r"修改|修订|修正|保留|继续有效|现行有效|清理结果")
_NO_REPEALER = frozenset(
    ("讲话", "发言", "致辞", "报告", "汇报", "总结", "调研报告", "信息", "简报", "快报", "专报", "通报", "解读", "说明", "答复", "纪要",
     "请示", "建议", "议案", "函", "批复", "公开信", "倡议书")
)  # fmt: skip
_NOT_YET = re.compile(r"征求意见|草案|送审|讨论稿|代拟稿|审议稿|解读|说明|问答")
_IN_FORCE = re.compile("施行|执行|实施|生效")
_LONGEST_HEADING = 40
_LONGEST_QUOTE = 160


class Repeal(NamedTuple):
    """One document said to be no longer in force: by title, by 发文字号, or both; as normalised names."""

    title: str
    number: str
    quote: str


def repeals_in(title: str, kind: str, text: str) -> list[Repeal]:
    """What the document of this `title`, `kind` and `text` itself puts out of force, in order; reports of what others did are none."""
    if {kind, kind_of(title)} & _NO_REPEALER or _NOT_YET.search(title) or not any(word in text for word in KEYWORDS):
        return []
    found = [repeal for line in _telling_lines(text) for repeal in _in_line(line, bool(title and kind_of(title)))]
    if _CATALOGUE.search(title):
        found += _in_catalogue([span.of(text) for span in paragraphs(text)], listed=not _KEPT.search(title))
    return list({(repeal.title, repeal.number): repeal for repeal in reversed(found)}.values())[::-1]


def _telling_lines(text: str) -> list[str]:
    """The lines that hold one of `KEYWORDS`; statutes are long and have one or two."""
    starts = dict.fromkeys(text.rfind("\n", 0, match.start()) + 1 for match in _KEYWORD.finditer(text))
    return [text[start:].partition("\n")[0] for start in starts]


def _in_line(line: str, is_official: bool) -> Iterator[Repeal]:
    """The repeals that the sentences of `line` state; where the 文种 is unknown only beside the day it comes into force."""
    if not (is_official or _IN_FORCE.search(line)):
        return
    for span in sentences(line):
        sentence = span.of(line)
        masked, names = _masked(sentence)
        for match in (*_LIST_FIRST.finditer(masked), *_VERB_FIRST.finditer(masked)):
            if not _HOLDS_BACK.search(masked[max(0, match.start() - 4) : match.start()]):
                at = masked.count(_T, 0, match.start(1)) + masked.count(_N, 0, match.start(1))
                yield from _items(match[1], names[at:], sentence)


def _masked(sentence: str) -> tuple[str, list[str]]:
    """`sentence` with each 《…》 and 文号 as one character, and what they were."""
    names, out, at = list[str](), list[str](), 0
    titles = {span.start: span.end for span in book_titles(sentence)}
    while at < len(sentence):
        number = None if at in titles else _NUMBER.match(sentence, at)
        end = titles.get(at) or (number.end() if number else 0)
        if end:
            names.append(sentence[at:end])
            out.append(_N if number else _T)
        else:
            out.append(sentence[at])
        at = end or at + 1
    return "".join(out), names


def _items(masked: str, names: list[str], quote: str) -> Iterator[Repeal]:
    """The documents of a masked list."""
    marks = [char for char in masked if char in (_T, _N)]
    for item in re.finditer(_ITEM, masked):
        before = sum(1 for char in masked[: item.start()] if char in (_T, _N))
        said = {marks[i]: names[i] for i in range(before, before + sum(char in (_T, _N) for char in item[0]))}
        yield Repeal(normal_name(said.get(_T, "")), _number(said.get(_N, "")), quote[:_LONGEST_QUOTE])


def _in_catalogue(lines: list[str], listed: bool) -> Iterator[Repeal]:
    """The entries of the lists of what is repealed; a heading that speaks of 修改 or 继续有效 begins another list."""
    for line in lines[1:]:
        entry = _entry(line)
        if entry and listed:
            yield entry
        elif not entry and len(line) <= _LONGEST_HEADING and "。" not in line:
            listed = _switched(line, listed)


def _switched(heading: str, listed: bool) -> bool:
    if _KEPT.search(heading):
        return False
    return True if _CATALOGUE.search(heading) else listed


def _entry(line: str) -> Repeal | None:
    """The document that a line of a list names: 《X》（文号）, or X（文号） behind a number."""
    said = _ENTRY.sub("", line, count=1)
    number = _NUMBER.search(said)
    title = next((span for span in book_titles(said) if span.start == 0), None)
    if _REST.match(said) or not (title or number):
        return None
    name = title.of(said) if title else said[: number.start()] if number else ""
    plain = name.strip(" |　，,（(")
    if not title and (len(plain) > 80 or "。" in plain):
        return None
    return Repeal(normal_name(plain), _number(number[0]) if number else "", line[:_LONGEST_QUOTE])


def _number(said: str) -> str:
    match = _BARE_NUMBER.search(said)
    return normal_name(f"{_BEFORE_NUMBER.sub('', match[1])}〔{match[2]}〕{int(match[3])}号") if match else ""

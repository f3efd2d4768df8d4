"""Words that stand twice in a row, as they do after hasty editing."""

import re
from collections.abc import Iterator

from corpus.language.grams import LONGEST, WORD
from corpus.language.model import LanguageModel
from corpus.zh import Span

# words said twice on purpose: to stress, to do something for a while, to go one by one
_ON_PURPOSE = frozenset(
    re.findall(
        "..",
        "研究讨论商量学习考虑打听收拾休息打扫琢磨合计议论体验交流锻炼了解参观活动整理比较调查核实反映沟通统计"
        "推敲思考回忆回顾介绍宣传教育帮助照顾关心放松准备解释分析评价练习尝试感受认识表示热闹高兴凉快清醒冷静"
        "明白凑合检查协调梳理走访提醒很多许多非常特别十分永远多少好多谢谢加油来了哪里好的快点慢点再见可以知道"
        "干部继续坚持努力大家听听看看走走走着说着想着看着到处处处",
    )
)
_ONE_BY_ONE = "一二两三几每逐半某各年月日天次很越"
_ECHO = re.compile(r"(?<![A-Za-z])([一-鿿]{2,12}?)\1")
_CLAUSE = re.compile(r"(?<=[，。；、！])([一-鿿]{6,40})[，。；、]\1(?=[，。；、！])")
_MEMBER = re.compile(r"(?<![一-鿿])([一-鿿]{2,8})、\1(?=[、，。；和及与等])")
_SHORT = 2  # characters of an echo that may be the end of one word and the beginning of another
_NAMED_SO = re.compile("[县市区州省乡镇村]")


def echoes(text: str, model: LanguageModel) -> Iterator[Span]:
    """The second ones of two like words, clauses or members of a list, in order of place."""
    found = {(m.end(1), m.end()) for m in _ECHO.finditer(text) if not _is_meant(m[1]) and _is_whole(text, m.end(1), m.end(), model)}
    found |= {(m.end(1), m.end()) for pattern in (_CLAUSE, _MEMBER) for m in pattern.finditer(text)}
    return (Span(*ends) for ends in sorted(found))


def _is_meant(word: str) -> bool:
    if word[0] in _ONE_BY_ONE or word in _ON_PURPOSE or len(set(word)) == 1:
        return True
    return len(word) == 2 and bool(_NAMED_SO.search(word))


def _is_whole(text: str, start: int, end: int, model: LanguageModel) -> bool:
    """Do the two hold together, unlike the 建共 of 共建共治 and the second 出版 of 出版出版物?"""
    if end - start > _SHORT:
        return True
    longer = (text[start : end + 1], text[start : end + 2], text[end - 1 : end + 1])
    return is_word(text[start:end], model) and not any(is_word(word, model) for word in longer)


def is_word(text: str, model: LanguageModel) -> bool:
    """Is this in the dictionary? Asked of two characters and more."""
    return 2 <= len(text) <= LONGEST and bool(model.count(model.alphabet.ids(text)[None], WORD + len(text))[0] > 0)

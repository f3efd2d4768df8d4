"""Reading a model's lines: Markdown off, marks [F1][P2] off, whole sentences, what does not belong in a text."""

import re
import unicodedata
from dataclasses import dataclass

from corpus.zh import close_figures, count_zi, heading_level, heading_text, sentences
from drafting.orders import INVISIBLE

_MARK = r"[\[［【(（]\s*[FP]\d{1,3}(?:\s*[,，、;；和—~-]?\s*[FP]\d{1,3})*\s*[\]］】)）]"
MARKS = re.compile(_MARK)
_MARKS_AFTER_END = re.compile(rf"([。！？!?…；;]+[”’」』）》]*)\s*((?:\s*{_MARK})+)")
_MARK_BEGUN = re.compile(r"[\[［【(（]\s*(?:[FP][\dFP,，、;；和—~\s-]*)?")
_PREFIX = re.compile(r"\s*(?:#{1,6}\s+|>\s*|[-*+•·]\s+|```.*|-{3,}\s*$|\*{3,}\s*$|={3,}\s*$)")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_INLINE = re.compile(r"\*\*|__|`|<br\s*/?>|(?<![\d*])\*(?![\d*])")
_LINK = re.compile(r"\[([^\[\]]+)\]\((?:https?://|#)[^()\s]*\)")
_FENCE_LINE = re.compile(r"\s*【\s*资料(?:开始|结束)[^】]*】\s*")
_PREAMBLE = re.compile(
    r"(?:好的|当然|没问题)[，,。！!](?:.{0,60}[：:。！])?|(?:以下是|下面是|以下为|根据).{0,30}(?:正文|稿|一节|本节|改写|修改|起草|撰写).{0,30}[：:]|(?:本节)?正文[：:]?"
)
_OWN_WORK = (  # in a note, only this is the model on its own work; “注：数据为快报数” belongs to the text
    r"(?:本节|本段|正文|全文|本稿|以上).{0,12}\d+\s*余?个?字"
    r"|(?:(?:以上|上述)(?:内容|正文|文字|文稿|稿件|段落|为|是|均|仅)|本节|本段|本稿|正文|初稿)[^。由]{0,30}(?:撰写|写成|改写|起草|生成|编写|编造|供参考)"
    r"|(?:根据|依据|按照?)(?:您|你|所?提供|所给|给出|任务书|提纲|要求|上述要求)[^。]{0,30}(?:撰写|写成|改写|起草|生成|编写|修改)"
)
_REMARK = re.compile(
    rf"[（(【]?(?:(?:注|说明|备注)[：:](?:.*(?:{_OWN_WORK})).*|(?:本节|全文|正文)?字数(?:统计)?[：:]\s*(?:约|共)?\s*\d+\s*余?个?字?左?右?[。）)】]*|全文完[。）)】]*)"
)
_GREETING = re.compile(r"(?:同志们|各位[^，。]{0,16}|尊敬的[^，。]{0,20}|大家[上下]午好|大家好)[：:！!，,。]?")
_REFUSAL = re.compile(
    r"(?:很|非常|十分)?(?:抱歉|对不起)|作为一?[个名]?(?:AI|人工智能|语言模型|大模型)|我(?:无法|不能)(?:提供|协助|完成|回答|满足)"
    r"|I'm sorry|I cannot|As an AI",
    re.IGNORECASE,
)
_HAN = re.compile(r"[㐀-鿿]")
_PAIRS = {"“": "”", "‘": "’", "《": "》", "〔": "〕", "（": "）"}
_RUN_IN_HEADING = 30  # 字; a longer numbered sentence is a list item


@dataclass(frozen=True)
class Hinted:
    """A sentence with its marks taken off: `facts` and `passages` are numbers from 0."""

    text: str
    facts: tuple[int, ...] = ()
    passages: tuple[int, ...] = ()


def plain(line: str) -> str:
    """`line` without Markdown and fence marks; a beginning of a line gives the beginning of what the whole line gives."""
    line = _LINK.sub(r"\1", _PREFIX.sub("", legible(line), count=1))
    return close_figures(_INLINE.sub("", _FENCE_LINE.sub("", line)).replace("　", " ")).strip(" \t\r")


def legible(text: str) -> str:
    """`text` without characters that cannot be seen, and with every script's digits as our own: no figure may hide from the checks."""
    return _FOREIGN_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), INVISIBLE.sub("", text))


def whole_sentences(line: str) -> list[str]:
    """The sentences of one line, each with its marks inside it; quotes and 〔…〕 are never cut in two."""
    line = _MARKS_AFTER_END.sub(r"\2\1", line)
    found: list[str] = []
    for span in sentences(line):
        text = span.of(line)
        if found and _open(found[-1]):
            found[-1] += text
        else:
            found.append(text)
    return found


def finished(found: list[str]) -> int:
    """How many of the sentences of an unfinished line are beyond doubt finished: not the last, nor one whose mark is coming."""
    if found and _MARK_BEGUN.fullmatch(found[-1]):
        return max(0, len(found) - 2)
    return max(0, len(found) - 1)


def unhint(sentence: str) -> Hinted:
    """`sentence` without its marks, and what they point at."""
    names = [n for m in MARKS.finditer(sentence) for n in re.findall(r"[FP]\d+", m[0])]
    text = re.sub(rf"\s*{_MARK}\s*", "", sentence).strip()
    facts = tuple(dict.fromkeys(int(n[1:]) - 1 for n in names if n[0] == "F"))
    passages = tuple(dict.fromkeys(int(n[1:]) - 1 for n in names if n[0] == "P"))
    return Hinted(closed(text), facts, passages)


def closed(text: str) -> str:
    """`text` with its open marks well formed: no 〔…〕 inside 〔待核：…〕, and every one closed."""
    out, depth = [], 0
    for i, char in enumerate(text):
        if char == "〔":
            starts = text.startswith(("〔待核", "〔待写"), i)
            depth += 1 if depth or starts else 0
            out.append("（" if depth > 1 else char)
        elif char == "〕" and depth:
            depth -= 1
            out.append("）" if depth else char)
        else:
            out.append(char)
    end = "".join(out)
    stop = end[-1] if depth and end[-1:] in "。；" else ""
    return (end[: len(end) - len(stop)] + "〕" + stop if depth else end).replace("〔待核:", "〔待核：").replace("〔待写:", "〔待写：")


def level_of(sentence: str) -> int:
    """The level of a sentence that is a heading (一、 counts as 2: the first level is the outline's), else 0."""
    level = heading_level(sentence)
    return max(2, level) if level and count_zi(sentence) <= _RUN_IN_HEADING else 0


def bare_heading(sentence: str) -> str:
    """A heading without number and full stop."""
    return heading_text(sentence).rstrip("。：:").strip()


def is_chatter(line: str, first: bool) -> bool:
    """Does this line speak to the person, or greet the audience, instead of belonging to the section?"""
    return bool(_REMARK.fullmatch(line) or _GREETING.fullmatch(line) or (first and _PREAMBLE.fullmatch(line)))


def is_refusal(text: str) -> bool:
    """Is this the model excusing itself? Only its beginning is looked at."""
    return bool(_REFUSAL.match(text.strip()))


def has_chinese(text: str) -> bool:
    return bool(_HAN.search(text))


def key_of(sentence: str) -> str:
    """What two sentences have in common that say the same word for word."""
    return re.sub(r"[\W_]", "", sentence)


def _open(text: str) -> bool:
    return any(text.count(a) > text.count(b) for a, b in _PAIRS.items())

"""What the model is given: numbered facts and passages, fenced as data, fitted to its context."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.documents import Hit
from corpus.zh import chinese_day, sentences
from drafting.brief import Brief
from drafting.draft import Outline, Section, SectionPlan
from drafting.ledger import Fact
from prompts.genres import Genre
from prompts.styles import Style

NOTHING = "（没有）"
_DIRECTIONS = {"up": "上行（对上级）", "level": "平行（对不相隶属的机关）", "down": "下行（对下级、对内）", "public": "面向公众"}
_SERVES = {"upper_spirit": "上级要求", "intent": "领导意图", "local": "本地实际"}
_FENCE = re.compile(r"【(?=\s*资\s*料)")
_NUMBERED = re.compile(r"[\[［【]\s*([FPK]\d{1,3})\s*[\]］】]")
_SPECIAL = re.compile(r"<(?=\|)|(?<=\|)>")  # <|im_end|> and its like would end our message on some servers


def fenced(name: str, text: str) -> str:
    """`text` as data called `name`; nothing in it can look like the fence, like our numbers or like a model's control words."""
    return f"【资料开始 {name}】\n{harmless(text)}\n【资料结束 {name}】"


def harmless(text: str) -> str:
    """`text` with fence marks, our [F1] [P1] and control words spelt so that they mean nothing."""
    text = _NUMBERED.sub(r"（\1）", _FENCE.sub("〖", text))
    return _SPECIAL.sub(lambda m: "＜" if m[0] == "<" else "＞", text)


def one_line(text: str) -> str:
    """`text` made harmless, on one line: it cannot pose as a part of the prompt."""
    return harmless(re.sub(r"\s+", " ", text).strip())


def numbered_facts(facts: tuple[Fact, ...]) -> str:
    """One ledger row a line: [F1] 2026年10月危化品企业11家（来源：…）."""
    lines = []
    for i, fact in enumerate(facts, 1):
        beside = "；".join(x for x in (fact.source and f"来源：{fact.source}", fact.note and f"备注：{fact.note}") if x)
        lines.append(f"[F{i}] {fact.period}{fact.scope}{fact.name}：{fact.value}{fact.unit}" + (f"（{beside}）" if beside else ""))
    return _fenced_lines("台账", lines) if lines else NOTHING


def _fenced_lines(name: str, lines: list[str]) -> str:
    """Fence lines that begin with a number of ours, which must stay as it is."""
    safe = [f"{line[: line.index(']') + 1]}{harmless(line[line.index(']') + 1 :])}" for line in lines]
    return f"【资料开始 {name}】\n" + "\n".join(safe) + f"\n【资料结束 {name}】"


def numbered_passages(hits: tuple[Hit, ...]) -> str:
    """Each passage fenced by itself under its number, with the document it is from."""
    if not hits:
        return NOTHING
    return "\n".join(f"[P{i}] {one_line(h.document.label)}\n{fenced(f'P{i}', h.passage.text)}" for i, h in enumerate(hits, 1))


def brief_text(brief: Brief, genre: Genre) -> str:
    """The brief's own words, fenced: speaker, audience, the three wells (上级要求、领导意图、本地实际)."""
    people = "、".join(f"{p.name}（{p.title}）" if p.title else p.name for p in brief.people)
    day = chinese_day(brief.date)
    rows = {
        "单位": brief.issuer, "地方": brief.place, "讲话人": brief.speaker, "人员": people, "对象": "、".join(brief.audience),
        "场合": brief.occasion, "日期": day, "行文方向": _DIRECTIONS[brief.direction or genre.direction],
        "上级要求": "；".join(brief.upper_spirit), "领导意图": brief.intent, "本地实际": brief.local,
    }  # fmt: skip
    return fenced("任务书", "\n".join(f"{k}：{v}" for k, v in rows.items() if v))


def genre_text(genre: Genre) -> str:
    """Purpose, tone and rules of the genre, for the system message."""
    lines = [f"文种：{genre.name}。{genre.purpose}", f"语气：{genre.tone}", *genre.rules, *genre.avoid]
    return "\n".join(lines)


def style_text(style: Style, direction: str, habits: tuple[str, ...] = ()) -> str:
    """The house style in words, for the system message; `habits` are what was measured on the archive."""
    low, high = style.sentence
    address = style.address.get(direction)
    lines = [
        f"文风：句子以 {low}—{high} 字为宜，不超过 {style.sentence_limit} 字；一段不超过 {style.paragraph_limit} 字。",
        *(f"{rule}。" for rule in (*style.sentences, *style.headings, *style.figures, *style.punctuation)),
        f"称呼：自称{address.own}；称对方：{address.other}。" if address else "",
        f"不用这些词：{'、'.join(style.avoided_words)}。" if style.avoid else "",
        f"不用这些开头：{'、'.join(style.openings)}；不用这些结尾：{'、'.join(style.closings)}。"
        if style.openings and style.closings
        else "",
        *(f"{one_line(habit)}。" for habit in habits),
    ]
    return "\n".join(x for x in lines if x)


def outline_text(outline: Outline, here: str = "") -> str:
    """The outline as a list, fenced: a model that has read passages worded it. The section being written is pointed at."""
    arrow = {here: "  ← 现在写这一节"}
    lines = [f"- {one_line(s.heading) or '（无标题）'}：{one_line(s.purpose)}{arrow.get(s.id, '')}" for s in outline.sections]
    return fenced("提纲", "\n".join(lines))


def plan_text(plan: SectionPlan) -> str:
    """What a section is for, fenced as the outline is."""
    served = "、".join(_SERVES[s] for s in plan.serves)
    said = f"{one_line(plan.heading) or '（无标题）'}——{one_line(plan.purpose)}"
    return fenced("本节", said + (f"（体现{served}）" if served else ""))


def points_text(points: tuple[str, ...]) -> str:
    return "\n".join(f"- {one_line(p)}" for p in points) or NOTHING


def length_text(length: tuple[int, int]) -> str:
    return f"不超过 {length[1]} 字，一般 {length[0]}—{length[1]} 字；材料少就写短，不凑字数"


def written_text(outline: Outline, written: tuple[Section, ...], brief: bool = False) -> str:
    """What stands before; `brief` keeps only the first sentence of each paragraph of all but the last section."""
    headings = {s.id: s.heading for s in outline.sections}
    parts = []
    for i, section in enumerate(written):
        text = section.text if not brief or i == len(written) - 1 else _gist(section)
        parts.append(f"（{headings.get(section.id) or '开头'}）\n{text}")
    return fenced("已写", "\n".join(parts)) if parts else NOTHING


def _gist(section: Section) -> str:
    firsts = [(p.text, sentences(p.text)) for p in section.paragraphs]
    return "\n".join(text[s[0].start : s[0].end] for text, s in firsts if s)


@dataclass(frozen=True)
class Cut:
    """One way to make a prompt shorter: how many passages stay, and whether what is written is given in brief."""

    hits: int
    brief: bool


def cuts(hits: int) -> Iterator[Cut]:
    """From everything to least: the weakest passages go first, then what is written is shortened, then the last passages go."""
    keep = min(hits, 2)
    yield from (Cut(n, False) for n in range(hits, keep - 1, -1))
    yield from (Cut(n, True) for n in range(keep, -1, -1))

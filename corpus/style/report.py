"""A style profile in words: a report for a person, and short advice for whoever writes."""

from collections.abc import Iterator, Sequence

from corpus.style.values import Counted, Spread, StyleProfile
from corpus.zh import chinese_day

_FEW = 8  # documents below which the figures are only a hint
_OFTEN = 0.3  # share of documents from which a habit is one


def report(profile: StyleProfile) -> str:
    """The profile for a person, some twenty lines."""
    return "\n".join([*_basis(profile), *_lengths(profile), *_headings(profile), *_ends(profile), *_wording(profile)])


def advice(profile: StyleProfile) -> tuple[str, ...]:
    """What a writer should keep to, one short sentence each; only habits that most documents share."""
    heads, said = profile.headings, profile.wording
    sentence, paragraph = profile.sentence, profile.paragraph
    lines = [
        f"本单位的{profile.kind}，句子多在 {sentence.tenth:.0f}—{sentence.ninetieth:.0f} 字，中位 {sentence.median:.0f} 字",
        f"一段多为 {paragraph.median:.0f} 字上下，九成不超过 {paragraph.ninetieth:.0f} 字",
    ]
    if heads.length.n:
        lines.append(f"一级标题中位 {heads.length.median:.0f} 字" + _heading_habit(profile))
    if profile.addresses and _share(profile.addresses[0], profile) >= _OFTEN:
        lines.append(f"称呼用“{profile.addresses[0].text}”")
    if habits := [c.text for c in said.own_names[:3] if _share(c, profile) >= _OFTEN]:
        lines.append(f"说到本地本单位多用“{'”“'.join(habits)}”")
    if said.series >= 0.5:
        lines.append("并列的做法常用“一是……二是……”分开说")
    return tuple(lines)


def _basis(p: StyleProfile) -> Iterator[str]:
    span = f"，{chinese_day(p.since)}至{chinese_day(p.until)}" if p.since and p.until else ""
    yield f"【{p.kind}】{p.documents} 份{span}，共 {p.sentence.n} 句、{p.paragraph.n} 段。"
    left_out = [f"另有 {p.copies} 份同文未计"] * bool(p.copies)
    left_out += [f"已废止或已有新版的 {p.out_of_force} 份不计"] * bool(p.out_of_force)
    if left_out:
        yield f"（{'，'.join(left_out)}。）"
    if p.documents < _FEW:
        yield f"（只有 {p.documents} 份，数字仅供参考；收录更多同类文稿后更可靠。）"


def _lengths(p: StyleProfile) -> Iterator[str]:
    yield f"篇幅：{_range(p.zi)}字。"
    yield f"句长：{_range(p.sentence)}字。"
    yield f"段长：{_range(p.paragraph)}字。"


def _headings(p: StyleProfile) -> Iterator[str]:
    heads = p.headings
    if not heads.length.n:
        yield "标题：正文不分小标题。"
        return
    yield f"一级标题：{heads.a_document.n} 份有，每份中位 {heads.a_document.median:.0f} 个，长{_range(heads.length)}字。"
    yield f"　句式：{_shares(heads.forms)}。"
    yield f"层次序号：{'、'.join(f'“{c.text}”{c.documents} 份' for c in heads.numbering)}；二级标题与正文连写的占 {heads.run_in:.0%}。"
    yield from (f"　例：{e.text}——{e.label}" for e in p.examples)


def _ends(p: StyleProfile) -> Iterator[str]:
    if p.opening.n:
        yield f"开头：第一个标题前的文字占全文 {_percent(p.opening)}。"
    if p.openings:
        yield f"　开头套路：{_documents(p.openings)}。"
    yield f"结尾：末段占全文 {_percent(p.closing)}。"
    if p.closings:
        yield f"　相同的结尾句：{_documents(p.closings)}。"
    if p.addresses:
        yield f"称呼：{_documents(p.addresses)}。"


def _wording(p: StyleProfile) -> Iterator[str]:
    said = p.wording
    yield (
        f"用语：每百字 {said.figures:.1f} 个数字，每千字 {said.quotations:.1f} 处引号；"
        f"“要、必须、务必”等开头的句子占 {said.imperatives:.0%}，问句占 {said.questions:.1%}；用“一是……二是……”的 {said.series:.0%}。"
    )
    if said.own_names:
        yield f"自称：{_documents(said.own_names)}。"
    if said.connectives:
        yield f"句首连接：{_documents(said.connectives)}。"


def _heading_habit(p: StyleProfile) -> str:
    forms = [c for c in p.headings.forms if c.text != "其他"]
    return f"，多为{forms[0].text}" if forms and forms[0].documents >= p.headings.length.n / 2 else ""


def _share(counted: Counted, p: StyleProfile) -> float:
    return counted.documents / p.documents


def _range(s: Spread) -> str:
    return f"中位 {s.median:.0f}（八成在 {s.tenth:.0f}—{s.ninetieth:.0f}）"


def _percent(s: Spread) -> str:
    return f"中位 {s.median:.1%}（八成在 {s.tenth:.1%}—{s.ninetieth:.1%}）"


def _documents(items: Sequence[Counted]) -> str:
    return "、".join(f"“{c.text}”{c.documents} 份" for c in items)


def _shares(items: Sequence[Counted]) -> str:
    total = sum(c.documents for c in items)
    return "、".join(f"{c.text} {c.documents / total:.0%}" for c in items)

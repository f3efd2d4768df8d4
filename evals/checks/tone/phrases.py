"""What the words alone tell, sentence by sentence: enough words of one kind for this setting make a finding."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from evals.checks.tone.lexicon import Hit, hits
from evals.checks.tone.occasion import cheers_wrongly, mourns_wrongly
from evals.checks.tone.profiles import needs
from evals.checks.tone.view import View
from evals.finding import Edit, Finding

_RULES = {
    "colloquial": "colloquial-words", "slang": "net-slang", "abuse": "abusive-words", "threat": "empty-threat", "plea": "plea-downward",
    "flattery": "flattery", "overclaim": "overclaim", "self_praise": "self-praise", "joy": "occasion-differs", "grief": "occasion-differs",
    "belittle": "occasion-differs",
}  # fmt: skip
_LEADERS = re.compile(
    r"书记|[省州市县区旗镇乡局厅部院校处司组队站所社会馆]长|主任|主席|领导|首长|您|上级|[省市县区]委|政府|董事长|总经理|师傅|老师"
)
_REVERED = re.compile(r"总书记|党中央|中央|主席思想|毛主席|毛泽东|邓小平|烈士|先烈|英烈|殉职|牺牲|捐献|遗体|国家")
_NATION = re.compile(
    r"我国|(?<!全)中国(?![^，。]{0,8}之都|第一|之最|硅谷|的骄傲)|中华|祖国|新中国|党中央|我们党|人民军队|国家|革命|社会主义"
)
_VOUCHED = re.compile(
    r"(?:经|据|根据|由)[^。]{2,24}(?:评估|认定|测评|测算|审计|鉴定|统计|公布|发布|通报|检测|验收|核实|调查|抽查|监测|评审|排名)|"
    r"(?:评为|获评|荣获|授予|入选|列入|认定为|被命名)|(?:《[^》]{2,40}》|依法|法律|条例)[^。]{0,12}(?:规定|要求|明确)?|〔待核"
)
_AIM = re.compile(
    r"(?:确保|力争|争取|努力|必须|务必|坚决|严防|推动|实现[^，。]{0,12}目标|目标|愿景|决心|不可能|并不|不等于|不是|不会|不能|能否|如何|为了)[^，。；]{0,14}$"
)
_MOST_NAMED = 3  # words named in one message


def findings(view: View) -> Iterator[Finding]:
    """One finding a sentence and kind, from the first of its words to the last."""
    found_in_text = hits(view.text)
    for kind, need in needs(view.setting).items():
        own = (h for h in found_in_text.get(kind, ()) if view.is_own(h.start, h.end))
        for _, group in groupby(own, lambda h: view.sentence(h.start)):
            found = tuple(_counted(view, kind, group))
            if _points(view, found) >= need:
                yield _finding(view, kind, found)


def _points(view: View, found: tuple[Hit, ...]) -> int:
    """What the words of one sentence tell together; a word said twice tells no more than once."""
    return sum({view.text[h.start : h.end]: h.points for h in found}.values())


def _finding(view: View, kind: str, found: tuple[Hit, ...]) -> Finding:
    words = dict.fromkeys(view.text[h.start : h.end] for h in found)
    named = "".join(f"“{word}”" for word in list(words)[:_MOST_NAMED])
    score = min(0.95, 0.5 + 0.1 * _points(view, found))
    return view.finding(_rule(view, kind), found[0].start, found[-1].end, _edit(view, found), score, words=named)


def _rule(view: View, kind: str) -> str:
    if kind == "grovel":
        return "plea-downward" if view.setting.direction == "down" else "plea-excess"
    return _RULES[kind]


def _edit(view: View, found: tuple[Hit, ...]) -> Edit | None:
    """恳请各乡镇 is 请各乡镇 where it stands alone; other words need a person."""
    begging = len(found) == 1 and view.text.startswith(("恳请", "敬请"), found[0].start)
    return Edit(found[0].start, found[0].start + 2, "请") if begging else None


def _counted(view: View, kind: str, group: Iterable[Hit]) -> Iterator[Hit]:
    """The hits of one sentence that mean what the kind says."""
    means = _MEANS.get(kind)
    return (hit for hit in group if means is None or means(view, hit))


def _flatters(view: View, hit: Hit) -> bool:
    """Praise is flattery where a leader is named beside it."""
    sentence = view.sentence(hit.start).of(view.text)
    return bool(_LEADERS.search(sentence)) and not _REVERED.search(sentence)


def _overclaims(view: View, hit: Hit) -> bool:
    """An absolute that nobody vouches for; an aim is no claim, and what the nation has done is not ours to judge."""
    said, sentence = view.text[hit.start : hit.end], view.sentence(hit.start).of(view.text)
    if _VOUCHED.search(sentence) or _NATION.search(sentence) or any(said in known for known in _material(view)):
        return False
    return not _AIM.search(view.before(hit.start))


def _material(view: View) -> Iterator[str]:
    yield from view.case.sources or ()
    yield from (fact.said for fact in view.case.facts or ())


_MEANS: dict[str, Callable[[View, Hit], bool]] = {
    "flattery": _flatters,
    "overclaim": _overclaims,
    "joy": cheers_wrongly,
    "grief": mourns_wrongly,
}

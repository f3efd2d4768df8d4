"""Orders to those whom the writer does not command: to the upper level, and to a unit of the same level.

Who is commanded decides: 责令 in a report upward about one's own people is right, and so is what the upper level demands of us.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from base.strict_yaml import load_model
from evals.checks.tone.view import View
from evals.finding import Finding

_FILE = Path(__file__).parents[2] / "data" / "tone_command.yaml"
_NAMED = "\ue000"  # of the private use area: in the place of an addressee's name
_PEER = r"(?P<whom>(?:贵|你)[㐀-鿿](?:公司|位)?|贵方|你方|对方单位)"
_PLACE = re.compile(r"^[㐀-鿿]{2,4}?(?=[省市州县区旗镇乡](?![省市州县区旗镇乡]))")
_PLEADED = re.compile(
    r"(?:恳请|敬请|申请|提请|报请|呈请|请求|建议|希望|盼望|期盼|感谢|按照?|根据|依据|遵照|落实|贯彻|经|由|向|对|受|在)[^，。；]{0,6}$"
)
_TELLS_US = re.compile(r"^[^，。；须别应]{0,4}(?:要求|强调|指出|明确|规定|决定|部署|印发|提出|批示|通知|号召|召开|责成|责令|安排)")
_ORDERS = re.compile(r"责令|责成|要求|规定")  # said by the superior: theirs to order
_LAW = re.compile(r"(?:根据|按照|依据|依照|据|《)[^。]{0,40}(?:规定|要求|条例|办法|法》|协议|约定|合同)|依法|法律|规定，")


class _Words(BaseModel):
    """The lists of tone_command.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    superiors: tuple[str, ...]
    selves: tuple[str, ...]
    hard: tuple[str, ...]
    final: tuple[str, ...]
    ultimatum: tuple[str, ...]
    ordered: tuple[str, ...]
    asked: tuple[str, ...]
    deadline: tuple[str, ...]
    giving: tuple[str, ...]
    mending: tuple[str, ...]
    peer_final: tuple[str, ...]
    peer_hard: tuple[str, ...]


def findings(view: View) -> Iterator[Finding]:
    """At most one a sentence. Nothing is said where the direction is unknown."""
    direction = view.setting.direction
    if direction not in ("up", "level"):
        return
    patterns, rule = (_upward(), "command-upward") if direction == "up" else (_to_peers(), "command-peer")
    named = _named(view.case.context.audience) if direction == "up" else None
    for span in view.sentences.spans:
        sentence = span.of(view.text)
        match = _commanded(named.sub(_covered, sentence) if named else sentence, patterns)
        if match and _is_said(view, span.start + match.start(), span.start + match.end()):
            whom = sentence[slice(*match.span("whom"))] or "上级"
            yield view.finding(rule, span.start + match.start(), span.start + match.end(), whom=whom)


def _is_said(view: View, start: int, end: int) -> bool:
    """Is the order the writer's own? Its last word counts too: 市局关于雷达站“必须双人值守”的规定 quotes it."""
    return view.is_own(start, end) and not view.is_quoted(end - 1, end)


def _commanded(sentence: str, patterns: tuple[re.Pattern[str], ...]) -> re.Match[str] | None:
    """The words with which `sentence` commands the addressee."""
    found = (match for pattern in patterns for match in pattern.finditer(sentence))
    return next((match for match in found if not _is_excused(sentence, match)), None)


def _is_excused(sentence: str, match: re.Match[str]) -> bool:
    """Pleaded for, told us by the superior, or laid down by law or agreement; a threat is excused by nothing."""
    if "final" in match.re.groupindex:
        return False
    after = match.end("whom")
    told = match["whom"] and (_TELLS_US.match(sentence[after:]) or _ORDERS.search(sentence, after, match.end()))
    return bool(told or _PLEADED.search(sentence[: match.start("whom")]) or _LAW.search(sentence[: match.end()]))


@lru_cache(maxsize=64)
def _named(audience: tuple[str, ...]) -> re.Pattern[str] | None:
    """The addressees of the context, and what they are called for short (青禾县教育局: 县教育局), the longest first."""
    named = [one for given in audience for one in re.split("[、，]", given)]
    known = {name for one in named for name in (one, _PLACE.sub("", one)) if len(name) > 1}
    return re.compile("|".join(map(re.escape, sorted(known, key=lambda name: (-len(name), name))))) if known else None


def _covered(name: re.Match[str]) -> str:
    """A sign in the place of each character, so that the patterns need not be compiled anew for every addressee."""
    return _NAMED * len(name[0])


@cache
def _upward() -> tuple[re.Pattern[str], ...]:
    w = _words()
    who = f"(?P<whom>{_any((f'{_NAMED}+', *w.superiors))})"
    near = f"(?:(?!{_any(w.selves)})[^，。；：]){{0,12}}?"
    far = f"(?:(?!{_any(w.selves)})[^。；]){{0,40}}?"
    ordered, asked = _any(w.ordered), _any((*w.ordered, *w.asked))
    return (
        re.compile(f"{who}{far}(?P<final>{_any(w.final)})"),  # 县政府……，否则后果自负
        re.compile(f"{ordered}{near}{who}"),  # 责成县政府……
        re.compile(f"{who}{near}{_any(w.hard)}"),  # 县政府必须……
        re.compile(f"{asked}{who}{far}{_any(w.deadline)}{near}{_any(w.giving)}"),  # 请县政府三日内拨付
        re.compile(f"{asked}{who}{near}{_any(w.mending)}"),  # 望县政府端正态度
        re.compile(f"(?P<whom>)(?P<final>{_any(w.ultimatum)})"),  # 否则我院将停诊
        re.compile(  # 限十日内批复
            r"(?P<whom>)(?:限[^，。]{0,6}[日天]内|务必|必须(?!经|报|依|按|严))(?:(?!我|本|各|经)[^，。；]){0,12}(?:批复|批准|审批|答复我)"
        ),
    )


@cache
def _to_peers() -> tuple[re.Pattern[str], ...]:
    w = _words()
    return (
        re.compile(_any(w.ordered) + _PEER),
        re.compile(f"{_PEER}(?:(?!{_any(w.selves)})[^，。；：]){{0,12}}?{_any(w.peer_hard)}"),
        re.compile(f"{_PEER}(?:(?!我[㐀-鿿]将)[^。]){{0,40}}?(?P<final>{_any(w.peer_final)})"),
    )


def _any(words: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(words)})"


@cache
def _words() -> _Words:
    return load_model(_FILE, _Words)

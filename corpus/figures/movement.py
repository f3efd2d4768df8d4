"""Words of movement before a figure (增长, 下降到), and what is left of a clause without them."""

import re

from corpus.figures.readings import Move

_UP = "增长|增加|提升|提高|上升|上涨|升高|攀升|扩大|增幅|涨幅|上调|净增|多增|增多|增至|升至|上浮|新增"
_DOWN = "下降|减少|降低|下滑|下跌|回落|收窄|缩小|缩减|压减|压缩|降幅|跌幅|下调|降至|减至|下浮|缩短|削减"
MOVE = re.compile(rf"(?P<up>{_UP})(?!点)|(?P<down>{_DOWN})")
_TREND = re.compile(
    rf"(?:(?P<up>{_UP}|[增升涨]|[多](?=开|收|了))|(?P<down>{_DOWN}|[降跌减]|少(?=开|收|了)))"
    r"(?:了|约|近|超过|超|为|幅度|均|逾|不低于|不少于|开|收|值)?(?P<level>到|至|达到|达|为)?(?:[0-9]{4}年的?)?"
    r"(?:了|约|近|超过|超|逾|不低于|不超过|[ ])*$"
)
_EMPTY = re.compile(
    r"同比|环比|累计|其中|完成|实现|达到|突破|超过|不低于|不少于|不超过|分别|平均|年均|总计|共计|合计|同期|全年|全县|全市|全省|全区|今年|去年|上年|预计|力争|"
    r"[0-9]+|[年月日的了为达至到占和、，“”（）()《》 　]|[约近超逾仅由从在比较]+$|^[由从在比较]"
)


def core(words: str) -> str:
    """`words` without what says nothing of the indicator: verbs of reaching, adverbs, movement."""
    return _EMPTY.sub("", MOVE.sub("", words))


def moves(words: str, at: int) -> tuple[Move, ...]:
    """The movements that `words`, which begin at offset `at`, tell."""
    return tuple(Move(1 if m["up"] else -1, at + m.start(), at + m.end()) for m in MOVE.finditer(words))


def trend(left: str, at: int) -> tuple[Move | None, bool]:
    """The movement at the end of `left`, and whether the figure is the value moved to (下降到) rather than by (下降)."""
    match = _TREND.search(left)
    if not match:
        return None, False
    sign, group = (1, "up") if match["up"] else (-1, "down")
    return Move(sign, at + match.start(group), at + match.end(group)), bool(match["level"]) or match[group].endswith("至")

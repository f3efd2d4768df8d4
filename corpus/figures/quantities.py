"""Readers of quantities, shares, multiples, ratios and ordinals. Each takes (text of normal width, place) and gives a figure or None."""

import re
from dataclasses import replace
from decimal import Decimal

from base.office import remembered
from corpus.figures.model import Figure, Modifier
from corpus.figures.model import quantity as _figure
from corpus.figures.phrases import risky_units
from corpus.numerals import exact, parse, step
from corpus.units import BARE, Unit, in_base, pattern, unit

_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?: ?\. ?[0-9]+)?"
_MAGNITUDE = r"(?:十(?!分)|百(?!分)|千(?![瓦米克伏卡赫])|万(?!分)|亿)*"
_CHINESE = r"(?:[零〇一二两三四五六七八九十百亿万]|千(?![瓦米克伏卡赫]))+"
NUMBER = rf"(?:{_ARABIC}{_MAGNITUDE}|{_CHINESE}(?:点[零〇一二三四五六七八九]+[万亿]?)?)"
_MORE = r"[余多来]?"
_TO = r"(?:[-—–~～]|[至到])"
_BEFORE: tuple[tuple[Modifier, re.Pattern[str]], ...] = (
    ("below", re.compile(r"(?:近|接近|不足|不到|低于|少于|小于|不超过|不高于|不多于|未满|逼近)$")),
    ("above", re.compile(r"(?:超|超过|超出|突破|逾|高于|多于|大于|不下|不低于|不少于|不小于|至少|高达|多达|越过|跨过|跨上|站上)$")),
    ("about", re.compile(r"(?:约|约为|大概|左右|平均)$")),
)
_AFTER: tuple[tuple[Modifier, re.Pattern[str]], ...] = (
    ("below", re.compile(r"以[内下]")),
    ("above", re.compile(r"(?:及)?以上|[余多](?!种|样|元化|地|方)|出头|之多|往上")),
    ("about", re.compile(r"左右|上下")),
)
_PERCENT = re.compile(rf"百分之(?P<n>{NUMBER})(?P<points>个百分点)?")
_FRACTION = re.compile(rf"(?P<whole>{NUMBER})分之(?P<part>{NUMBER})")
_PART = re.compile(r"(?<![0-9A-Za-z/.])(?P<part>[1-9])/(?P<whole>[2-9]|10)(?![0-9A-Za-z/.月])")
_TENTHS = re.compile(
    r"(?P<n>[一二两三四五六七八九1-9])成(?P<rest>[一二三四五六七八九半])?"
    r"(?!立|为|功|效|果|长|员|本|绩|都|套|片|批|熟|交|就|份|分|型|像)"
)
_HALF = re.compile(r"一半|半数|过半")
_MULTIPLY = re.compile(rf"翻了?(?P<n>{NUMBER})(?P<unit>番|倍)")
_RATIO = re.compile(
    rf"{_ARABIC}(?:[:：]{_ARABIC})+|(?P<zh>{NUMBER}(?:比{NUMBER})+)"
    r"|[0-9]{1,2}[-—][0-9]{1,2}(?![0-9.%万亿\-—])(?=\W|[胜负战击先的大小惜险完逆力淘])"  # a score
)
_SPOKEN_RATIO = re.compile(r"[0-9]比[0-9]|[十二三四五六七八九]比一")
_ORDINAL = re.compile(
    rf"第(?P<n>{NUMBER})(?P<more>季度|号)?|(?P<n2>[0-9]+|{_CHINESE})(?P<u2>(?<![办续加共了满][0-9])届(?!时))|(?P<n3>[0-9]+)(?P<u3>号)(?!文)"
)
_SOME = re.compile(r"[几数](?P<mag>[十百千万亿]+)")
_PAIR = re.compile(r"(?P<a>[一二两三四五六七八九])(?P<b>[二两三四五六七八九])(?P<mag>[十百千万亿]*)")
_MAGNITUDE_ALONE = re.compile(r"(?<=[近超破过逾达约])[万亿]+(?!以上)")
_NUMBER_ALONE = re.compile(NUMBER)
_ALIKE = 30  # times that numbers in one list differ at most when they share 万 or 亿
_BEFORE_COUNT = tuple("办了共续满开展训")
_FEW = 10  # up to here a Chinese numeral may be a way of speaking


@remembered
def _unit() -> re.Pattern[str]:
    """A unit as it follows a number."""
    return re.compile(rf"{_MORE}(?:{pattern()})")


@remembered
def _quantity() -> re.Pattern[str]:
    """One number, or two that make a range, with their units."""
    measure = rf"(?:{pattern()})(?:/(?:{pattern()}))?"
    return re.compile(
        rf"(?P<a>{NUMBER})(?P<more>{_MORE})(?P<ua>{measure})?{_TO}(?P<b>{NUMBER})(?P<moreb>{_MORE})(?P<ub>{measure})"
        rf"|(?P<n>{NUMBER})(?P<moren>{_MORE})(?P<mag>[万亿]{{0,2}})(?P<u>{measure})?"
    )


def ordinal(text: str, at: int) -> Figure | None:
    """第三届, 第12个, 十二届, 2号."""
    match = _ORDINAL.match(text, at)
    written = (match["n"] or match["n2"] or match["n3"]) if match else ""
    value = parse(written) if written else None
    if match is None or value is None:
        return None
    end, name = match.end(), match["more"] or match["u2"] or match["u3"] or ""
    if not name and (counter := _unit().match(text, end)) and counter[0][0] not in "余多来":
        end, name = counter.end(), counter[0]
    chinese = not written[0].isdigit()
    measure = unit(name) if name else BARE
    return Figure(at, end, text[at:end], "ordinal", value, value, measure, soft=chinese and value == 1, chinese=chinese)


def share(text: str, at: int) -> Figure | None:
    """百分之十二点五, 四分之一, 三成二, 一半."""
    if match := _PERCENT.match(text, at):
        value = parse(match["n"])
        return (
            None
            if value is None
            else _of(
                text, match, value, unit("个百分点" if match["points"] else "%"), Decimal(1) if match["n"] == "百" else step(match["n"])
            )
        )
    if match := _FRACTION.match(text, at) or _PART.match(text, at):
        whole, part = parse(match["whole"]), parse(match["part"])
        return _of(text, match, part * 100 / whole, unit("%"), Decimal(5)) if whole and part is not None else None
    if match := _TENTHS.match(text, at):
        rest = {"": Decimal(0), "半": Decimal(5)}.get(match["rest"] or "") if match["rest"] in (None, "半") else parse(match["rest"])
        return _of(text, match, (parse(match["n"]) or Decimal(0)) * 10 + (rest or 0), unit("%"), Decimal(1 if match["rest"] else 10))
    if match := _HALF.match(text, at):
        return _of(text, match, Decimal(50), unit("%"), Decimal(10), soft=True)
    return None


def multiple(text: str, at: int) -> Figure | None:
    """翻一番, 翻了两番, 翻3倍."""
    match = _MULTIPLY.match(text, at)
    value = parse(match["n"]) if match else None
    return None if match is None or value is None else _figure(at, match[0], value, unit(match["unit"]), Decimal(1), chinese=True)


def ratio(text: str, at: int) -> Figure | None:
    """1:3, 2.5:1, 18:37:45, 7比1, and scores 6-3."""
    match = _RATIO.match(text, at)
    if not match or (match["zh"] and not _SPOKEN_RATIO.search(match[0])):
        return None
    terms = tuple(parse(t) for t in re.split("[:：比—-]", match[0]))
    known = tuple(t for t in terms if t is not None)
    return Figure(at, match.end(), match[0], "ratio", terms=known) if len(known) == len(terms) else None


def magnitude(text: str, at: int) -> Figure | None:
    """近万人, 超亿元: a magnitude alone is a number after a word that measures."""
    match = _MAGNITUDE_ALONE.match(text, at)
    name = _unit().match(text, match.end()) if match else None
    value = parse("1" + match[0]) if match else None
    if value is None or not name:
        return None
    modifier = _modifier(text, at, name.end())
    return _figure(at, text[at : name.end()], value, unit(name[0].lstrip("余多来")), value, modifier=modifier, soft=True, chinese=True)


def vague(text: str, at: int) -> Figure | None:
    """数百万, 几十个, 一两万元, 三五天: a range of what it may mean."""
    match = _SOME.match(text, at)
    if match:
        low, high = Decimal(1), Decimal(10)
    else:
        match = _PAIR.match(text, at)
        low, high = (parse(match["a"]) or Decimal(0), parse(match["b"]) or Decimal(0)) if match else (Decimal(0), Decimal(0))
    if not match or not 0 < high - low <= 9 or ("a" in match.re.groupindex and high - low > 2):
        return None
    by = parse("1" + match["mag"]) or Decimal(1)
    name = _unit().match(text, match.end())
    if not name and by < 100:
        return None
    end, measure = (name.end(), unit(name[0].lstrip("余多来"))) if name else (match.end(), BARE)
    return _figure(at, text[at:end], low * by, measure, by, high=high * by, modifier="about", soft=True, chinese=True)


def quantity(text: str, at: int) -> Figure | None:
    """Numbers and ranges with or without a unit."""
    match = _quantity().match(text, at)
    if not match:
        return None
    return _range(text, match) if match["a"] else _single(text, match)


def in_unit_of(bare: Figure, listed: Figure) -> Figure:
    """The `bare` number in the unit, and where their digits are of one size in the 万 or 亿, of what it is `listed` with."""
    magnitude = _tail(_NUMBER_ALONE.match(listed.text)[0])  # type: ignore[index]
    by = parse("1" + magnitude) or Decimal(1)
    alike = by * bare.low / _ALIKE <= listed.low / listed.unit.factor <= by * bare.low * _ALIKE
    low, high, step_ = (in_base(exact(n, by) if alike else n, listed.unit) for n in (bare.low, bare.high, bare.step))
    return replace(bare, low=low, high=high, step=step_, unit=listed.unit)


def _of(text: str, match: re.Match[str], value: Decimal, measure: Unit, step_: Decimal, soft: bool = False) -> Figure:
    modifier = _modifier(text, *match.span())
    return _figure(match.start(), match[0], value, measure, step_, modifier=modifier, soft=soft, chinese=not match[0][-1].isdigit())


def _modifier(text: str, start: int, end: int, inner: str = "") -> Modifier:
    before = text[max(0, start - 3) : start]
    for modifier, after in _AFTER:
        if after.match(text, end):
            return modifier
    for modifier, ahead in _BEFORE:
        if ahead.search(before):
            return modifier
    return "above" if inner and inner in "余多" else ""


def _range(text: str, match: re.Match[str]) -> Figure | None:
    low, high = parse(match["a"]), parse(match["b"])
    first, last = unit(match["ua"] or match["ub"]), unit(match["ub"])
    if low is None or high is None or first.dimension != last.dimension:
        return None
    tail = _tail(match["b"])
    if not match["ua"] and tail and not _tail(match["a"]):  # 3—5万人
        low *= parse("1" + tail) or 1
    modifier, soft = _modifier(text, *match.span(), match["moreb"]), _soft(match["a"], low, first)
    return _figure(
        match.start(), match[0], low, first, step(match["a"]), high=high * last.factor / first.factor, modifier=modifier, soft=soft,
        chinese=not match["a"][0].isdigit(),
    )  # fmt: skip


def _tail(number: str) -> str:
    return number[len(number.rstrip("十百千万亿")) :] if number[0].isdigit() else ""


def _single(text: str, match: re.Match[str]) -> Figure | None:
    written, name = match["n"] + match["mag"], match["u"] or ""
    value = parse(written)
    chinese = not written[0].isdigit()
    if value is None or (chinese and not _is_counted(match, written, value)):
        return None
    start, end = match.start(), match.end()
    if not name and not match["mag"]:
        end -= len(match["moren"])
    if text[start - 1 : start] in ("-", "−") and not text[start - 2 : start - 1].isalnum():
        value = -value
    measure = unit(name) if name else BARE
    modifier = _modifier(text, start, end, "多" if name.startswith("个多") else match["moren"])
    return _figure(
        start, text[start:end], value, measure, step(written), modifier=modifier, soft=_soft(written, value, measure), chinese=chinese
    )


def _is_counted(match: re.Match[str], written: str, value: Decimal) -> bool:
    """Does a Chinese numeral count something, or is it a way of speaking?"""
    name, more = match["u"] or "", match["moren"]
    if not name:
        return value >= 100 and len(written) > 1
    if written in ("零", "二"):  # 零部件, 二期: nobody counts with them
        return name in ("起", "例") and written == "零"
    if name == "期" and value <= _FEW and match.string[match.start() - 1 : match.start()] not in _BEFORE_COUNT:
        return False  # 扩建工程三期 is the third
    return (value != 1 or name == "倍") and not (name in risky_units() and value <= _FEW and not more)


def _soft(written: str, value: Decimal, measure: Unit) -> bool:
    if written[0].isdigit():
        return False
    return (value <= _FEW and (measure.counts or measure.dimension in ("天数", "月数", "历时"))) or written[0] in "百千万亿"

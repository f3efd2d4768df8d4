"""The notice in words and tables, the same for every format: facts and figures, no praise and no blame."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafting.docx.indents import ems
from evals.bulletin.bulletin import Bulletin
from evals.bulletin.comparing import Compared
from evals.bulletin.quotes import Quote
from evals.bulletin.tally import Tally
from evals.bulletin.units import NOBODYS
from evals.render.words import family_name
from evals.rules import FAMILY_NAMES

_SIZE = ("文稿", "字数")
_COUNTS = ("错误", "警告", "合计", "篇均", "每万字")
_TREND = "比上期"
_ROOM, _WIDEST = 1.0, 12.0  # characters around the words of a column, and in the widest


@dataclass(frozen=True)
class Heading:
    words: str


@dataclass(frozen=True)
class Words:
    """A paragraph."""

    words: str


@dataclass(frozen=True)
class Table:
    """`shares` are the widths of the columns, together 1; those of `numbers` hold numbers."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    numbers: frozenset[int]
    long: bool = False  # cells hold sentences


Block = Heading | Words | Table


def blocks(notice: Bulletin) -> Iterator[Block]:
    """The body, in order."""
    yield Words(_summary(notice))
    yield Words(
        "“错误”是确定的错，“警告”是很可能有错、应当核对的地方（只计文字和格式方面的）；可改可不改的不计。"
        "“每万字”是合计数按一万字折算，长短不一的文稿可以相比。"
    )
    yield Heading("一、各单位错情")
    yield Words("按每万字错情从少到多排列，相同的名次并列。")
    yield _by_unit(notice)
    yield Heading("二、各类错情")
    yield _by_family(notice)
    yield _crossed(notice)
    yield Heading("三、典型错例")
    yield from _cases(notice)
    yield from _remarks(notice)


def _summary(notice: Bulletin) -> str:
    t = notice.total
    counts = f"错情{t.total}处，其中错误{t.errors}处、警告{t.warnings}处，平均每篇{t.per_paper}处、每万字{t.per_10k}处"
    said = f"{notice.period}共检查{sum(u.name not in NOBODYS for u in notice.units)}个单位的公文{t.papers}篇、{t.zi}字，查出{counts}。"
    if notice.trend is None or notice.compared is None:
        return said
    return f"{said}{_against(notice.compared, notice.trend)}"


def _against(against: Compared, by: Decimal) -> str:
    """Of which units the trend is, where they are not all."""
    others = [f"本期新增{against.new}个" if against.new else "", f"上期有而本期没有的{against.gone}个" if against.gone else ""]
    left_out = "、".join(filter(None, others))
    whose = f"两期都有的{against.both}个单位合计，" if left_out else ""
    return (
        f"{whose}每万字错情比{against.period or '上期'}{changed(by)}{'处' if by else ''}{f'（{left_out}，不作比较）' if left_out else ''}。"
    )


def changed(by: Decimal | None) -> str:
    """上升1.2, 下降0.3, 持平; 无上期 where there is nothing to compare with."""
    if by is None:
        return "无上期"
    return f"{'上升' if by > 0 else '下降'}{abs(by)}" if by else "持平"


def _by_unit(notice: Bulletin) -> Table:
    compared = notice.compared is not None and notice.compared.same_families
    rows = [
        (
            f"{u.rank}" if u.rank else "—",
            u.name,
            str(u.tally.papers),
            str(u.tally.zi),
            *_counts(u.tally),
            *([changed(u.trend)] if compared else []),
        )
        for u in notice.units
    ]
    return _table("表1　各单位错情", ("名次", "单位", *_SIZE, *_COUNTS, *([_TREND] if compared else [])), rows, first=1)


def _by_family(notice: Bulletin) -> Table:
    compared = notice.compared is not None
    rows = [(family_name(f.family), *_counts(f.tally), *([changed(f.trend)] if compared else [])) for f in notice.families]
    return _table("表2　各类错情", ("类别", *_COUNTS, *([_TREND] if compared else [])), rows, first=0)


def _crossed(notice: Bulletin) -> Table:
    families = [f.family for f in notice.families]
    rows = [(u.name, *(str(u.of_family[f]) for f in families), str(u.tally.total)) for u in notice.units]
    totals = [f.tally.total for f in notice.families]
    rows.append(("合计", *map(str, totals), str(sum(totals))))
    return _table("表3　各单位各类错情（处）", ("单位", *map(family_name, families), "合计"), rows, first=0)


def _table(name: str, headers: Sequence[str], rows: Sequence[tuple[str, ...]], first: int) -> Table:
    """A table of numbers; the column `first` holds names. Each is as wide as it needs, within bounds."""
    numbers = frozenset(range(len(headers))) - {first}
    columns = list(zip(headers, *rows))
    widths = [min(max(map(ems, column)) + _ROOM, _WIDEST) for column in columns]
    return Table(name, tuple(headers), tuple(rows), tuple(width / sum(widths) for width in widths), numbers)


def _counts(t: Tally) -> tuple[str, ...]:
    return str(t.errors), str(t.warnings), str(t.total), str(t.per_paper), str(t.per_10k)


def _cases(notice: Bulletin) -> Iterator[Block]:
    if not notice.quotes:
        yield Words("没有可以摘引的错例。" if notice.total.total else "没有错例。")
        return
    yield Words(_about_cases(notice))
    rows = [(str(n), family_name(q.family), q.quoted, _right(q), _source(q)) for n, q in enumerate(notice.quotes, 1)]
    yield Table(
        "表4　典型错例",
        ("序号", "类别", "原文", "正确写法", "出处"),
        tuple(rows),
        (0.07, 0.12, 0.34, 0.25, 0.22),
        frozenset({0}),
        long=True,
    )


def _about_cases(notice: Bulletin) -> str:
    hidden = (
        "单位名称和看得出是哪个单位的地名、人名、文号已换成代称或者略去，电话、证件号码已隐去"
        if notice.aliases
        else "认得出的个人姓名、电话、证件号码已隐去"
    )
    return f"只摘引错误，警告只计数。【】内是有错的原文；{hidden}。"


def _right(q: Quote) -> str:
    return f"{q.right}（同样的共{q.times}处）" if q.times > 1 else q.right


def _source(q: Quote) -> str:
    return q.title if q.title.startswith(q.unit) else f"{q.unit}《{q.title}》"


def _remarks(notice: Bulletin) -> Iterator[Block]:
    """What the figures do not cover; nothing when they cover all."""
    said = []
    if notice.marked:
        said.append(f"标有密级的{notice.marked}篇计入统计，不摘引。")
    if notice.unread:
        said.append(f"另有{notice.unread}个文件未能读取，不在统计之内。")
    if notice.missing:
        said.append(f"没有检查：{'、'.join(FAMILY_NAMES[f] for f in notice.missing)}。")
    if notice.compared and not notice.compared.same_families:
        said.append("上期检查的类别与本期不同，合计和各单位的升降不作比较。")
    if notice.compared and not notice.compared.both:
        said.append("没有两期都有的单位，升降不作比较。")
    elif notice.compared and (notice.compared.new or notice.compared.gone):
        said.append("合计和各类的升降，只比两期都有的单位。")
    if said:
        yield Heading("四、说明")
        yield Words("".join(said))

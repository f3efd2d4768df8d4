"""What a change of the ledger changes in a draft: every figure that stands on a changed row, or follows from one."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from corpus.figures import Figure, figures
from corpus.numerals import exact
from corpus.units import comparable, unit
from drafting.ledger import Fact
from evals.case import Case
from evals.checks.figure.grounds import FigureGround, grounds
from evals.checks.figure.values import agree
from evals.context import Context
from evals.finding import Edit
from evals.ledger.parts import unbalanced
from evals.ledger.rewriting import operands, recomputed, rewritten, value_of

Kind = Literal["value", "derived", "remark", "new"]
_RATES = ("比例", "百分点", "倍数", "番")


@dataclass(frozen=True)
class Change:
    """A row before and after; `new` None when it was taken out, `old` None when it was added."""

    old: Fact | None
    new: Fact | None

    @property
    def row(self) -> Fact:
        """The row as it was, or as it was added."""
        row = self.old or self.new
        assert row is not None
        return row

    @property
    def said(self) -> str:
        """“危化品企业”（2026年10月末）由11家改为12家."""
        named = f"“{self.row.name}”" + (f"（{self.row.period}）" if self.row.period else "")
        if self.old is None:
            return f"{named}为新增的一项，{self.row.amount}"
        return f"{named}由{self.old.amount}改为{self.new.amount}" if self.new else f"{named}（{self.old.amount}）已从台账删去"


@dataclass(frozen=True)
class Impact:
    """A place of the draft that a change touches; of kind `new`, at 0, 0: a new row that no place of it tells.

    `edit` is a proposal, never to be applied unseen; None where a person must judge.
    """

    start: int
    end: int
    text: str
    kind: Kind
    message: str
    edit: Edit | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def changes(old: Sequence[Fact], new: Sequence[Fact]) -> tuple[Change, ...]:
    """The rows of `old` whose value is another in `new`, those that are gone, those that were added; name, period and scope tell a row."""
    kept, known = {_key(f): f for f in reversed(new)}, {_key(f) for f in old}
    found = ((f, kept.get(_key(f))) for f in dict.fromkeys(old))
    moved = (Change(f, later) for f, later in found if later is None or not _equal(f, later))
    return (*moved, *(Change(None, f) for f in dict.fromkeys(new) if _key(f) not in known))


def impacts(case: Case, changed: Sequence[Change]) -> tuple[Impact, ...]:
    """Every place in the text of `case` (checked against the old ledger) that depends on a row that changed."""
    tracer = _Tracer(case, {c.old: c for c in changed if c.old is not None})
    found = sorted(tracer.all(), key=lambda i: (i.start, i.end))
    return (*found, *_untold(case, [c.row for c in changed if c.old is None]))


def _untold(case: Case, added: Sequence[Fact]) -> list[Impact]:
    """The new rows that no figure of the text stands on."""
    facts = case.facts or ()
    told = {r.ref for g in grounds(replace(case, facts=(*facts, *added))) for r in g.refs if r.kind == "fact"} if added else set()
    missing = (f for i, f in enumerate(added, len(facts)) if str(i) not in told)
    return [
        Impact(0, 0, "", "new", f"台账新增“{f.name}”{f.amount}" + (f"（{f.period}）" if f.period else "") + "，稿中没有。") for f in missing
    ]


class _Tracer:
    """Follows the changes through the figures of one text, in order of place."""

    def __init__(self, case: Case, changed: dict[Fact, Change]) -> None:
        self.case, self.changed = case, changed
        self.figures = {f.start: f for f in figures(case.text)}
        self.values: dict[tuple[int, str], Decimal] = {}  # (line, figure as written) → its new value
        self.moved: dict[int, Decimal] = {}  # the same by offset

    def all(self) -> list[Impact]:
        """By the bare ledger first, where a rate follows from its terms; then by all that is known, where it is a row of its own."""
        bare = self._bare()
        found = {(i.start, i.end): i for g in grounds(bare) if (i := self._impact(g, bare))}
        for ground in grounds(self.case):
            if (ground.start, ground.end) not in found and (impact := self._impact(ground, self.case)):
                found[impact.start, impact.end] = impact
        torn = (Impact(s, e, self.case.text[s:e], "derived", said) for s, e, said in unbalanced(self.case.text, self.moved))
        return [*found.values(), *torn]

    def _bare(self) -> Case:
        """The case with nothing but measured rows: no remarks, no rates that did not change, no sources."""
        facts = [f for f in self.case.facts or () if f in self.changed or unit(f.full_unit).dimension not in _RATES]
        plain = tuple(f.model_copy(update={"note": "", "quote": ""}) for f in facts)
        self.changed |= {p: self.changed[f] for p, f in zip(plain, facts) if f in self.changed}
        return replace(self.case, facts=plain, sources=None, context=Context(date=self.case.context.date), lookup=None)

    def _impact(self, ground: FigureGround, case: Case) -> Impact | None:
        figure = self.figures.get(ground.start)
        if figure is None or figure.kind != "quantity":
            return None
        touched = self._touched(ground, case)
        if ground.status == "given" and touched:
            return self._given(ground, figure, touched[0])
        if ground.status in ("derived", "inner") and ground.how.endswith("算得"):
            return self._derived(ground, figure, touched)
        return None

    def _touched(self, ground: FigureGround, case: Case) -> list[Change]:
        rows = [(case.facts or ())[int(r.ref)] for r in ground.refs if r.kind == "fact"]
        return [self.changed[row] for row in rows if row in self.changed]

    def _given(self, ground: FigureGround, figure: Figure, change: Change) -> Impact:
        assert change.old is not None
        old = _figure(change.old)
        if old is None or agree(figure, old) is None:
            return _place(ground, "remark", f"{change.said}，这里的“{ground.text}”与这一项有关，请核对。")
        if change.new is None:
            return _place(ground, "value", f"{change.said}，这里的“{ground.text}”没有出处了，请核对。")
        value = exact(change.new.number, unit(change.new.full_unit).factor)
        self._moves(ground, value)
        same_unit = ground.text == change.old.amount and change.old.full_unit == change.new.full_unit
        text = change.new.amount if same_unit else rewritten(figure, value)
        return self._proposed(ground, "value", f"{change.said}，“{ground.text}”", figure, value, text)

    def _derived(self, ground: FigureGround, figure: Figure, touched: list[Change]) -> Impact | None:
        if not touched and not any((self._line(ground), x) in self.values for x in operands(ground.how)):
            return None
        said = f"{'；'.join(c.said for c in touched) or '所依据的数变了'}，“{ground.text}”{ground.how}，"
        value = recomputed(figure, ground.how, lambda x: self._new(x, ground, touched))
        if value is None:
            return _place(ground, "derived", f"{said}请重新计算。")
        self._moves(ground, value)
        return self._proposed(ground, "derived", said, figure, value, rewritten(figure, value))

    def _moves(self, ground: FigureGround, value: Decimal) -> None:
        self.values[self._line(ground), ground.text] = value
        self.moved[ground.start] = value

    def _new(self, operand: str, ground: FigureGround, touched: list[Change]) -> Decimal | None:
        """An operand's new value: as it was changed before in this paragraph, else by the row it is, else as it stands."""
        if (moved := self.values.get((self._line(ground), operand))) is not None:
            return moved
        old = value_of(operand)
        for change in touched:
            row = _figure(change.row)
            if row is not None and old == row.low:
                return exact(change.new.number, unit(change.new.full_unit).factor) if change.new else None
        return old

    def _proposed(self, ground: FigureGround, kind: Kind, said: str, figure: Figure, value: Decimal, text: str) -> Impact:
        if kind == "derived" and value < 0:
            return _place(ground, kind, f"{said}按新数算增减方向反了，请改写这一句。")
        if not text:
            return _place(ground, kind, f"{said}要随之改写。")
        if text == ground.text:
            return _place(ground, kind, f"{said}写法不变。")
        careful = "，前后的“近、超、余”等字一并核对" if figure.modifier else ""
        return _place(ground, kind, f"{said}应改为“{text}”{careful}。", Edit(ground.start, ground.end, text))

    def _line(self, ground: FigureGround) -> int:
        return self.case.text.count("\n", 0, ground.start)


def _place(ground: FigureGround, kind: Kind, message: str, edit: Edit | None = None) -> Impact:
    return Impact(ground.start, ground.end, ground.text, kind, message, edit)


def _figure(fact: Fact) -> Figure | None:
    """The row's value as a figure of running text."""
    found = figures(fact.amount)
    return found[0] if found and found[0].kind == "quantity" else None


def _key(fact: Fact) -> tuple[str, str, str]:
    return fact.name, fact.period, fact.scope


def _equal(a: Fact, b: Fact) -> bool:
    one, other = unit(a.full_unit), unit(b.full_unit)
    return comparable(one, other) and exact(a.number, one.factor) == exact(b.number, other.factor)

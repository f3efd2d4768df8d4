"""`facts impact`: which places of a draft depend on what changed in the ledger."""

import json
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

import click
from pydantic import ValidationError

from base.errors import InputError
from commands.paths import FILE, deliver
from commands.ui import Command, say
from corpus.numerals import exact
from corpus.readers import canonical_text
from corpus.units import comparable, unit
from drafting.ledger import Fact, load_facts, parse_value
from drafting.ledger.values import is_unit
from drafting.rundir import RunDir
from evals.case import Case
from evals.context import Context
from evals.ledger.impact import changes, impacts
from evals.ledger.render import impacts_as_json, impacts_as_text

_LIKE = 0.5  # of 1: names less alike are not suggested
_MOST = 5


class _Draft(NamedTuple):
    """A draft with the ledger it was written from."""

    name: str
    text: str
    facts: tuple[Fact, ...]
    context: Context


@click.command(cls=Command)
@click.argument("draft", type=FILE, metavar="稿件或运行目录")
@click.option("--facts", type=FILE, metavar="台账", help="稿件所依据的台账；运行目录自带，不用给。")
@click.option("--new", type=FILE, metavar="台账", help="改过的台账。")
@click.option("--set", "settings", multiple=True, metavar="指标[@时期]=数值", help="只改一个数，可给多次。")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="输出格式。")
@click.option("--output", type=FILE, metavar="文件", help="写入文件，不在屏幕上显示。")
def command(draft: Path, facts: Path | None, new: Path | None, settings: tuple[str, ...], form: str, output: Path | None) -> None:
    """台账改了数，列出稿件里写着它的、由它算出来的每一处，和应改成什么；不改动稿件。"""
    if bool(new) == bool(settings):
        raise InputError("请用 --new 给出改过的台账，或用 --set 指标=数值 写明改动（二者取一）。")
    read = _read(draft, facts)
    later = load_facts(new, say) if new else _with(read.facts, settings)
    changed = changes(read.facts, later)
    found = impacts(Case(read.text, facts=read.facts, context=read.context), changed)
    if form == "json":
        whole = json.dumps(impacts_as_json(read.name, changed, found), ensure_ascii=False, indent=1)
    else:
        whole = impacts_as_text(read.name, read.text, changed, found)
    deliver(whole, output)


def _read(draft: Path, facts: Path | None) -> _Draft:
    """A run directory brings its brief and ledger; a file needs the ledger beside it."""
    if draft.is_dir():
        brief = RunDir(draft).brief()
        rows = load_facts(facts, say) if facts else brief.facts
        return _Draft(str(draft / "draft.docx"), canonical_text(draft / "draft.docx"), rows, Context.of_brief(brief))
    if facts is None:
        raise InputError(f"请用 --facts 给出 {draft} 所依据的台账，或给出起草的运行目录。")
    return _Draft(str(draft), canonical_text(draft), load_facts(facts, say), Context())


def _with(facts: tuple[Fact, ...], settings: tuple[str, ...]) -> tuple[Fact, ...]:
    """`facts` with the values set anew."""
    later = list(facts)
    for setting in settings:
        index, value = _setting(later, setting)
        later[index] = _changed(later[index], value)
    return tuple(later)


def _setting(facts: list[Fact], setting: str) -> tuple[int, str]:
    """The row and value of 指标[@时期]=数值; InputError when no row or several are meant."""
    named, equals, value = setting.partition("=")
    name, _, period = named.strip().partition("@")
    found = [i for i, f in enumerate(facts) if f.name == name.strip() and (not period or f.period == period.strip())]
    if not equals or not value.strip():
        raise InputError(f"--set “{setting}”应写成 指标=数值，例如 --set 危化品企业=12。")
    if not found:
        raise InputError(f"台账里没有指标“{named}”，{_nearest(name, facts)}")
    if len(found) > 1:
        periods = "、".join(f"{name}@{facts[i].period or '（无时期）'}" for i in found)
        raise InputError(f"指标“{name}”有 {len(found)} 行，请写明是哪一行：{periods}。")
    return found[0], value.strip()


def _nearest(name: str, facts: list[Fact]) -> str:
    """The periods of the indicator where only these differ; else the names that are most like `name`."""
    if periods := [f"{f.name}@{f.period or '（无时期）'}" for f in facts if f.name == name.strip()]:
        return f"这个指标有：{'、'.join(periods)}。"
    known = [*dict.fromkeys(f.name for f in facts)]
    holding = [n for n in known if name.strip() in n]
    near = [*dict.fromkeys((*holding, *get_close_matches(name.strip(), known, _MOST, _LIKE)))][:_MOST]
    return f"相近的有：{'、'.join(near)}。" if near else "也没有名称相近的，请对照台账写全指标名。"


def _changed(fact: Fact, value: str) -> Fact:
    """`fact` with the new value, in the unit of the ledger where the value brings its own: 1.7亿元 for a row in 万元."""
    parsed = parse_value(value)
    own = {"value": value}
    if parsed and parsed[1] and not fact.full_unit.startswith(parsed[1]):
        own = _converted(fact, parsed[0], parsed[1] if is_unit(parsed[1]) else parsed[1] + fact.full_unit.lstrip("十百千万亿"))
    elif parsed and parsed[1] == fact.full_unit:
        own = {"value": value.removesuffix(parsed[1]).strip(), "unit": fact.full_unit}
    try:
        return Fact.model_validate(fact.model_dump() | own)
    except ValidationError as error:
        raise InputError(f"--set {fact.name}={value}：{error.errors()[0]['ctx']['error']}") from error


def _converted(fact: Fact, number: Decimal, written: str) -> dict[str, str]:
    """A number in the unit `written` as one in the unit of `fact`."""
    given, kept = unit(written), unit(fact.full_unit)
    if not comparable(given, kept):
        raise InputError(f"--set {fact.name}={number:f}{written}：台账里的单位是“{fact.full_unit}”，不能换算，请核对。")
    return {"value": f"{exact(number, given.factor / kept.factor).normalize():f}", "unit": fact.full_unit}

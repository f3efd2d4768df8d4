"""The finding chosen: what it says, what it rests on, and what can be done about it."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from evals.catalogue import find
from evals.finding import Edit, Finding
from evals.render.html.markup import Html, tag
from evals.render.words import SEVERITY, basis, family_name, opinion, paragraph_number
from evals.rule_pages import example_words
from evals.rules import Example
from pages.review import alike
from pages.review.actions import Actions
from pages.review.sheet import KINDS
from pages.review.view import Item
from pages.shared import excepting, plain

_AROUND = 14  # characters shown on either side of an edit
_EXAMPLES = 2  # of each kind shown with a rule


def show(text: str, item: Item, actions: Actions) -> None:
    """The card with its buttons."""
    f = item.finding
    with st.container(key="review-card"):
        parts = [_head(text, item), tag("p", f.message), *_basis(f)]
        if f.edit:
            parts.append(_change(text, f.edit))
        if item.dismissal:
            by = f"（{item.dismissal.by}）" if item.dismissal.by else ""
            parts.append(tag("p", tag("b", "忽略的理由："), item.dismissal.reason, by))
        st.html(tag("div", *parts, class_="bz-card"))
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            _buttons(text, item, actions)


def _head(text: str, item: Item) -> Html:
    f = item.finding
    where = f"第{paragraph_number(text, f.start)}段" if f.end else "全文"
    severity = tag("b", SEVERITY[f.severity], class_=KINDS[f.severity])
    return tag("p", severity, f"{item.number}　{where}　{f.gate}关·{family_name(f.family)}　{f.rule}", class_="head")


def _basis(f: Finding) -> list[Html]:
    rests = list(dict.fromkeys(said for e in f.evidence if (said := basis((e,)))))
    found = [tag("p", tag("b", "依据："), "；".join(rests))] if rests else []
    return found + ([tag("p", tag("b", "第二意见："), opinion(f))] if f.opinion else [])


def _change(text: str, edit: Edit) -> Html:
    """Before and after in one line, with some words around."""
    before = text[max(0, edit.start - _AROUND) : edit.start].rpartition("\n")[2]
    behind = text[edit.end : edit.end + _AROUND].partition("\n")[0]
    care = "" if edit.safety == "safe" else "（请核实后再采纳）"
    return tag("p", f"改法{care}：{before}", tag("del", text[edit.start : edit.end]), tag("ins", edit.text), behind, class_="edit")


def _buttons(text: str, item: Item, actions: Actions) -> None:
    n = item.number
    if item.state == "open":
        if item.finding.edit:
            _button("采纳修改", f"accept-{n}", actions.accept, item, primary=True)
        alike.offer(text, item, actions)
        _offer_dismissal(item, actions)
    elif item.state == "accepted":
        _button("撤回采纳", f"withdraw-{n}", partial(actions.withdraw, text=text), item)
    else:
        _button("恢复这一条", f"restore-{n}", actions.restore, item)
        _offer_exception(item, actions)
    with st.popover("规则说明", key=f"rule-{n}"):
        _rule(item.finding.rule)


def _offer_dismissal(item: Item, actions: Actions) -> None:
    n = item.number
    with st.popover("忽略", key=f"dismiss-{n}"):
        said = excepting.ask_why("为什么忽略", str(n))
        _button("忽略这一条", f"do-dismiss-{n}", lambda it: actions.dismiss(it, said), item, primary=True)
        plain.remark("只对这份文稿有效，以后再审同一份也记得；在“已忽略”里可以恢复。")


def _offer_exception(item: Item, actions: Actions) -> None:
    """One step from this place to all places."""
    if item.finding.end:
        excepting.offer(item.finding.text, item.finding.rule, f"except-{item.number}", partial(actions.except_always, item))


def _button(label: str, key: str, act: Callable[[Item], None], item: Item, *, primary: bool = False) -> None:
    st.button(label, key=key, on_click=act, args=(item,), type="primary" if primary else "secondary")


def _rule(name: str) -> None:
    """What `biganzi rule` says of it."""
    entry = find(name)
    rule = entry.rule
    plain.pairs(
        [
            ("规则", f"{rule.id} {rule.title}"),
            ("为什么", rule.why),
            ("依据", f"{rule.source.standing}——{rule.source.text}"),
            ("会报", _examples(rule.flag)),
            ("不报", _examples(rule.pass_)),
            ("来自", entry.origin),
        ]
    )


def _examples(examples: Sequence[Example]) -> list[str]:
    """The first of them; the names of a brief's fields are for programs."""
    return [example_words(e.model_copy(update={"context": None})) for e in examples[:_EXAMPLES]]

"""One rule at one go: what its edits would change is shown, then all of them are accepted."""

import streamlit as st

from evals.review.together import kinds, together
from pages.review.actions import Actions
from pages.review.view import Item
from pages.shared import plain

_PLACES = 12  # paragraphs named in a row


def offer(text: str, item: Item, actions: Actions) -> None:
    """The button, where more than one place can be changed with `item`."""
    found = together(text, item.finding, (i.finding for i in actions.items if i.state == "open"))
    if len(found) < 2:
        return
    name = "同类一并采纳" if item.finding.edit else "规范半角标点"
    with st.popover(f"{name}（{len(found)} 处）", key=f"alike-{item.number}"):
        rows = [
            (before or "（加入）", after or "（删去）", f"{n} 处", _where(paragraphs))
            for before, after, n, paragraphs in kinds(text, found)
        ]
        plain.table(("原文", "改为", "几处", "在哪里"), rows, tight=(2,), height=260)
        st.button(
            f"采纳这 {len(found)} 处",
            key=f"accept-alike-{item.number}",
            on_click=actions.accept_together,
            args=(item, found),
            type="primary",
        )
        plain.remark("采纳以后在“已采纳”里可以撤回；原件不动，改好的在“导出”里取。")


def _where(paragraphs: tuple[int, ...]) -> str:
    named = "、".join(map(str, paragraphs[:_PLACES]))
    return f"第{named}段" + (f"等 {len(paragraphs)} 段" if len(paragraphs) > _PLACES else "")

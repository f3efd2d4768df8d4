"""A paragraph in other words: what stays keeps its sources at the right place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.errors import InputError
from drafting.draft import Block, Citation, Paragraph, Section, Source
from drafting.editing import Line, rewording
from drafting.editing.changes import tidy
from drafting.editing.head import filled_brief
from drafting.editing.lines import rewritten
from drafting.editing.settling import grounded, without_needless
from drafting.guard import Gap, Material, Verdict
from tests.drafting.samples import BRIEF

WORDS = st.text("甲乙丙，。", max_size=12)


def source(name: str, kind: str = "fact") -> Source:
    return Source.model_validate({"kind": kind, "ref": name, "label": name, "text": name})


def section(*texts: str) -> Section:
    """Every paragraph cited as a whole, by its number."""
    found, at = [], 0
    for n, text in enumerate(texts):
        found.append(Citation(start=at, end=at + len(text), source=source(str(n))))
        at += len(text) + 1
    return Section(id="s", paragraphs=tuple(Paragraph(role="body", text=t) for t in texts), citations=tuple(found))


@given(WORDS.filter(bool), WORDS.filter(bool), WORDS.filter(bool), WORDS)
def test_other_paragraphs_keep_their_sources(first: str, second: str, third: str, new: str) -> None:
    after = rewritten(section(first, second, third), 1, new)
    said = {c.source.ref: after.text[c.start : c.end] for c in after.citations}
    assert (said["0"], said["2"]) == (first, third)
    assert said.get("1", second) == second
    assert after.text == "\n".join([first, new, third] if new else [first, third])


def test_words_before_and_after_the_change_keep_theirs() -> None:
    old = Section(
        id="s",
        paragraphs=(Paragraph(role="body", text="企业11家，隐患55条，护栏8.6公里。"),),
        citations=(
            Citation(start=0, end=5, source=source("企业")),
            Citation(start=6, end=11, source=source("隐患")),
            Citation(start=12, end=19, source=source("护栏")),
        ),
    )
    after = rewritten(old, 0, "企业11家，隐患已经清零，护栏8.6公里。")
    assert {c.source.ref: after.text[c.start : c.end] for c in after.citations} == {"企业": "企业11家", "护栏": "护栏8.6公里"}


def test_words_in_the_place_of_a_todo_are_text() -> None:
    todo = Section(id="s", paragraphs=(Paragraph(role="todo", text="〔待写：做法〕"),))
    assert [p.role for p in rewritten(todo, 0, "先查。\n再改。").paragraphs] == ["body", "body"]
    again = rewritten(todo, 0, "〔待写：别的〕")
    assert again.paragraphs[0].role == "todo" and again.marks[0].text == "别的"


def test_stated_source_gives_way_to_the_ledger_only_where_all_is_borne_out() -> None:
    stated = Citation(start=0, end=7, source=source("张三", "stated"))
    one = Section(id="s", paragraphs=(Paragraph(role="body", text="企业11家。。"),), citations=(stated,))
    ledger = Citation(start=2, end=5, source=source("企业").model_copy(update={"text": "全县企业11家"}))
    near = ledger.model_copy(update={"source": source("企业").model_copy(update={"text": "全县企业11.3家"})})
    known = Material(BRIEF)

    def sure(text: str, material: Material) -> Verdict:
        return Verdict((ledger,))

    def unsure(text: str, material: Material) -> Verdict:
        return Verdict((ledger,), (Gap(0, 2, "没有出处"),))

    assert grounded(without_needless(one, known, sure), known, sure).citations == (ledger,)
    assert without_needless(one, known, unsure).citations == (stated,)
    assert without_needless(one, known, lambda *_: Verdict((near,))).citations == (stated,)  # it agrees, but says something else


def test_date_in_the_brief_must_be_one() -> None:
    assert filled_brief(BRIEF, "〔待写：成文日期〕", "2026年12月1日").date is not None
    with pytest.raises(InputError, match="不是日期"):
        filled_brief(BRIEF, "〔待写：成文日期〕", "下周")


def test_what_is_typed_is_tidied_and_has_an_end() -> None:
    assert tidy("  一。\r\n\n 二。　\n") == "一。\n二。"
    with pytest.raises(InputError, match="最多 5000"):
        tidy("字" * 5001)


def stated(start: int, end: int, name: str = "张三") -> Citation:
    return Citation(start=start, end=end, source=source(name, "stated"))


def test_a_source_stated_later_stands_where_none_is_and_replaces_what_was_stated_before() -> None:
    words = "企业11家，隐患55条，都已登记。"
    old = Section(id="s", paragraphs=(Paragraph(role="body", text=words),), citations=(Citation(start=0, end=5, source=source("企业")),))
    after = rewritten(old, 0, words, [stated(0, len(words))])
    assert [(after.text[c.start : c.end], c.source.ref) for c in after.citations] == [
        ("企业11家", "企业"),
        ("，隐患55条，都已登记。", "张三"),
    ]
    again = rewritten(after, 0, words, [stated(0, len(words), "李四")])
    assert [c.source.ref for c in again.citations] == ["企业", "李四"]


def test_a_source_covers_the_new_words_or_without_any_the_paragraph() -> None:
    words = "企业11家，隐患55条。"
    line = Line(Block(role="body", start=0, end=len(words)), words, section=0)
    new = rewording(line, "企业11家，隐患58条。", " 县应急局夜查台账 ", "许文静")
    assert (new.new[new.start : new.end], new.source) == ("隐患58条", "县应急局夜查台账")
    same = rewording(line, words, "县应急局夜查台账", "许文静")
    assert (same.start, same.end) == (0, len(words))

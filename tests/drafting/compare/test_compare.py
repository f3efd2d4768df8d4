"""What changed between two texts: the planted edits and nothing else, whatever the texts."""

import itertools
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers import canonical_text
from corpus.zh import Span, sentences
from drafting.compare import Change, Comparison, apply, compare, undo

ARCHIVE = Path(__file__).parents[3] / "samples" / "archive"
SPEECH = """在全县安全生产工作会议上的讲话
同志们：
一、把隐患底数摸清楚
2026年1—10月，全县危化品企业11家，排查隐患640处，整改率97.5%。各乡镇要力争年底前完成整改，不留尾巴。
二、把责任落到企业
企业夜间应当安排专人值守，县应急局每月抽查一次。对青年干部，我寄于厚望。

三、把执法做实
执法人员进企业要两人以上，发现问题当场开单。处罚结果五个工作日内公开。
县安委办
2026年11月20日"""


def told(old: str, new: str) -> list[tuple[str, str, str]]:
    """The edits, moves aside, as (was, now, category)."""
    return [(c.was, c.now, c.category) for c in sound(old, new).changes if c.kind != "move"]


def sound(old: str, new: str) -> Comparison:
    """The comparison, once all that must hold of any comparison has been seen to hold."""
    found = compare(old, new)
    assert apply(old, found.changes) == new and undo(new, found.changes) == old
    assert disjoint([c.old for c in found.changes]) and disjoint(sorted(c.new for c in found.changes))
    assert all(c.was == c.old.of(old) and c.now == c.new.of(new) and c.was + c.now for c in found.changes)
    assert all(consistent(c) for c in found.changes)
    assert all(old[r.old : r.old_end] == new[r.new : r.new_end] and r.size for r in found.runs)
    edits = [c for c in found.changes if not c.block]
    assert [c.new for c in edits] == sorted(c.new for c in edits)
    return found


def disjoint(spans: list[Span]) -> bool:
    return spans == sorted(spans) and all(a.end <= b.start for a, b in itertools.pairwise(spans))


def consistent(c: Change) -> bool:
    kinds = {"insert": not c.was and c.now, "delete": c.was and not c.now, "replace": c.was and c.now and c.was != c.now}
    return bool(kinds.get(c.kind, c.was == c.now and c.block))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("对青年干部寄于厚望。", "对青年干部寄予厚望。", [("于", "予", "wording")]),
        ("全县有企业11家。", "全县有企业112家。", [("11家", "112家", "figure")]),
        ("定于2026年11月20日召开。", "定于2026年11月21日召开。", [("20日", "21日", "figure")]),
        ("产量增长5.2%，位居前列。", "产量下降5.2%，位居前列。", [("增长", "下降", "figure")]),
        ("完成投资3亿元以上。", "完成投资约3亿元。", [("", "约", "figure"), ("以上", "", "figure")]),
        ("用Word排版。", "用Excel排版。", [("Word", "Excel", "wording")]),
        ("企业应当整改到位。", "企业必须整改到位。", [("应当", "必须", "policy")]),
        ("按照《安全生产办法》执行。", "按照《安全管理办法》执行。", [("生产", "管理", "policy")]),
        ("见青政办〔2026〕14号文件。", "见青政办〔2026〕15号文件。", [("14", "15", "policy")]),
        ("开会、学习。", "开会，学习。", [("、", "，", "punctuation")]),
        ("甲乙丙。\n一、抓落实\n说正文。", "甲乙丙。\n一、抓好落实\n说正文。", [("", "好", "structure")]),
        ("这是第一句话。这是后一句话。", "这是第一句话。\n这是后一句话。", [("", "\n", "structure")]),
        ("这是第一句话。\n这是后一句话。", "这是第一句话。这是后一句话。", [("\n", "", "structure")]),
        ("甲说了话。丙也说了话。", "甲说了话。乙没有来。丙也说了话。", [("", "乙没有来。", "wording")]),
        ("三个方面都要抓。", "三个项目都要抓。", [("方面", "项目", "wording")]),
    ],
)
def test_only_what_changed_is_marked(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(old, new) == expected


def test_the_same_text_has_no_changes() -> None:
    assert sound(SPEECH, SPEECH).changes == () and sound("", "").changes == ()


def test_a_paragraph_that_was_moved_is_a_move() -> None:
    first, second, third = (
        "各乡镇要把台账建起来，一户一档。",
        "县直部门要把数据报上来，一月一报。",
        "企业要把人员配到位，一岗一人，昼夜值守。",
    )
    found = sound(f"{first}\n{second}\n{third}\n完。", f"{second}\n{third}\n{first}\n完。")
    assert [(c.kind, c.was) for c in found.changes] == [("move", first + "\n")]


def test_a_moved_paragraph_keeps_its_edits_apart() -> None:
    a, b = "各乡镇要把台账建起来，一户一档，年底前报县安委办。", "县直部门要把数据报上来，一月一报，不得漏报瞒报，由专人负责。"
    found = sound(f"{a}\n{b}\n完。", f"{b}\n{a.replace('年底前', '月底前')}\n完。")
    assert [(c.kind, c.was, c.now) for c in found.changes if c.kind != "move"] == [("replace", "年", "月")]
    assert {c.block for c in found.changes} == {1} and [c.kind for c in found.changes] == ["move", "replace", "move"]


def test_a_section_moves_with_its_heading_numbered_anew() -> None:
    parts = SPEECH.split("\n")
    new = "\n".join([*parts[:2], "一、把责任落到企业", *parts[5:7], "二、把隐患底数摸清楚", parts[3], *parts[7:]])
    found = sound(SPEECH, new)
    assert len({c.block for c in found.changes if c.block}) == 1
    assert sorted(c.was for c in found.changes if c.kind != "move") == ["一", "二"]


def test_the_last_paragraph_may_be_moved() -> None:
    lines = ["第一段说的是总体要求和安排。", "第二段说的是具体的工作任务，篇幅长一些。", "第三段说的是保障措施。"]
    found = sound("\n".join(lines), "\n".join([lines[2], *lines[:2]]))
    assert {c.kind for c in found.changes} == {"move"} and "".join(c.was for c in found.changes) == "\n" + lines[2]
    back = sound("\n".join([lines[2], *lines[:2]]), "\n".join(lines))
    assert {c.kind for c in back.changes} == {"move"}


def test_versions_with_nothing_in_common_are_one_replacement() -> None:
    old, new = "关于防汛抗旱的通知，请各乡镇认真落实各项措施。" * 3, "培训班学员名单Abc，李姓王姓赵姓孙姓，座位号另发" * 3
    found = sound(old, new)
    assert found.unrelated and [(c.kind, c.was, c.now) for c in found.changes] == [("replace", old, new)]


@pytest.mark.parametrize(("old", "new"), [("", SPEECH), (SPEECH, ""), ("\n", "\n\n"), ("a", "b"), ("\n\n\n", ""), ("x", "x\n")])
def test_empty_and_tiny_versions(old: str, new: str) -> None:
    sound(old, new)


def test_characters_beyond_the_bmp_and_private_ones() -> None:
    old = "𠮷野家与😀同在。\U000f0000私有字符11家。"
    assert told(old, old.replace("😀", "😁").replace("11家", "12家")) == [("😀", "😁", "wording"), ("11家", "12家", "figure")]


def test_places_are_carried_over() -> None:
    found = sound("甲乙丙。丁戊己。", "甲乙丙。新句子。丁戊己。")
    assert found.to_new(4, 7) == (8, 11) and found.to_old(8, 11) == (4, 7) and found.to_old(5, 6) is None


_CLAUSES = [
    "各乡镇要落实责任",
    "全县危化品企业11家",
    "增长5.2%",
    "必须整改到位",
    "《安全生产法》",
    "一、总体要求",
    "共排查640处",
    "😀",
    "",
    "请示",
    "的",
]
_TEXTS = st.lists(st.tuples(st.sampled_from(_CLAUSES), st.sampled_from(["，", "。", "\n", "", "\n\n", "；"])), max_size=24).map(
    lambda parts: "".join(a + b for a, b in parts)
)


@settings(max_examples=250, deadline=None)
@given(_TEXTS, _TEXTS)
def test_any_two_texts(old: str, new: str) -> None:
    sound(old, new)


@settings(max_examples=150, deadline=None)
@given(st.permutations(SPEECH.split("\n")), st.data())
def test_any_order_of_paragraphs_with_edits(lines: list[str], data: st.DataObject) -> None:
    new = "\n".join(lines)
    at = data.draw(st.integers(0, len(new)))
    sound(SPEECH, new[:at] + data.draw(st.sampled_from(["", "新增", "\n", "12家"])) + new[at + data.draw(st.integers(0, 5)) :])


def test_a_paragraph_of_a_real_document_moved_anywhere_is_only_a_move() -> None:
    for path in sorted(ARCHIVE.glob("20260703*.md")):
        lines = canonical_text(path).split("\n")
        for i, line in enumerate(lines):
            if len(line) < 30 or lines.count(line) > 1:
                continue
            rest = lines[:i] + lines[i + 1 :]
            for at in (0, len(rest) // 2, len(rest)):
                changes = sound("\n".join(lines), "\n".join([*rest[:at], line, *rest[at:]])).changes
                assert sum(len(c.was) for c in changes if c.kind == "move") <= len(line) + 2
                assert sum(len(c.was + c.now) for c in changes if c.kind != "move") <= 4


# ------------------------------------------------ minimality over planted edits

_HAN = "明确分工责任到人统一标准按时报送汇总台账逐项销号严格执法强化保障"


def paragraphs() -> list[str]:
    texts = (canonical_text(p) for suffix in ("txt", "md") for p in sorted(ARCHIVE.glob(f"*.{suffix}")))
    return [line for text in texts for line in text.split("\n") if len(line) > 60]


def plant(text: str, rng: random.Random) -> tuple[str, int]:
    """`text` with one edit a sentence at most, never inside a number with its unit; and how many characters were changed."""
    parts, at, changed = [], 0, 0
    for sentence in sentences(text):
        spots = [m.start() for m in re.finditer(r"(?<=[㐀-鿿]{3})[㐀-鿿]{4}(?=[㐀-鿿]{2})", sentence.of(text)) if not _NUMBER.search(m[0])]
        if not spots or rng.random() < 0.5:
            continue
        start = sentence.start + rng.choice(spots)
        gone = rng.choice([0, 1, 2, 4])
        come = "".join(rng.sample(_HAN, rng.choice([0, 1, 3, 6, 12]) or (1 if not gone else 0)))
        parts += [text[at:start], come]
        at, changed = start + gone, changed + gone + len(come)
    return "".join([*parts, text[at:]]), changed


_NUMBER = re.compile("[一二三四五六七八九十百千万亿零两半第几]")


def test_no_more_is_marked_than_was_changed() -> None:
    rng = random.Random(20261120)
    planted = [(p, *plant(p, rng)) for p in paragraphs() for _ in range(3)]
    marked_in_all = changed_in_all = 0
    for old, new, changed in planted:
        marked = sum(len(c.was) + len(c.now) for c in sound(old, new).changes)
        assert marked <= max(1.3 * changed, changed + 6), (old, new)
        marked_in_all, changed_in_all = marked_in_all + marked, changed_in_all + changed
    assert len(planted) > 100 and marked_in_all <= 1.05 * changed_in_all


def test_no_sentence_that_stayed_is_touched() -> None:
    rng = random.Random(7)
    for old in paragraphs():
        new, _ = plant(old, rng)
        stayed = {s.of(old) for s in sentences(old)} & {s.of(new) for s in sentences(new)}
        changes = compare(old, new).changes
        whole = [s for s in sentences(old) if s.of(old) in stayed and len(s.of(old)) > 4]
        assert [s.of(old) for s in whole for c in changes if s.overlaps(*c.old)] == []


def test_a_sentence_put_in_or_taken_out_is_marked_as_it_is() -> None:
    for old in paragraphs():
        for s in sentences(old)[1:-1]:
            new = old[: s.start] + old[s.end :]
            if s.of(old) not in new:
                assert [(c.kind, c.was) for c in sound(old, new).changes] == [("delete", s.of(old))]
                assert [(c.kind, c.now) for c in sound(new, old).changes] == [("insert", s.of(old))]

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Document, Mend
from corpus.mends import apply, compose, copied, cut, original, original_span, restore, summary


@st.composite
def mended(draw: st.DrawFn, text: str) -> tuple[Mend, ...]:
    """Mends of `text`: in order, apart or touching, never two insertions at one point."""
    points = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    found: list[Mend] = []
    for start, end in zip(points[::2], points[1::2]):
        if not (found and found[-1].start == found[-1].end == start == end):
            found.append(
                Mend(start, end, text[start:end], draw(st.text("甲乙\n", max_size=3)), draw(st.sampled_from(("断行", "网页残留"))))
            )
    return tuple(found)


TEXTS = st.text("青禾县 \n。|", max_size=30)
WITH_MENDS = TEXTS.flatmap(lambda text: st.tuples(st.just(text), mended(text)))


@given(WITH_MENDS)
def test_what_was_mended_can_be_restored(case: tuple[str, tuple[Mend, ...]]) -> None:
    text, mends = case
    assert restore(apply(text, mends), mends) == text


@given(WITH_MENDS)
def test_every_character_that_stayed_is_found_in_both(case: tuple[str, tuple[Mend, ...]]) -> None:
    text, mends = case
    copy = apply(text, mends)
    stayed = [i for i in range(len(text)) if not any(m.start <= i < m.end for m in mends)]
    for i in stayed:
        assert copy[copied(mends, i)] == text[i]
        assert original(mends, copied(mends, i)) == i
    if stayed:
        assert len({copied(mends, i) for i in stayed}) == len(stayed)


@given(WITH_MENDS)
def test_offsets_never_leave_the_other_text_and_never_go_back(case: tuple[str, tuple[Mend, ...]]) -> None:
    text, mends = case
    copy = apply(text, mends)
    there = [original(mends, i) for i in range(len(copy) + 1)]
    back = [copied(mends, i) for i in range(len(text) + 1)]
    assert there == sorted(there) and there[-1] <= len(text)
    assert back == sorted(back) and back[-1] <= len(copy)


@given(WITH_MENDS.flatmap(lambda case: st.tuples(st.just(case), mended(apply(*case)))))
def test_two_steps_as_one(case: tuple[tuple[str, tuple[Mend, ...]], tuple[Mend, ...]]) -> None:
    (text, first), second = case
    both = compose(text, first, second)
    assert apply(text, both) == apply(apply(text, first), second)
    assert restore(apply(text, both), both) == text
    assert all(mend.was == text[mend.start : mend.end] for mend in both)
    assert all(a.end <= b.start for a, b in pairwise(both))


def test_a_span_of_the_copy_in_the_text() -> None:
    text = "一、加强领导\n浏览次数：35\n各乡镇要落实\n责任。"
    mends = (cut(text, 7, 15, "网页残留"), Mend(21, 22, "\n", "", "断行"))
    copy = apply(text, mends)
    assert copy == "一、加强领导\n各乡镇要落实责任。"
    start = copy.index("落实")
    assert original_span(mends, start, start + 4).of(text) == "落实\n责任"
    assert original_span(mends, 7, 7).of(text) == ""


def test_the_summary_counts_places_and_characters() -> None:
    mends = (Mend(0, 5, "浏览次数\n", "", "网页残留"), Mend(9, 10, "\n", "", "断行"), Mend(12, 13, "\n", "", "断行"))
    assert summary(Document("a", "题", "", mends=mends)) == "网页残留 1 处（去掉 4 字）、断行 2 处"
    assert summary(Document("a", "题", "")) == ""

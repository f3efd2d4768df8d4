import re

from hypothesis import given
from hypothesis import strategies as st

from drafting.brief import Brief
from drafting.draft import Citation
from drafting.guard import MARK, Gap, Material, Verdict, ground
from drafting.ledger import Fact

BRIEF = Brief(title="讲话", genre="speech", local="危化品企业11家")
MATERIAL = Material(BRIEF, (Fact(name="自建房经营场所", value="640", unit="处"),))


def digits_only(text: str, material: Material) -> Verdict:
    """A checker for these tests: a run of digits stands in a source, or it is a gap."""
    inside = [m.span() for m in MARK.finditer(text)]
    grounded, gaps = [], []
    for match in re.finditer(r"[0-9]+", text):
        if any(s <= match.start() < e for s, e in inside):
            continue
        source = next((s for s in material.sources if match[0] in s.text), None)
        if source:
            grounded.append(Citation(start=match.start(), end=match.end(), source=source))
        else:
            gaps.append(Gap(match.start(), match.end(), "没有出处"))
    return Verdict(tuple(grounded), tuple(gaps))


def test_what_has_no_source_is_marked_and_what_has_is_cited() -> None:
    done = ground("全县企业11家，经营场所640处，投入500万元。", MATERIAL, digits_only)
    assert done.text == "全县企业11家，经营场所640处，投入〔待核：500〕万元。"
    assert [(done.text[c.start : c.end], c.source.kind) for c in done.citations] == [("11", "brief"), ("640", "fact")]
    (mark,) = done.marks
    assert (done.text[mark.start : mark.end], mark.why) == ("〔待核：500〕", "没有出处")


def test_marks_that_stand_there_already_are_left_alone() -> None:
    done = ground("投入〔待核：500万元〕，建成〔待写：几处〕。", MATERIAL, digits_only)
    assert done.text == "投入〔待核：500万元〕，建成〔待写：几处〕。"
    assert [m.kind for m in done.marks] == ["待核", "待写"]


def test_brackets_inside_a_gap_do_not_break_the_mark() -> None:
    def number(text: str, material: Material) -> Verdict:
        at = text.find("青政办")
        return Verdict(gaps=(Gap(at, at + 13, "没有出处"),)) if "〔待核" not in text else Verdict()

    done = ground("按照青政办发〔2026〕14号要求。", MATERIAL, number)
    assert done.text == "按照〔待核：青政办发（2026）14号〕要求。"


def test_a_gap_that_touches_a_mark_swallows_it() -> None:
    def quotation(text: str, material: Material) -> Verdict:
        at = text.find("“")
        return Verdict(gaps=(Gap(at, text.find("”") + 1, "不是原话"),)) if at >= 0 and not text.startswith("〔", at - 4) else Verdict()

    done = ground("他说：“安全〔待核：的确〕重要。”", MATERIAL, quotation)
    assert done.text == "他说：〔待核：“安全的确重要。”〕"
    assert done.marks[0].why == "不是原话"


def test_the_reason_of_a_mark_survives_brackets() -> None:
    def number(text: str, material: Material) -> Verdict:
        return Verdict(gaps=(Gap(0, 13, "没有出处"),)) if text.startswith("青") else Verdict()

    assert ground("青政办发〔2026〕14号要求。", MATERIAL, number).marks[0].why == "没有出处"


def test_a_checker_that_is_never_content_ends_with_the_whole_text_marked() -> None:
    def never(text: str, material: Material) -> Verdict:
        at = text.rfind("〕") + 1
        return Verdict(gaps=(Gap(at, at + 1, "不对"),)) if at < len(text) else Verdict()

    done = ground("一二三四五六七八九十", MATERIAL, never)
    assert done.text == "〔待核：一二三四五六七八九十〕"


@given(st.text(alphabet="全县5〔〕待核：写0。，\n", max_size=40))
def test_no_ungrounded_digit_is_left_outside_a_mark(text: str) -> None:
    done = ground(text, MATERIAL, digits_only)
    assert digits_only(done.text, MATERIAL).gaps == ()
    assert all(MARK.fullmatch(done.text[m.start : m.end]) for m in done.marks)

"""PADDING: what is scored, what is found, what may go."""

import re
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
import pytest

from base import office
from evals.archive import Kin, Measure, Numbers, Spread
from evals.case import Case, Outcome
from evals.checks.padding import check
from evals.checks.padding.document import without_padding
from evals.checks.padding.kinds import kind_of
from evals.checks.padding.lexicon import data, lexicon
from evals.checks.padding.model import weights
from evals.checks.padding.parts import parted
from evals.checks.padding.repeats import repeats
from evals.checks.padding.signals import signals
from evals.context import Context

SPEECH = Context(genre="speech")
EMPTY = "各级各部门要进一步提高思想认识，切实增强责任感和紧迫感，以更高的标准、更实的作风，扎扎实实把各项工作抓好抓实。"
FULL = "县水利局每天上午8点前把柳溪水库的水位报到县防办，超过汛限的立即电话报告。"
THANKS = "在此，我代表县人民政府，向全县人民表示衷心的感谢！"
SAID_BY_ALL = "深入开展城乡环境卫生综合整治。"


class Shelf:
    """A library of texts, each of a unit of its own."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    @property
    def size(self) -> int:
        return len(self._texts)

    def spread(self, text: str) -> Spread:
        runs = [m.span() for m in re.finditer(r"(?=(\w{6}))", text)]
        starts = [start for start, _ in runs]
        units = [sum(text[s : s + 6] in one for one in self._texts) for s in starts]
        return Spread(np.array(starts, dtype=np.int64), np.array(starts, dtype=np.int64) + 6, np.array(units, dtype=np.int64))

    def kin(self, text: str) -> Sequence[Kin]:
        return ()

    def measured(self, kinds: Collection[str], measure: Measure) -> Sequence[Numbers]:
        return ()


def scores(text: str, context: Context = SPEECH) -> list[float]:
    return [s.padding for s in check(Case(text, context=context)).sentences]


def names(outcome: Outcome, severity: str = "warning") -> list[str]:
    return [f.name for f in outcome.findings if f.severity == severity]


def test_every_sentence_has_a_score_and_an_empty_one_the_higher() -> None:
    outcome = check(Case(f"{EMPTY}\n{FULL}", context=SPEECH))
    assert [(s.start, s.end) for s in outcome.sentences] == [(0, len(EMPTY)), (len(EMPTY) + 1, len(EMPTY) + 1 + len(FULL))]
    empty, full = (s.padding for s in outcome.sentences)
    assert empty > 0.8
    assert full < 0.2
    assert names(outcome) == ["empty-sentence"]


def test_the_message_says_which_words_made_it_and_what_is_missing() -> None:
    (finding,) = check(Case(EMPTY, context=SPEECH)).findings
    assert "扎扎实实" in finding.message or "进一步" in finding.message
    assert "什么时候" in finding.message


def test_the_same_words_weigh_less_where_no_speech_is_given_and_nothing_in_a_regulation() -> None:
    articles = "\n".join(f"第{n}条 {EMPTY}" for n in "一二三四")
    assert scores(EMPTY) > scores(EMPTY, Context(genre="notice"))
    assert max(scores(articles)) < 0.5
    assert check(Case(articles)).findings == ()


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        ("在全县会议上的讲话\n同志们：\n今天讲三件事。", "speech"),
        ("2026年政府工作报告\n各位代表：\n现在，我代表县人民政府向大会报告工作。", "report"),
        ("关于做好秋粮收购的通知\n各乡镇人民政府：\n请抓紧办理。", "notice"),
    ],
)
def test_the_kind_of_text_is_read_off_its_first_lines(text: str, genre: str) -> None:
    assert genre in kind_of(Case(text)).genres


def test_headings_frames_thanks_and_open_places_are_not_judged() -> None:
    text = (
        "一、提高认识\n同志们：\n下面，我讲三点意见。\n〔待写：进一步提高认识，切实加强领导。〕\n一是切实提高认识。县委开会定了三件事。\n"
        + THANKS
    )
    assert [p.role for p in parted(text)] == ["heading", "heading", "frame", "frame", "heading", "body", "thanks"]
    assert [f.text for f in check(Case(text, context=SPEECH)).findings] == []


def test_what_is_quoted_for_reference_is_no_part_of_the_text() -> None:
    assert parted(f"参考：《某某讲话》{EMPTY}\n{FULL}")[0].text == FULL


def test_items_under_which_nothing_stands_are_said_in_earnest() -> None:
    text = "一是进一步加强学习，提高思想认识。二是进一步转变作风，提高工作效率。"
    assert [p.role for p in parted(text)] == ["body", "body"]


def test_pairs_of_clauses_in_a_row_are_no_headings_of_one_another() -> None:
    roles = [
        p.role for p in parted("要统一思想，提高认识。要精心组织，周密部署。\n要规范制度，明确责任。县住建局要在月底前把四张表并成一张表。")
    ]
    assert roles == ["body", "body", "heading", "body"]


def test_the_last_item_of_an_empty_row_is_empty_too() -> None:
    assert [p.role for p in parted("一是加强领导，明确责任。二是严格督导，确保实效。报名表送县政府办公室。")] == ["body"] * 3


def test_required_wording_is_no_padding() -> None:
    text = "增强“四个意识”、坚定“四个自信”、做到“两个维护”。"
    assert check(Case(text, context=SPEECH)).findings == ()
    assert without_padding(Case(text, context=SPEECH)) == ()


def test_a_point_said_again_elsewhere_is_found_with_the_first_place() -> None:
    first = "各乡镇要把自建房经营场所的负责人名单贴在门口。"
    again = "各乡镇要把自建房经营场所负责人的名单贴在门口。"
    text = f"一、排查\n{first}\n二、整改\n{FULL}\n{again}"
    (finding,) = (f for f in check(Case(text, context=SPEECH)).findings if f.name == "said-again")
    assert finding.text == again
    assert finding.evidence[0].quote == first
    assert "第2段" in finding.message


def test_sentences_that_differ_in_a_figure_say_different_things() -> None:
    text = "柳溪镇排查自建房经营场所12处，整改10处。\n石桥乡排查自建房经营场所15处，整改10处。"
    assert list(repeats(parted(text))) == []


def test_a_paragraph_without_anything_of_its_own_is_one_finding() -> None:
    lines = [EMPTY, "要牢固树立大局意识，不断增强使命感，自觉担当作为。", "要以更加饱满的热情、更加扎实的作风，不断开创工作新局面。"]
    assert names(check(Case("".join(lines), context=SPEECH))) == ["fits-anywhere"]


def test_metrics_count_padding_substance_and_what_stands_before_it() -> None:
    metrics = check(Case(f"{EMPTY}\n{FULL}", context=SPEECH)).metrics
    zi = len(EMPTY) + len(FULL)
    assert metrics["padding_share"] == round(len(EMPTY) / zi, 4)
    assert metrics["substance_chars"] == len(FULL)
    assert metrics["lead_in_chars"] == len(EMPTY)


def test_an_empty_text_has_neither_padding_nor_substance() -> None:
    assert check(Case("")).metrics == {"padding_share": 0.0, "substance_chars": 0, "lead_in_chars": None}


def test_what_names_something_never_goes() -> None:
    named = "各级各部门要进一步提高思想认识，切实增强责任感和紧迫感，认真落实《青禾县自建房安全管理办法》。"
    cuts = without_padding(Case(f"{EMPTY}\n{named}\n{FULL}", context=SPEECH))
    assert [c.span.of(f"{EMPTY}\n{named}\n{FULL}") for c in cuts] == [EMPTY]
    assert cuts[0].zi == len(EMPTY)
    assert cuts[0].why


def test_what_many_units_say_is_padding_where_a_library_is_given() -> None:
    library = Shelf([f"{SAID_BY_ALL}{THANKS}第{n}号" for n in range(7)])
    without, with_library = (check(Case(FULL + SAID_BY_ALL + THANKS, archive=a)) for a in (None, library))
    assert names(without) == []
    assert [f.text for f in with_library.findings if f.severity == "warning"] == [SAID_BY_ALL, THANKS]
    assert "文库里有 7 个单位这样说" in with_library.findings[0].message
    assert with_library.sentences[1].padding > without.sentences[1].padding
    assert [u.why for u in without.unscored] == ["没有文库，各单位通用的话未核对"]
    assert with_library.unscored == ()


def test_what_many_units_say_with_a_figure_is_none() -> None:
    text = "全县新增市级文明单位4家。"
    assert names(check(Case(text, context=SPEECH, archive=Shelf([text] * 9)))) == []


def test_the_formulas_of_the_office_count_and_its_required_wording_does_not(tmp_path: Path) -> None:
    formula, said = "擦亮青禾金字招牌", "擦亮青禾金字招牌，人人有责。"
    before = scores(said)
    (tmp_path / "overlay.yaml").write_text(f"padding: {{formulas: [{formula}], required: [{EMPTY[:-1]}]}}\n", encoding="utf-8")
    office.use(tmp_path)
    try:
        assert scores(said) > before
        assert check(Case(EMPTY, context=SPEECH)).findings == ()
    finally:
        office.use(Path("/nonexistent"))


def test_words_that_are_only_quoted_are_not_the_sentence_s_own() -> None:
    assert not signals("汇报里写“切实加强、狠抓落实”，我问抓了什么，他答不上来。").words.get("stance")


def test_every_signal_has_a_weight_and_every_weighed_word_is_in_the_lists() -> None:
    words = {word for sort in data().words.values() for word in sort.words}
    assert set(signals("要抓好。").values) == set(weights().signals)
    assert set(weights().words) <= words


def test_the_longest_word_wins() -> None:
    assert [(h.start, h.end, h.sort) for h in lexicon().hits("抓落实")] == [(0, 3, "stance")]


@pytest.mark.parametrize(
    "remark",
    [
        "一位客人说：“这里风景优美，空气清新，不断给人惊喜，让人流连忘返。”",
        "“这里风景优美，空气清新，不断给人惊喜，让人流连忘返。”客人说。",
    ],
)
def test_what_somebody_is_quoted_as_saying_is_no_formula_of_the_writer(remark: str) -> None:
    facts = "6月起，柳溪村有12户办起民宿。\n村里装了路灯40盏。\n协会每周检查一次消防器材。\n5月新开两家。\n县文旅局7月派人上门办证。"
    assert not [f for f in check(Case(f"{remark}\n{facts}")).findings if f.start < len(remark) - 5]


@pytest.mark.parametrize(
    "saying",
    [
        "《学记》有云：“玉不琢，不成器；人不学，不知道。是故古之王者建国君民，教学为先。”",
        "孟子曰：“得道者多助，失道者寡助。”",
        "“不谋全局者，不足谋一域；不谋万世者，不足谋一时。”",
        "天下难事，必作于易；天下大事，必作于细。",
        "我们青禾人常讲一句老话：“娃儿不读书，好比瞎子走夜路”，讲的也是这个理。",
        "“巴适得很，尝哈儿再买嘛！”",
        "谢谢大家!",
    ],
)
def test_a_saying_that_is_cited_and_a_word_of_thanks_are_no_padding(saying: str) -> None:
    assert not check(Case(saying, context=SPEECH)).findings


def test_a_slogan_in_quotation_marks_is_a_slogan_all_the_same() -> None:
    assert names(check(Case("要牢记“不忘初心、砥砺前行、锐意进取、开拓创新”，奋力谱写新篇章。", context=SPEECH)))


def test_english_sentences_do_not_say_each_other_again() -> None:
    lines = ("The county government has built twelve new schools this year.", "The county government has built two new roads this year.")
    assert not check(Case("\n".join(lines), context=SPEECH)).findings

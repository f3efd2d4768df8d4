"""What was copied, from where, what was changed; what only looks copied."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.documents import Document
from corpus.library import Library
from evals.batch import check_lines
from evals.case import Case
from evals.checks.copy.neighbourhood import Neighbourhood
from evals.checks.copy.papers import Paper
from evals.checks.copy.swaps import changes, told
from evals.context import Context
from evals.engine import run
from evals.finding import Finding
from tests.evals.archives import archive_of
from tests.evals.case_groups import Sample, samples, troubles
from wiring import library_lookup

SAMPLES = samples("copy")
FERRY = (
    "宝川县对沿江十四处老旧渡口逐一建档，给每条渡船装上定位终端和救生浮具，由船工夜校按季度轮训，考核不过的不得出航。"
    "汛期实行水位分级停航，水位每涨半米就压减一半班次，停航通知由村广播连播三遍。"
)
HERBS = "把撂荒山坳改成药材梯田，由村集体统一育苗、统一烘干，农户按株计酬。药渣不丢，送到菌菇棚里作基料，一亩药材带活两分菇。"


def findings(text: str, *papers: dict[str, str], **context: object) -> list[Finding]:
    case = Case(text, context=Context.lenient(context)[0], archive=archive_of(papers))
    return list(run(case, ["copy"]).findings)


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_own_cases(sample: Sample) -> None:
    """A whole-text finding may stand beside the passages; own former text is often a mere suggestion."""
    found = [t for t in troubles(sample, "copy", suggestions=True) if not t.startswith("多：mostly-copied")]
    assert found == []


def test_half_of_the_cases_are_clean() -> None:
    clean = sum(not s.spans for s in SAMPLES)
    assert len(SAMPLES) >= 40
    assert 0.4 <= clean / len(SAMPLES) <= 0.6


def test_the_source_is_shown_with_its_offsets() -> None:
    paper = f"各位领导：\n{FERRY}\n谢谢大家。"
    (found,) = findings(f"一、渡口\n{FERRY}\n二、其他\n本月另行研究。", {"title": "经验材料", "region": "宝川县", "text": paper})
    assert found.text == FERRY
    (evidence,) = found.evidence
    assert paper[evidence.start : evidence.end] == FERRY
    assert evidence.ref == "经验材料"
    assert FERRY.startswith(evidence.quote.rstrip("…"))


def test_two_sources_are_told_apart_and_added_up() -> None:
    own = "这两件事请分管领导各牵一头，月底前拿出本县自己的方案，方案里要写清楚谁来干、花多少钱、什么时候见效。"
    case = Case(f"{FERRY}\n{own}\n{HERBS}", archive=archive_of([{"title": "甲", "text": FERRY}, {"title": "乙", "text": HERBS}]))
    outcome = run(case, ["copy"])
    assert [f.name for f in outcome.findings] == ["mostly-copied", "copied-passage", "copied-passage"]
    assert [f.evidence[0].ref for f in outcome.findings[1:]] == ["甲", "乙"]
    assert 0.6 < outcome.metrics["copied_share"] < 0.9
    assert [s["ref"] for s in outcome.metrics["copied_from"]] == ["甲", "乙"]


def test_what_many_places_say_is_not_copied() -> None:
    said = "要把群众的急难愁盼放在心头，小事不出村、大事不出镇、矛盾不上交，用心用情用力办好每一件民生实事。"
    papers = [{"title": place, "region": place, "text": f"{place}提出，{said}"} for place in ("宝川县", "松亭县", "柏原县", "临川区")]
    assert findings(said, *papers) == []
    assert [f.name for f in findings(said, papers[0])] != []


def test_the_paper_itself_and_its_earlier_version_are_no_sources() -> None:
    earlier = f"关于渡口安全的通知\n{FERRY}"
    assert [f.name for f in findings(earlier, {"title": "随便什么", "text": earlier})] == ["same-paper"]
    later = f"{earlier}\n请于五月底前办结。"
    assert [f.name for f in findings(later, {"title": "关于渡口安全的通知", "text": earlier})] == ["same-paper"]
    elsewhere = findings(later, {"title": "关于渡口安全的通知", "text": earlier, "region": "宝川县"}, place="青禾县")
    assert [f.name for f in elsewhere] == ["copied-passage"]


def test_an_own_former_text_is_a_warning_only_when_it_is_long() -> None:
    paper = {"title": "去年的报告", "region": "青禾县", "text": FERRY + HERBS}
    (short,) = findings(f"今年的打算如下。{HERBS}", paper, place="青禾县")
    (long,) = findings(f"今年的打算如下。{FERRY}{HERBS}", paper, place="青禾县")
    assert (short.name, short.severity) == ("own-former-text", "suggestion")
    assert (long.name, long.severity) == ("own-former-text", "warning")


def test_without_a_brief_the_text_itself_shows_whose_it_is() -> None:
    text = f"青禾县人民政府关于渡口整治的报告\n{FERRY}{HERBS}\n青禾县人民政府\n2026年11月20日"
    paper = {"title": "渡口工作总结", "text": FERRY + HERBS}
    assert [f.name for f in findings(text, paper | {"region": "澜江市青禾县"}) if f.start != f.end] == ["own-former-text"]
    assert [f.name for f in findings(text, paper | {"region": "宝川县"}) if f.start != f.end] == ["copied-passage"]


def test_the_wording_of_the_state_is_a_warning_only_where_it_is_long() -> None:
    lifts = (
        "电梯先体检后开方，能修的修、该换的换，病历本贴在轿厢里，居民扫码就能看见上一次修了什么、花了多少钱。"
        "夜里困人由最近的消防站先到，维保单位半小时内赶不到的，一次扣五百元信用金。"
    )
    paper = {"title": "全国工作要点", "region": "全国", "text": f"{HERBS}{lifts}{FERRY}"}
    (short,) = findings(f"我讲三点意见。{HERBS}", paper)
    (long,) = (f for f in findings(f"我讲三点意见。{paper['text']}", paper) if f.start != f.end)
    assert (short.name, short.severity) == ("upper-text", "suggestion")
    assert (long.name, long.severity) == ("upper-text", "warning")


def test_a_sentence_is_compared_with_one_place_of_the_source_however_long_that_is() -> None:
    source = Paper("".join(f"第{i}项由承办人逐件登记后交复核人当面核对无误。" for i in range(200)) + FERRY)
    at = source.text.index(FERRY)
    seeds = [int(source.folded.starts.searchsorted(at)) + k for k in range(20)]
    near = Neighbourhood(Paper(FERRY), source, [*range(20), 20], [*seeds, 7])
    near.shares()
    assert near.reach(0, 1).end - near.reach(0, 1).start < 800


def test_the_frame_of_an_office_is_no_copy() -> None:
    frame = (
        "青禾县农业农村局\n关于{topic}的通知\n各乡镇人民政府，县直有关单位，局属各站所：\n"
        "为深入贯彻落实上级农村工作会议精神，切实做好今年农业农村各项工作，经局党组研究同意，现就{topic}有关事项通知如下。\n{body}\n"
        "请于3月20日前将工作开展情况报送县农业农村局产业科（青禾县人民路18号，邮编000000），联系人：李芳，联系电话：1111111。\n"
        "青禾县农业农村局\n2026年3月8日\n抄送：县委办公室，县政府办公室，县纪委监委驻局纪检监察组。"
    )
    sowing = frame.format(topic="春耕备耕", body="全县今年需水稻种子八十二万斤，缺口由县种子站在三月中旬以前补齐。")
    snow = frame.format(topic="大棚除雪", body="对跨度八米以上的老棚逐座加固立柱，雪停半小时之内组织人手上棚推雪。")
    case = Case(sowing, archive=archive_of([{"title": "丙", "text": snow}]), beside=archive_of([{"title": "丁", "text": snow}]))
    assert run(case, ["copy"]).findings == ()


def test_without_anything_to_compare_with_it_is_unscored(tmp_path: Path) -> None:
    outcome = run(Case(FERRY), ["copy"])
    assert [u.family for u in outcome.unscored] == ["copy"]
    assert outcome.metrics == {}


class TestChanges:
    def test_names_and_figures(self) -> None:
        made = changes("青禾县建渡口12处，我县投入3万元。", "宝川县建渡口九处，我市投入5万元。", ("青禾", "宝川"))
        assert [tuple(swap) for swap in made.names] == [("宝川", "青禾"), ("我市", "我县")]
        assert made.figures == 2
        assert made.dressed and not made.verbatim
        assert "把“宝川”换成了“青禾”" in told(made)
        assert "改了 2 处数字" in told(made)

    def test_people_and_enterprises(self) -> None:
        made = changes(
            "青禾县林业局局长周远山每周抽十本日记，司机由青禾县通达客运公司聘用，李建国同志带队。",
            "宝川县林业局局长程立冬每周抽十本日记，司机由宝川县惠民公交公司聘用，王建军同志带队。",
        )
        swapped = [("宝川", "青禾"), ("程立冬", "周远山"), ("惠民公交公司", "通达客运公司"), ("王建军", "李建国")]
        assert [tuple(swap) for swap in made.names] == swapped
        assert made.dressed

    def test_other_words_are_not_names(self) -> None:
        made = changes("加快推动渡口改造，力争年底完成。", "加速推进渡口改造，确保年底完成。")
        assert not made.names
        assert not made.dressed
        assert told(made) == ""

    def test_nothing(self) -> None:
        assert changes(FERRY, FERRY).verbatim


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "home") as library:
        library.add_documents(
            [
                Document("甲", "渡口经验", FERRY, region="宝川县", date=dt.date(2025, 6, 1)),
                Document("乙", "药材经验", HERBS, region="松亭县"),
            ]
        )
    return tmp_path / "home"


def test_a_batch_leaves_out_what_it_names(home: Path) -> None:
    lines = [f'{{"id": "1", "text": "我讲一点。{FERRY}"}}', f'{{"id": "2", "text": "我讲一点。{FERRY}", "exclude": ["甲"]}}']
    with library_lookup(home) as library:
        first, second = (result for result, _ in check_lines(iter(lines), lambda case: run(case, ["copy"]), library))
    assert [f["evidence"][0]["ref"] for f in first["findings"]] == ["甲"]
    assert second["findings"] == []
    assert second["metrics"]["copied_share"] == 0


def test_files_checked_together_are_compared(biganzi: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    for name in ("讲话", "发言"):
        (tmp_path / f"{name}.txt").write_text(f"{name}稿\n{HERBS}", encoding="utf-8")
    code, out, _ = biganzi("check", tmp_path / "讲话.txt", tmp_path / "发言.txt", "--families", "copy")
    assert code == 0
    assert "与一起送审的《发言.txt》雷同" in out
    assert "与一起送审的《讲话.txt》雷同" in out

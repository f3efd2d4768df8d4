"""公文错情通报: counting, ranking, aliases, quotations, trend; every format shows the same figures."""

import io
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from base.errors import FileError, InputError
from corpus.documents import Document as Paperwork
from evals.bulletin import as_docx, as_html, as_text
from evals.bulletin.aliases import aliases
from evals.bulletin.bulletin import Bulletin, Wanted, bulletin
from evals.bulletin.counting import UNCOUNTED, counts
from evals.bulletin.last import Last
from evals.bulletin.masking import covered
from evals.bulletin.notice import Table, blocks
from evals.bulletin.papers import Paper, read_paper
from evals.bulletin.record import as_json, as_record
from evals.bulletin.tally import Tally, ranks
from evals.bulletin.units import BY_FOLDER, BY_SIGNATURE, UNLISTED, UNSIGNED, unit_of
from evals.case import Case
from evals.finding import Edit, Finding, Severity
from evals.rules import rules

FAMILIES = ("wording", "punctuation")
SENTENCE = "这项工作涉及到十二个村，"


def finding(text: str, words: str, right: str | None = None, severity: Severity = "error", family: str = "wording") -> Finding:
    start = text.index(words)
    end = start + len(words)
    edit = Edit(start, end, right) if right is not None else None
    return Finding("WRD002", "redundant-words", family, "文字", severity, start, end, words, f"“{words}”说重了。", edit=edit)


def paper(unit: str, name: str, text: str, *findings: Finding, marked: bool = False) -> Paper:
    return Paper(f"{unit}/{name}.txt", unit, name, text, findings, marked)


def faulty(unit: str, name: str, errors: int, zi: int = 1000) -> Paper:
    """A paper of so many 字 with so many errors."""
    text = (SENTENCE * errors + "清" * zi)[:zi]
    return paper(unit, name, text, *(finding(text, "涉及到", "涉及") for _ in range(errors)))


NOVEMBER = Wanted("2026年11月")
HIDDEN = Wanted("2026年11月", hide=True)


def notice(*papers: Paper, wanted: Wanted = NOVEMBER) -> Bulletin:
    return bulletin(papers, FAMILIES, wanted)


def test_units_are_ranked_by_their_rate_and_ties_share_a_place() -> None:
    told = notice(faulty("甲局", "一", 4, 4000), faulty("乙局", "一", 1), faulty("丙局", "一", 0), faulty("丁局", "一", 9))
    assert [(u.rank, u.name, str(u.tally.per_10k)) for u in told.units] == [
        (1, "丙局", "0.0"), (2, "乙局", "10.0"), (2, "甲局", "10.0"), (4, "丁局", "90.0"),
    ]  # fmt: skip
    assert told.total == Tally(4, 7000, 14, 0)


def test_rates_that_are_printed_alike_rank_alike() -> None:
    assert ranks({"甲": Tally(1, 30_000, 1, 0), "乙": Tally(1, 29_999, 1, 0), "丙": Tally(1, 1000, 0, 1)}) == {"甲": 1, "乙": 1, "丙": 3}
    assert (Tally(8, 16, 1, 1).per_paper, Tally(0, 0, 0, 0).per_10k) == (Decimal("0.3"), Decimal("0.0"))


def test_the_order_in_which_papers_come_is_of_no_matter() -> None:
    papers = [faulty(unit, name, n) for n, (unit, name) in enumerate([("甲局", "一"), ("甲局", "二"), ("乙局", "一"), ("丙局", "一")])]
    assert notice(*papers) == notice(*reversed(papers))


def test_aliases_stay_and_those_of_absent_units_are_not_given_away() -> None:
    first = aliases(["青禾镇", "柏溪乡"], {})
    assert first == {"柏溪乡": "甲单位", "青禾镇": "乙单位"}
    assert aliases(["县水利局", "青禾镇"], first) == {**first, "县水利局": "丙单位"}
    units = [f"单位{n:02}" for n in range(11)]
    many = aliases(units, {})
    assert "第11单位" in many.values() and sorted(units, key=many.__getitem__) != units  # nobody finds one by the alphabet
    assert many == aliases(reversed(units), {})


def test_without_names_no_name_is_left_anywhere() -> None:
    text = "青禾镇的工作涉及到十二个村，青禾镇人民政府已安排。"
    told = notice(paper("青禾镇人民政府", "青禾镇汇报", text, finding(text, "涉及到", "涉及")), wanted=Wanted("11月", hide=True))
    for shown in (as_text.render(told), as_html.render(told), str(as_json(told)), docx_words(told)):
        assert "青禾" not in shown
        assert "甲单位" in shown
    assert told.quotes[0].quoted == "甲单位的工作【涉及到】十二个村，…"


@pytest.mark.parametrize(
    ("unit", "said", "seen"),
    [
        ("县应急管理局", "县应急局的工作涉及到十二个组。", "甲单位的工作【涉及到】十二个组。"),
        ("县应急管理局", "应急局的工作涉及到十二个组。", "甲单位的工作【涉及到】十二个组。"),
        ("县卫生健康委员会", "此事涉及到卫健委。", "此事【涉及到】甲单位。"),
        ("县人民政府办公室", "此事涉及到县政府办。", "此事【涉及到】甲单位。"),
        ("石桥镇人民政府", "中共石桥镇委员会的工作涉及到十二个组。", "甲单位的工作【涉及到】十二个组。"),
        ("石桥镇", "石桥的工作涉及到十二个组。", "甲单位的工作【涉及到】十二个组。"),
        ("石桥镇", "白马村的工作涉及到十二个组。", "…的工作【涉及到】十二个组。"),
        ("石桥镇", "工作涉及到东山中学。", "工作【涉及到】…"),
        ("石桥镇", "石政办发〔2026〕3号涉及到十二个组。", "…【涉及到】十二个组。"),
        ("石桥镇", "《石桥镇防汛预案》涉及到十二个组。", "…【涉及到】十二个组。"),
        ("石桥镇", "“碧水通”平台涉及到十二个组。", "…平台【涉及到】十二个组。"),
        ("石桥镇", "联系人田大山涉及到十二个组。", "联系人某某某【涉及到】十二个组。"),
        ("石桥镇", "周明远涉及到十二个组。", "…【涉及到】十二个组。"),
        ("石桥镇", "牛镇长的工作涉及到十二个组。", "…的工作【涉及到】十二个组。"),
        ("石桥镇", "全县干部群众办理此事涉及到十二个组。", "全县干部群众办理此事【涉及到】十二个组。"),
    ],
)
def test_without_names_nothing_tells_whose_a_quotation_is(unit: str, said: str, seen: str) -> None:
    (quote,) = notice(paper(unit, "一", said, finding(said, "涉及到", "涉及")), wanted=HIDDEN).quotes
    assert quote.quoted == seen


@pytest.mark.parametrize(("said", "wrong"), [("请白马村上报。", "白马村"), ("请白马村上报。", "请白马"), ("请牛镇长参加。", "牛镇长")])
def test_what_is_wrong_within_a_name_is_not_quoted_without_names(said: str, wrong: str) -> None:
    found = paper("石桥镇", "一", said, finding(said, wrong, "白云"))
    assert notice(found, wanted=HIDDEN).quotes == ()
    assert len(notice(found).quotes) == (wrong != "牛镇长")


def test_another_place_is_quoted_where_the_first_may_not_be() -> None:
    held, open_ = "白马村涉及到组。", "此事涉及到组。"
    found = [finding(held, "村涉及到", "村涉及"), finding(held, "涉及到", "涉及")]
    told = notice(paper("石桥镇", "一", held, found[0]), paper("石桥镇", "二", open_, finding(open_, "涉及到", "涉及")), wanted=HIDDEN)
    assert [q.quoted for q in told.quotes] == ["此事【涉及到】组。"]


def test_a_unit_is_known_by_how_its_papers_are_signed() -> None:
    said = "青禾县防汛指挥部办公室的工作涉及到十二个组。"
    own = replace(paper("一处", "一", said, finding(said, "涉及到", "涉及")), issuer="青禾县防汛指挥部办公室")
    assert notice(own, wanted=HIDDEN).quotes[0].quoted == "甲单位的工作【涉及到】十二个组。"


def test_cases_are_frequent_ones_of_different_units() -> None:
    text = "涉及到村。至今为止。目的是为了。波及到镇。遍及到县。"
    wrong = [finding(text, w, w[:2]) for w in ("涉及到", "至今为止", "目的是为了", "波及到", "遍及到")]
    told = notice(paper("甲局", "一", text, *wrong), paper("乙局", "一", text, wrong[3], wrong[4]))
    order = [("乙局", "波及到", 2), ("甲局", "涉及到", 1), ("乙局", "遍及到", 2), ("甲局", "至今为止", 1)]
    assert [(q.unit, q.wrong, q.times) for q in told.quotes] == order


def test_a_warning_is_counted_and_not_quoted() -> None:
    text = "涉及到村。亲眼目睹。各都有。"
    found = [finding(text, "涉及到", None), finding(text, "亲眼", "", "warning"), finding(text, "各都有", "", "error")]
    told = notice(paper("甲局", "一", text, *found))
    assert (told.total.errors, told.total.warnings) == (2, 1)
    assert [(q.wrong, q.right) for q in told.quotes] == [("各都有", "应删去"), ("涉及到", "请核对：“涉及到”说重了。")]


@pytest.mark.parametrize(
    ("start", "end", "right", "said"),
    [
        (4, 4, "，", ("请各村抓【】紧 落实。", "应加“，”")),
        (5, 6, "", ("请各村抓紧【（空格）】落实。", "应删去")),
    ],
)
def test_what_nobody_sees_has_a_name(start: int, end: int, right: str, said: tuple[str, str]) -> None:
    text = "请各村抓紧 落实。"
    found = replace(finding(text, "抓紧", "抓"), edit=Edit(start, end, right))
    (quote,) = notice(paper("甲局", "一", text, found)).quotes
    assert (quote.quoted, quote.right) == said


def test_quotations_are_cut_and_personal_data_is_covered() -> None:
    text = "此事" + "请各村逐户核对，" * 9 + "涉及到村民（电话13812345678、身份证11010519491231002X），" + "由司法所办理，" * 9
    (quote,) = notice(paper("甲局", "一", text, finding(text, "涉及到", "涉及"))).quotes
    assert quote.quoted == "…村逐户核对，请各村逐户核对，【涉及到】村民（电话*********…"
    assert "138" not in covered(text) and "1949" not in covered(text) and len(covered(text)) == len(text)


@pytest.mark.parametrize(
    "said",
    [
        "联系人：周明远，",
        "联系人周明远，",
        "责任编缉：周明远）",
        "县长周明远，",
        "周明远同志，",
        "姓名：周明远\n",
        "护士周明远的手",
        "村民周明远，",
    ],
)
def test_people_are_covered_by_their_shape(said: str) -> None:
    assert covered(said) == said.replace("周明远", "某某某")


def test_a_name_known_from_one_place_is_covered_in_every_quotation() -> None:
    text = "周明远涉及到十二个组。\n" + "请各村核对。\n" * 80 + "联系人：周明远"
    (quote,) = notice(paper("甲局", "一", text, finding(text, "涉及到", "涉及"))).quotes
    assert quote.quoted == "某某某【涉及到】十二个组。"


def test_a_quotation_keeps_to_its_sentence() -> None:
    text = "会议已开。此事涉及到村。请核对。"
    (quote,) = notice(paper("甲局", "一", text, finding(text, "涉及到", "涉及"))).quotes
    assert quote.quoted == "此事【涉及到】村。"


def test_what_is_wrong_within_personal_data_is_counted_and_not_quoted() -> None:
    text = "联系电话13812345678。"
    told = notice(paper("甲局", "一", text, finding(text, "13812345678", "1381234567")))
    assert (told.total.errors, told.quotes) == (1, ())


@pytest.mark.parametrize(
    ("family", "severity", "name", "counted"),
    [
        ("typo", "warning", "likely-typo", True),
        ("typo", "suggestion", "typo-possible", False),
        ("wording", "warning", "abbreviation-unexplained", False),
        ("punctuation", "warning", "broken-line", False),
        ("punctuation", "warning", "halfwidth", True),
        ("residue", "error", "placeholder", True),
        ("residue", "warning", "duplicate-line", False),
        ("figure", "warning", "sum-differs", False),
        ("figure", "error", "weekday-differs", True),
    ],
)
def test_what_is_counted(family: str, severity: Severity, name: str, counted: bool) -> None:
    assert counts(replace(finding("一。", "一", severity=severity, family=family), name=name)) is counted


def test_rules_that_are_not_counted_are_rules() -> None:
    assert set(UNCOUNTED) <= {rule.name for rule in rules().values()}


def test_marked_papers_are_counted_and_not_quoted(tmp_path: Path) -> None:
    path = tmp_path / "通报.txt"
    path.write_text("机密★5年\n关于巡查情况的通报\n此事涉及到十二个村。", encoding="utf-8")
    read = read_paper(path, unit_of(BY_FOLDER, [tmp_path]), Case(""), FAMILIES)
    told = notice(read)
    assert read.marked and (told.total.errors, told.quotes, told.marked) == (1, (), 1)
    assert "标有密级的1篇计入统计，不摘引" in as_text.render(told) and "涉及到" not in as_text.render(told)


@pytest.mark.parametrize(("name", "data", "why"), [("空.txt", b" \n", "没有文字"), ("表.pdf", b"%PDF-1.4", "另存为 docx")])
def test_what_cannot_take_part_is_named(name: str, data: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(FileError, match=why):
        read_paper(tmp_path / name, unit_of("", [tmp_path]), Case(""), FAMILIES)


def whose(how: str, roots: list[Path], path: Path, issuer: str = "") -> str:
    return unit_of(how, roots)(Paperwork(str(path), "", "", issuer=issuer))


def test_whose_a_paper_is(tmp_path: Path) -> None:
    all_of_them, town = tmp_path / "来文", tmp_path / "来文" / "青禾镇"
    (town / "十月").mkdir(parents=True)
    (other := tmp_path / "柏溪乡").mkdir()
    assert whose("", [all_of_them], town / "十月" / "一.txt") == "青禾镇"
    assert whose("", [all_of_them], all_of_them / "一.txt", "县水利局") == "县水利局"
    assert whose("", [all_of_them], all_of_them / "一.txt") == UNSIGNED
    assert whose("", [town, other], town / "十月" / "一.txt") == "青禾镇"
    assert whose(BY_FOLDER, [all_of_them], all_of_them / "一.txt", "县水利局") == "来文"
    assert whose(BY_SIGNATURE, [all_of_them], town / "一.txt", "县水利局") == "县水利局"


def test_whose_a_paper_is_by_a_list(tmp_path: Path) -> None:
    listed = tmp_path / "名单.csv"
    listed.write_bytes("文件,单位\n青禾镇,青禾镇政府\n青禾镇/一.txt,青禾镇党委\n汇报,县水利局\n".encode("gb18030"))
    (town := tmp_path / "青禾镇").mkdir()
    assert whose(str(listed), [tmp_path], town / "一.txt") == "青禾镇党委"
    assert whose(str(listed), [tmp_path], town / "二.txt") == "青禾镇政府"
    assert whose(str(listed), [tmp_path], tmp_path / "汇报.docx") == "县水利局"
    assert whose(str(listed), [tmp_path], tmp_path / "三.txt") == UNLISTED
    listed.write_text("青禾镇\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"名单\.csv 第 1 行应当是两列"):
        unit_of(str(listed), [tmp_path])
    with pytest.raises(InputError, match="也可以写“文件夹”"):
        unit_of("按单位", [tmp_path])


def last_of(told: Bulletin) -> Last:
    return Last.model_validate(as_record(told, dict(told.aliases)))


def test_rise_and_fall_against_the_last_notice() -> None:
    last = last_of(notice(faulty("甲局", "一", 3), faulty("乙局", "一", 1), wanted=Wanted("2026年10月")))
    told = notice(faulty("甲局", "一", 1), faulty("乙局", "一", 1), faulty("丙局", "一", 0), wanted=Wanted("2026年11月", last=last))
    assert {u.name: u.trend for u in told.units} == {"甲局": Decimal("-20.0"), "乙局": Decimal("0.0"), "丙局": None}
    words = as_text.render(told)
    assert "两期都有的2个单位合计，每万字错情比2026年10月下降10.0处（本期新增1个，不作比较）。" in words
    for row in ("甲局.*下降20.0", "乙局.*持平", "丙局.*无上期", "用语.*下降10.0", "标点.*持平"):
        assert re.search(row, words)


def test_a_unit_that_joins_or_leaves_changes_no_trend() -> None:
    last = last_of(notice(faulty("甲局", "一", 3), faulty("丁局", "一", 9), wanted=Wanted("2026年10月")))
    told = notice(faulty("甲局", "一", 3), faulty("丙局", "一", 0, 90_000), wanted=Wanted("2026年11月", last=last))
    assert (told.trend, [f.trend for f in told.families]) == (Decimal(0), [Decimal(0)] * 2)
    words = as_text.render(told)
    assert "每万字错情比2026年10月持平（本期新增1个、上期有而本期没有的1个，不作比较）。" in words
    assert "合计和各类的升降，只比两期都有的单位。" in words
    assert as_json(told)["compared"] == {"units": 1, "new": 1, "gone": 1}


def test_the_same_units_are_compared_without_remark() -> None:
    last = last_of(notice(faulty("甲局", "一", 3), wanted=Wanted("2026年10月")))
    words = as_text.render(notice(faulty("甲局", "一", 1), wanted=Wanted("2026年11月", last=last)))
    assert "处。每万字错情比2026年10月下降20.0处。" in words and "两期都有" not in words


def test_where_no_unit_is_in_both_nothing_is_compared() -> None:
    last = last_of(notice(faulty("甲局", "一", 3), wanted=Wanted("2026年10月")))
    told = notice(faulty("乙局", "一", 1), wanted=Wanted("2026年11月", last=last))
    assert told.trend is None and "没有两期都有的单位，升降不作比较。" in as_text.render(told)


@pytest.mark.parametrize("hide", [False, True])
def test_papers_of_nobody_are_counted_and_have_no_place(hide: bool) -> None:
    told = notice(faulty("乙局", "一", 2), faulty(UNSIGNED, "一", 1), wanted=Wanted("11月", hide=hide))
    assert [(u.rank, u.name, u.tally.total) for u in told.units] == [(1, "甲单位" if hide else "乙局", 2), (None, UNSIGNED, 1)]
    assert "共检查1个单位的公文2篇" in as_text.render(told)


def test_aliases_find_their_units_in_the_last_notice() -> None:
    papers = (faulty("甲镇", "一", 3), faulty("乙镇", "一", 1))
    last = Last.model_validate(as_record(notice(*papers), {"乙镇": "甲单位", "甲镇": "乙单位"}))
    told = notice(faulty("甲镇", "一", 1), faulty("新镇", "一", 1), wanted=Wanted("12月", hide=True, last=last))
    assert {u.name: u.trend for u in told.units} == {"乙单位": Decimal("-20.0"), "丙单位": None}


def test_where_other_families_were_checked_only_families_are_compared() -> None:
    last = replace_checked(last_of(notice(faulty("甲局", "一", 3))), "wording")
    told = notice(faulty("甲局", "一", 1), wanted=Wanted("11月", last=last))
    assert (told.trend, told.units[0].trend, told.families[0].trend) == (None, None, Decimal("-20.0"))
    assert "上期检查的类别与本期不同" in as_text.render(told)


def replace_checked(last: Last, *families: str) -> Last:
    return last.model_copy(update={"checked": families})


def docx_of(told: Bulletin) -> Document:
    return Document(io.BytesIO(as_docx.render(told)))


def docx_words(told: Bulletin) -> str:
    document = docx_of(told)
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(p.text for p in document.paragraphs), *cells))


found_errors = st.lists(st.tuples(st.sampled_from(["青禾镇", "柏溪乡", "县水利局"]), st.integers(0, 5)), min_size=1, max_size=6)


@settings(max_examples=15, deadline=None)
@given(found_errors)
def test_every_format_shows_the_same_figures(found: list[tuple[str, int]]) -> None:
    told = notice(*(faulty(unit, str(n), errors) for n, (unit, errors) in enumerate(found)))
    tables = [block for block in blocks(told) if isinstance(block, Table)]
    json = as_json(told)
    by_unit = {u["name"]: (str(u["papers"]), str(u["zi"]), str(u["errors"]), str(u["warnings"]), str(u["total"])) for u in json["units"]}
    assert {row[1]: row[2:7] for row in tables[0].rows} == by_unit
    assert (
        json["total"]["total"]
        == sum(n for _, n in found)
        == sum(u["total"] for u in json["units"])
        == sum(f["total"] for f in json["families"])
    )
    printed = [tuple(tuple(cell.text for cell in row.cells) for row in table.rows) for table in docx_of(told).tables]
    assert printed == [(table.headers, *table.rows) for table in tables]
    page = as_html.render(told)
    shown = re.findall("<t[dh][^>]*>(.*?)</t[dh]>", page)
    assert shown == [cell for table in tables for row in (table.headers, *table.rows) for cell in row]


def test_the_docx_has_the_form_of_an_official_paper_and_equal_notices_equal_bytes() -> None:
    told = notice(faulty("甲局", "一", 1), faulty("乙局", "一", 0))
    document = docx_of(told)
    assert [p.text for p in document.paragraphs if p.style.name == "Title"] == ["关于2026年11月公文错情的通报"]
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == ["一、各单位错情", "二、各类错情", "三、典型错例"]
    assert as_docx.render(told) == as_docx.render(replace(told))


def test_a_page_fetches_nothing_and_interprets_nothing() -> None:
    text = "<script>涉及到</script>"
    page = as_html.render(notice(paper("<b>甲局", "一", text, finding(text, "涉及到", "涉及"))))
    assert "<script>" not in page and "&lt;b&gt;甲局" in page and "default-src" in page and "http:" not in page


def test_nothing_wrong_is_said_plainly() -> None:
    words = as_text.render(notice(faulty("甲局", "一", 0)))
    assert "查出错情0处" in words and "没有错例。" in words

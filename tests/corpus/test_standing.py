"""Superseded and repealed: what is linked, and what looks like it and must not be."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from corpus import queries, store
from corpus.documents import Document
from corpus.opening import open_engine
from corpus.passages import split
from corpus.repeals import repeals_in
from corpus.versions import edition_of

COUNTY = "青禾县人民政府"
RULE = "青禾县农村自建房安全管理办法"


def paper(id: str, title: str, year: int, text: str = "第一条　为了安全，制定本办法。", **fields: object) -> Document:
    """A document of the county, dated the first of March of `year`."""
    values: dict[str, object] = {"issuer": COUNTY, "region": "青禾县", "level": "county", "date": dt.date(year, 3, 1) if year else None}
    return Document(id, title, text, **(values | fields))  # type: ignore[arg-type]


class Archive:
    """The archive's tables alone: standing needs no index."""

    def __init__(self, home: Path) -> None:
        self.engine = open_engine(home)

    def add_documents(self, papers: Sequence[Document]) -> None:
        with self.engine.begin() as connection:
            old = {id: known.serial for id, known in queries.known(connection).items()}
            store.store(connection, [(document, split(document)) for document in papers], old)

    def remove(self, ids: Sequence[str]) -> None:
        with self.engine.begin() as connection:
            store.delete(connection, [queries.known(connection)[id].serial for id in ids])

    def clear(self) -> None:
        if there := [document.id for document in self.documents()]:
            self.remove(there)

    def edit(self, id: str, **fields: str | dt.date | None) -> None:
        with self.engine.begin() as connection:
            store.correct(connection, queries.known(connection)[id].serial, fields)

    def documents(self) -> list[Document]:
        with self.engine.connect() as connection:
            return queries.documents_where(connection)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    archive = Archive(tmp_path_factory.mktemp("home"))
    yield archive
    archive.engine.dispose()


@pytest.fixture
def library(shelf: Archive) -> Archive:
    """The shelf, empty again."""
    shelf.clear()
    return shelf


def standings(library: Archive) -> dict[str, str]:
    return {document.id: document.standing for document in library.documents() if document.standing}


def old_and_new(library: Archive, old: Document, new: Document) -> str:
    """The standing of `old` when `new` comes after it; that of the other must not suffer."""
    library.add_documents([old, new])
    found = standings(library)
    assert new.id not in found
    return found.get(old.id, "")


NEWER = [
    (RULE, RULE),
    (RULE + "（试行）", RULE),
    (RULE + "（暂行）", RULE),
    ("青禾县农村自建房安全管理暂行办法", RULE),
    (RULE + "（试行）", RULE + "（试行）"),
    (RULE, RULE + "（修订）"),
    (RULE, RULE + "（2024年修订）"),
    (RULE, RULE + "（2024修正）"),
    (RULE + "（2019年修订）", RULE + "（2024年修订）"),
    (f"关于印发《{RULE}》的通知", f"关于印发《{RULE}》的通知"),
    (f"青禾县人民政府关于印发《{RULE}（试行）》的通知", f"关于印发《{RULE}》的通知"),
    (f"关于印发{RULE}的通知", RULE),
    ("青禾县农村自建房安全管理办法", "农村自建房安全管理办法"),
    ("青禾县防汛抗旱应急预案", "青禾县防汛抗旱应急预案"),
    ("关于加强耕地保护的意见", "青禾县人民政府关于加强耕地保护的意见"),
    ("青禾县公务接待管理规定", "青禾县公务接待管理规定"),
    ("青禾县养犬管理条例", "青禾县养犬管理条例"),
]


@pytest.mark.parametrize(("old", "new"), NEWER)
def test_a_newer_edition(library: Archive, old: str, new: str) -> None:
    assert old_and_new(library, paper("old", old, 2020), paper("new", new, 2024)) == "superseded"


NOT_NEWER = [
    ("2024年政府工作报告", "2025年政府工作报告"),
    ("政府工作报告", "政府工作报告"),
    ("2024年防汛工作方案", "2025年防汛工作方案"),
    ("关于做好春节期间安全生产工作的意见", "关于做好春节期间安全生产工作的意见"),
    ("关于做好当前防汛工作的意见", "关于做好当前防汛工作的意见"),
    ("关于做好防汛工作的通知", "关于做好防汛工作的通知"),
    ("青禾政务信息第3期", "青禾政务信息第4期"),
    ("在全县安全生产工作会议上的讲话", "在全县安全生产工作会议上的讲话"),
    ("县政府常务会议纪要", "县政府常务会议纪要"),
    ("工作方案", "工作方案"),
    ("考核办法", "考核办法"),
    ("管理办法", "管理办法"),
    (RULE, RULE + "（征求意见稿）"),
    (RULE + "（草案）", RULE),
    (RULE, f"《{RULE}》政策解读"),
    (RULE, f"关于《{RULE}》的说明"),
    (RULE, "青禾县农村自建房安全管理办法实施细则"),
    (RULE, RULE + "（试行）"),
    (RULE, "青禾县城镇自建房安全管理办法"),
    ("青禾县第一批农村公路建设方案", "青禾县第二批农村公路建设方案"),
    ("关于农村公路养护若干问题的规定（一）", "关于农村公路养护若干问题的规定（二）"),
    ("青禾县“十四五”时期应急体系规划", "青禾县“十五五”时期应急体系规划"),
    ("青禾县乡村振兴三年行动方案（2021—2023年）", "青禾县乡村振兴三年行动方案（2024—2026年）"),
    (f"关于转发《{RULE}》的通知", f"关于转发《{RULE}》的通知"),
    ("关于修改《青禾县养犬管理办法》的决定", "关于修改《青禾县养犬管理办法》的决定"),
]


@pytest.mark.parametrize(("old", "new"), NOT_NEWER)
def test_no_newer_edition(library: Archive, old: str, new: str) -> None:
    assert old_and_new(library, paper("old", old, 2020), paper("new", new, 2024)) == ""


@pytest.mark.parametrize(
    "fields",
    [
        {"issuer": "柏原县人民政府", "region": "柏原县"},
        {"issuer": "青禾县教育局"},
        {"issuer": ""},
        {"date": None},
        {"date": dt.date(2020, 3, 1)},
        {"date": dt.date(2020, 3, 20)},
    ],
    ids=str,
)
def test_an_equal_title_alone_is_not_enough(library: Archive, fields: dict[str, object]) -> None:
    assert old_and_new(library, paper("old", "农村自建房安全管理办法", 2020), paper("new", "农村自建房安全管理办法", 2024, **fields)) == ""


def test_an_office_signs_for_its_government(library: Archive) -> None:
    assert old_and_new(library, paper("old", RULE, 2020, issuer="青禾县人民政府办公室"), paper("new", RULE, 2024)) == "superseded"


REPEALED = [
    "本办法自2024年5月1日起施行。《青禾县养犬管理办法》（青政发〔2015〕3号）同时废止。",
    "本办法自2024年5月1日起施行，《青禾县养犬管理办法》同时废止。",
    "自2024年5月1日起施行。原《青禾县养犬管理办法》停止执行。",
    "本规定自公布之日起施行，青政发〔2015〕3号文件同时废止。",
    "本办法自2024年5月1日起施行。《青禾县防洪办法》、《青禾县养犬管理办法》（青政发〔2015〕3号）和《青禾县禁渔办法》同时废止。",
    "县人民政府决定废止《青禾县养犬管理办法》（青政发〔2015〕3号）。",
    "本办法施行之日起，2015年3月1日县人民政府发布的《青禾县养犬管理办法》即行废止。",
    "《青禾县养犬管理办法》（青政发〔2015〕3号，2015年3月1日印发）自本办法施行之日起不再执行。",
    "自2024年5月1日起施行，原青政发〔2015〕3号文件停止执行。",
    "自2024年5月1日起施行。《青禾县人民政府关于印发〈青禾县养犬管理办法〉的通知》（青政发〔2015〕3号）同时废止。",
]
OLD = "青禾县养犬管理办法"


def dogs(**fields: object) -> Document:
    return paper("old", OLD, 2015, **({"number": "青政发〔2015〕3号"} | fields))


@pytest.mark.parametrize("text", REPEALED)
@pytest.mark.parametrize("first", ["old", "new"])
def test_a_text_repeals_another(library: Archive, text: str, first: str) -> None:
    new = paper("new", "青禾县文明养犬规定", 2024, "第一条　为了文明养犬，制定本规定。\n" + text)
    for document in sorted([dogs(), new], key=lambda d: d.id != first):
        library.add_documents([document])
    assert standings(library) == {"old": "repealed"}


NOT_REPEALED = [
    "《青禾县养犬管理办法》第三条同时废止。",
    "《青禾县养犬管理办法》中关于收费的规定同时废止。",
    "《青禾县养犬管理办法》（青政发〔2015〕3号）不予废止，继续有效。",
    "《青禾县养犬管理办法》废止前已经受理的，仍照旧办理。",
    "《青禾县养犬管理办法》废止后，登记证继续有效。",
    "根据《青禾县养犬管理办法》制定本规定。与本规定不一致的文件同时废止。",
    "县城管局建议废止《青禾县养犬管理办法》。",
    "要抓紧研究废止《青禾县养犬管理办法》。",
    "《青禾县养犬管理办法》已于2020年由县人民政府废止。",
    "关于《青禾县养犬管理办法》是否废止，另行通知。",
    "《青禾县养犬管理办法》的废止程序依照有关规定办理。",
    "现印发《关于废止〈青禾县养犬管理办法〉的请示》。",
    "《青禾县养犬管理办法》（青政发〔2016〕9号）同时废止。",
    "《青禾县养犬收费办法》同时废止。",
    "本规定施行前颁布的养犬管理办法同时废止。",
]


@pytest.mark.parametrize("text", NOT_REPEALED)
def test_words_that_repeal_nothing(library: Archive, text: str) -> None:
    assert (
        old_and_new(library, dogs(), paper("new", "青禾县文明养犬规定", 2024, "第一条　为了文明养犬。\n自2024年5月1日起施行。" + text))
        == ""
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "在全县城市管理工作会议上的讲话"},
        {"title": "《青禾县文明养犬规定》政策解读"},
        {"title": "青禾县文明养犬规定（征求意见稿）"},
        {"title": "关于规章清理情况的报告"},
        {"issuer": "柏原县人民政府", "region": "柏原县"},
        {"issuer": "澜江市人民政府", "region": "澜江市", "level": "city"},
        {"date": dt.date(2014, 1, 1)},
    ],
    ids=str,
)
def test_who_cannot_repeal(library: Archive, fields: dict[str, object]) -> None:
    values = {"title": "青禾县文明养犬规定"} | fields
    new = paper("new", str(values.pop("title")), 2024, "自公布之日起施行。《青禾县养犬管理办法》（青政发〔2015〕3号）同时废止。", **values)
    assert old_and_new(library, dogs(), new) == ""


CATALOGUE = """青禾县人民政府关于废止和修改部分文件的决定
为了维护法制统一，县政府决定：
一、废止的文件目录
1.青禾县养犬管理办法（青政发〔2015〕3号）
2.《青禾县禁渔办法》（青政发〔2012〕8号）
二、修改的文件目录
1.《青禾县防洪办法》（青政发〔2016〕1号）
三、继续有效的文件
1.关于加强路政管理的意见（青政发〔2017〕5号）"""


def test_a_list_of_what_is_repealed_and_what_is_not(library: Archive) -> None:
    others = [
        ("青禾县禁渔办法", "青政发〔2012〕8号"),
        ("青禾县防洪办法", "青政发〔2016〕1号"),
        ("关于加强路政管理的意见", "青政发〔2017〕5号"),
    ]
    library.add_documents([dogs(), *(paper(number, title, 2017, number=number) for title, number in others)])
    library.add_documents([paper("list", CATALOGUE.split("\n")[0], 2024, CATALOGUE)])
    assert standings(library) == {"old": "repealed", "青政发〔2012〕8号": "repealed"}


def test_the_words_are_kept(library: Archive) -> None:
    sentence = "《青禾县养犬管理办法》（青政发〔2015〕3号）同时废止。"
    library.add_documents([dogs(), paper("new", "青禾县文明养犬规定", 2024, "本规定自公布之日起施行。" + sentence)])
    (repeal,) = repeals_in("青禾县文明养犬规定", "", "本规定自公布之日起施行。" + sentence)
    assert repeal == ("青禾县养犬管理办法", "青政发(2015)3号", sentence)


@pytest.mark.parametrize("piece", ["《甲办法》、", "青政发〔2015〕3号、", "《甲", "（", "废止《", "自本办法起", " ", "《甲办法》自"])
def test_long_lines_take_little_time(piece: str) -> None:
    assert len(repeals_in("青禾县文明养犬规定", "", piece * (30_000 // len(piece)) + "同时废止")) <= 1


class TestComingAndGoing:
    def test_what_is_removed_supersedes_no_more(self, library: Archive) -> None:
        library.add_documents([paper("1", RULE, 2018), paper("2", RULE, 2021), paper("3", RULE, 2024)])
        assert standings(library) == {"1": "superseded", "2": "superseded"}
        library.remove(["3"])
        assert standings(library) == {"1": "superseded"}
        library.remove(["2"])
        assert standings(library) == {}

    def test_what_repealed_is_removed(self, library: Archive) -> None:
        library.add_documents([dogs(), paper("new", "青禾县文明养犬规定", 2024, REPEALED[0])])
        library.remove(["new"])
        assert standings(library) == {}

    def test_what_is_read_again_without_the_sentence(self, library: Archive) -> None:
        library.add_documents([dogs(), paper("new", "青禾县文明养犬规定", 2024, REPEALED[0])])
        library.add_documents([paper("new", "青禾县文明养犬规定", 2024, "第一条　没有别的话。")])
        assert standings(library) == {}

    def test_a_correction_of_date_title_or_issuer(self, library: Archive) -> None:
        library.add_documents([paper("old", RULE, 2020), paper("new", RULE, 2024)])
        library.edit("new", date=dt.date(2019, 1, 1))
        assert standings(library) == {"new": "superseded"}
        library.edit("new", title="青禾县城镇自建房安全管理办法")
        assert standings(library) == {}
        library.edit("new", title=RULE, issuer="柏原县人民政府")
        assert standings(library) == {}

    def test_a_person_has_the_last_word(self, library: Archive) -> None:
        library.add_documents([paper("old", RULE, 2020), paper("new", RULE, 2024)])
        library.edit("old", standing="")
        assert standings(library) == {}
        library.add_documents([paper("old", RULE, 2020, "改了一个字。"), paper("newer", RULE, 2025)])
        assert standings(library) == {"new": "superseded"}
        library.edit("newer", standing="repealed")
        assert standings(library) == {"new": "superseded", "newer": "repealed"}
        library.edit("old", standing=None)
        assert standings(library)["old"] == "superseded"


@pytest.mark.parametrize(
    ("title", "rule"),
    [
        (RULE + "（2024年第二次修订）", "农村自建房安全管理办法"),
        ("中华人民共和国防汛条例", "防汛条例"),
        ("青禾县文明养犬规定（试行）", "文明养犬规定"),
        ("青禾县2024年防汛方案", ""),
        ("防汛讲话", ""),
    ],
)
def test_editions(title: str, rule: str) -> None:
    edition = edition_of(title, "青禾县")
    assert (edition.rule if edition else "") == rule


SHELF = [
    paper("a", RULE + "（试行）", 2018),
    paper("b", RULE, 2021),
    paper("c", f"关于印发《{RULE}》的通知", 2024, "自公布之日起施行。《青禾县养犬管理办法》（青政发〔2015〕3号）同时废止。"),
    paper("d", RULE, 2024, issuer="柏原县人民政府", region="柏原县"),
    dogs(),
    paper("e", "青禾县文明养犬规定", 2020, "自公布之日起施行。《青禾县养犬管理办法》同时废止。"),
    paper("f", "青禾县文明养犬规定", 2023),
]
EXPECTED = {"a": "superseded", "b": "superseded", "old": "repealed", "e": "superseded"}


@settings(max_examples=15, deadline=None, derandomize=True, phases=[Phase.generate])
@given(
    order=st.permutations(range(len(SHELF))),
    cuts=st.sets(st.integers(1, len(SHELF) - 1)),
    gone=st.sets(st.sampled_from("abcdef"), min_size=1),
)
def test_the_order_does_not_matter(shelf: Archive, order: list[int], cuts: set[int], gone: set[str]) -> None:
    """However they come, and whatever came and went in between, the standing is what the shelf as it is says."""
    shelf.clear()
    start = 0
    for cut in [*sorted(cuts), len(SHELF)]:
        shelf.add_documents([SHELF[i] for i in order[start:cut]])
        start = cut
    assert standings(shelf) == EXPECTED
    shelf.remove(sorted(gone))
    shelf.add_documents([document for document in SHELF if document.id in gone])
    assert standings(shelf) == EXPECTED

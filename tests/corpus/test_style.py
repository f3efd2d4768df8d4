"""House style: what is measured on documents, and what is said of it."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents import Document
from corpus.library import Library
from corpus.style import FEWEST_DOCUMENTS, profile_of
from corpus.style.measure import measure
from corpus.style.of_library import kinds_of, library_profile
from corpus.style.profile import heading_form, spread
from corpus.style.report import advice, report

SPEECH = """在全县防汛工作会议上的讲话
（2026年4月17日）
同志们：
今天我们召开全县防汛工作会议，主要是分析形势、部署任务。
一、认清形势
去年全县降雨 1180 毫米，比常年多三成。石桥镇两处堤段出过险，群众问：今年怎么办？这个问题大家要带回去想。
二、抓好准备
（一）物资要到位。各乡镇要在5月底前备足编织袋，一是清点库存，二是补齐缺口。
（二）人员要到岗。必须落实24小时值班。
三、压实责任
要把责任落实到人。谢谢大家。
"""
NOTICE = """关于开展夜间值守检查的通知
各乡镇人民政府：
为进一步加强危化品企业夜间值守，现将有关事项通知如下。
一、检查范围
全县11家危化品企业。
二、检查时间
2026年11月25日至30日。
特此通知。
"""


def papers(text: str, kind: str, number: int) -> list[Document]:
    return [
        Document(
            f"{kind}{i}",
            text.split("\n")[0],
            text.replace("一、", f"第{i}次提要点名。\n一、"),
            kind=kind,
            issuer="青禾县人民政府",
            region="青禾县",
            date=dt.date(2026, 1, i + 1),
        )
        for i in range(number)
    ]


class TestMeasure:
    def test_a_speech(self) -> None:
        found = measure(Document("x", "", SPEECH))
        assert found.headings == ("认清形势", "抓好准备", "压实责任")
        assert found.numberings == ("一、", "（一）")
        assert found.run_in == (True, True)
        assert found.addresses == ("同志们",)
        assert found.openings == ("今天我们召开……会议",)
        assert found.last_sentence == "谢谢大家。"
        assert found.has_series
        assert found.questions == 1
        assert "全县" in found.own_names
        assert found.opening == pytest.approx(28 / found.zi)

    def test_run_in_headings_are_no_sentences(self) -> None:
        found = measure(Document("x", "", "（一）加强领导。各乡镇成立专班，明确专人负责。\n"))
        assert found.sentences == (15,)

    def test_articles_and_tables_are_no_headings(self) -> None:
        found = measure(Document("x", "", "第一条　为了规范管理，制定本办法。\n企业数 | 11 | 家\n"))
        assert (found.headings, found.opening, len(found.paragraphs)) == ((), None, 1)

    def test_an_empty_text(self) -> None:
        found = measure(Document("x", "", ""))
        assert (found.zi, found.closing, found.last_sentence) == (0, 0.0, "")

    def test_we_is_not_i(self) -> None:
        assert measure(Document("x", "", "我们讲清楚了。")).own_names == ("我们",)
        assert "我" in measure(Document("x", "", "这件事我讲三点。")).own_names

    @given(st.text(alphabet="一二、（）。各位同志们：？“”要是1.\n第章条", max_size=200))
    @settings(max_examples=150, deadline=None)
    def test_any_text_can_be_measured(self, text: str) -> None:
        found = measure(Document("x", "", text))
        assert sum(found.paragraphs) == sum(found.sentences) == found.zi
        assert 0 <= found.closing <= 1


class TestProfile:
    def test_too_few(self) -> None:
        assert profile_of("讲话", papers(SPEECH, "讲话", FEWEST_DOCUMENTS - 1)) is None

    def test_of_several(self) -> None:
        found = profile_of("讲话", papers(SPEECH, "讲话", 4))
        assert found is not None
        assert (found.documents, found.since, found.until) == (4, dt.date(2026, 1, 1), dt.date(2026, 1, 4))
        assert found.headings.a_document.median == 3
        assert found.headings.run_in == 1
        assert [(c.text, c.documents) for c in found.addresses] == [("同志们", 4)]
        assert [(c.text, c.documents) for c in found.closings] == [("谢谢大家。", 4)]
        assert found.wording.series == 1
        assert found.examples[0].label.startswith("《在全县防汛工作会议上的讲话》")
        assert json.loads(json.dumps(found.as_json()))["schema"] == 1

    def test_the_order_of_documents_does_not_matter(self) -> None:
        several = [*papers(SPEECH, "讲话", 3), *papers(NOTICE, "通知", 3)]
        assert profile_of("x", several) == profile_of("x", several[::-1])

    def test_spread(self) -> None:
        assert spread([]).n == 0
        assert (spread(range(1, 12)).tenth, spread(range(1, 12)).median, spread(range(1, 12)).ninetieth) == (2, 6, 10)

    @pytest.mark.parametrize(
        ("heading", "form"),
        [("今年怎么办？", "设问"), ("认清形势，压实责任", "对仗"), ("加强组织领导", "动宾短语"), ("上半年工作情况", "其他")],
    )
    def test_forms_of_headings(self, heading: str, form: str) -> None:
        assert heading_form(heading) == form


class TestWords:
    def test_the_report_says_what_it_rests_on(self) -> None:
        found = profile_of("讲话", papers(SPEECH, "讲话", 4))
        assert found is not None
        said = report(found)
        assert said.startswith("【讲话】4 份，2026年1月1日至2026年1月4日")
        assert "仅供参考" in said
        assert "“同志们”4 份" in said

    def test_advice_is_short(self) -> None:
        found = profile_of("讲话", papers(SPEECH, "讲话", 4))
        assert found is not None
        assert "称呼用“同志们”" in advice(found)
        assert all(len(line) < 60 for line in advice(found))


class TestOfLibrary:
    def test_only_documents_in_question(self, tmp_path: Path) -> None:
        with Library.open(tmp_path) as library:
            library.add_documents([*papers(SPEECH, "讲话", 4), *papers(NOTICE, "通知", 3)])
            assert kinds_of(library) == {"讲话": 4, "通知": 3}
            found = library_profile(library, ("讲话", "发言"), region="青禾")
            assert found is not None
            assert found.documents == 4
            assert library_profile(library, ("讲话",), region="柏原县") is None

    def test_marked_documents_can_be_left_out(self, tmp_path: Path) -> None:
        with Library.open(tmp_path) as library:
            library.add_documents(papers(SPEECH, "讲话", 4))
            library.edit("讲话0", secrecy="秘密")
            found = library_profile(library, ("讲话",), unmarked=True)
            assert found is not None
            assert found.documents == 3

    def test_it_is_kept_until_the_library_changes(self, tmp_path: Path) -> None:
        cache = tmp_path / "cache"
        with Library.open(tmp_path / "home") as library:
            library.add_documents(papers(SPEECH, "讲话", 4))
            first = library_profile(library, ("讲话",), cache=cache)
            assert library_profile(library, ("讲话",), cache=cache) == first
            assert len(list(cache.glob("*.json"))) == 1
            next(cache.glob("*.json")).write_text("{", encoding="utf-8")
            assert library_profile(library, ("讲话",), cache=cache) == first
            library.remove(["讲话0"])
            smaller = library_profile(library, ("讲话",), cache=cache)
            assert smaller is not None
            assert smaller.documents == 3

    def test_each_text_is_taken_once(self, tmp_path: Path) -> None:
        with Library.open(tmp_path) as library:
            several = papers(SPEECH, "讲话", 4)
            copies = [replace(d, id=f"副本-{d.id}", title="", text=d.text.replace("\n", "\n\n　　")) for d in several[:2]]
            library.add_documents([*copies, *several])
            library.edit("讲话3", standing="repealed")
            found = library_profile(library, ("讲话",))
            assert found is not None
            assert (found.documents, found.copies, found.out_of_force) == (3, 2, 1)
            assert [c.documents for c in found.addresses] == [3]
            assert "（另有 2 份同文未计，已废止或已有新版的 1 份不计。）" in report(found)
            assert {e.doc_id for e in found.examples} == {"讲话0", "讲话1", "讲话2"}
            assert len({e.text for e in found.examples}) == len(found.examples)
            library.remove(["讲话2"])
            assert library_profile(library, ("讲话",)) is None

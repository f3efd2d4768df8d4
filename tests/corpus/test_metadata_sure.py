"""How sure the metadata is: sources that agree, that contradict, that stand alone; what a person says."""

import datetime as dt
from pathlib import Path

import pytest

from corpus.corrections import AS_READ, as_read, columns, kept
from corpus.documents import Document
from corpus.doubts import doubts, is_doubtful
from corpus.metadata import DOUBT, DOUBTFUL, enrich
from corpus.metadata.weighing import Candidate, weigh
from corpus.organs import makers, same_place, seat_of

NOTICE = "青禾县教育局关于做好控辍保学工作的通知\n各乡镇中心校：\n请抓好落实。\n青禾县教育局\n2026年3月1日"


def said(text: str, name: str = "", **meta: str) -> Document:
    return enrich(Document("x", "", text, meta=meta), name)


@pytest.mark.parametrize(
    ("issuer", "level", "place"),
    [
        ("国务院", "state", "全国"),
        ("国务院办公厅", "state", "全国"),
        ("住房和城乡建设部", "state", "全国"),
        ("农业农村部", "state", "全国"),
        ("教育部等五部门", "state", "全国"),
        ("中共中央、国务院", "state", "全国"),
        ("国家税务总局", "state", "全国"),
        ("国家税务总局青禾县税务局", "county", "青禾县"),
        ("中国人民银行澜江市分行", "city", "澜江市"),
        ("内蒙古自治区人民政府", "province", "内蒙古自治区"),
        ("上海市人民政府", "province", "上海市"),
        ("省人民政府", "province", ""),
        ("澜江市安委会", "city", "澜江市"),
        ("澜江市青禾县人民政府", "county", "澜江市青禾县"),
        ("澜江市江源市教育局", "county", "澜江市江源市"),
        ("青禾县教育局", "county", "青禾县"),
        ("中共青禾县委", "county", "青禾县"),
        ("青禾县住房和城乡建设局", "county", "青禾县"),
        ("青禾县经济开发区管理委员会", "county", "青禾县"),
        ("县应急管理局", "county", ""),
        ("市市场监督管理局", "city", ""),
        ("沛县人民政府", "county", "沛县"),
        ("青禾县石桥镇人民政府", "township", "青禾县石桥镇"),
        ("石桥街道办事处", "township", "石桥街道"),
        ("市场监督管理局", "", ""),
        ("城市管理局", "", ""),
        ("乡镇企业局", "", ""),
        ("高新技术产业开发区管委会", "", ""),
        ("青禾县防汛抗旱指挥部", "county", "青禾县"),
        ("", "", ""),
    ],
)
def test_level_and_place_by_shape(issuer: str, level: str, place: str) -> None:
    assert seat_of(issuer)[:2] == (level, place)


def test_who_is_the_same() -> None:
    assert makers("青禾县人民政府办公室") == makers("青禾县人民政府")
    assert makers("中共青禾县委办公室、青禾县人民政府办公室") == {"中共青禾县委", "青禾县人民政府"}
    assert makers("青禾县教育局") != makers("柏原县教育局")
    assert same_place("青禾县", "澜江市青禾县") and not same_place("青禾县", "柏原县") and not same_place("", "青禾县")


def test_what_is_given_is_not_doubted() -> None:
    document = enrich(Document("x", "青禾县教育局关于招生的通知", NOTICE, issuer="青禾县教育局"))
    assert not {"title", "issuer"} & document.sure.keys()
    assert document.sure["date"] >= 0.9 and document.sure["kind"] >= 0.9


def test_a_complete_text_is_sure() -> None:
    document = said(NOTICE)
    assert document.level == "county"
    assert all(share >= 0.9 for share in document.sure.values())
    assert not is_doubtful(document) and not any(key.startswith(DOUBT) for key in document.meta)


@pytest.mark.parametrize(
    ("name", "date", "number", "title"),
    [
        ("20240903-青禾县防汛方案", dt.date(2024, 9, 3), "", "青禾县防汛方案"),
        ("2024年9月3日　青禾县防汛方案（定稿）", dt.date(2024, 9, 3), "", "青禾县防汛方案"),
        ("2024-09-03 青禾县防汛方案(1)", dt.date(2024, 9, 3), "", "青禾县防汛方案"),
        ("（青政发〔2024〕3号）青禾县防汛方案", None, "青政发〔2024〕3号", "青禾县防汛方案"),
        ("青政发[2024]3号 青禾县防汛方案 终稿", None, "青政发〔2024〕3号", "青禾县防汛方案"),
        ("2024年青禾县防汛方案", None, "", "2024年青禾县防汛方案"),
        ("20241399-青禾县防汛方案", None, "", "20241399-青禾县防汛方案"),
    ],
)
def test_what_the_name_of_a_file_says(name: str, date: dt.date | None, number: str, title: str) -> None:
    document = said("备足沙袋。各乡镇抓好落实。", name)
    assert (document.date, document.number, document.title) == (date, number, title)


def test_properties_fill_what_the_text_leaves_open() -> None:
    document = said("备足沙袋。", 网页标题="关于防汛的通知_青禾县人民政府网", 来源="青禾县水利局", 发布日期="2026-05-01")
    assert (document.title, document.issuer, document.date) == ("关于防汛的通知", "青禾县水利局", dt.date(2026, 5, 1))
    assert document.sure["title"] > document.sure["date"] > document.sure["issuer"]
    assert said("备足沙袋。", 来源="澜江日报").issuer == ""
    assert said("备足沙袋。", 文件标题="公文模板").title == ""


def test_agreement_makes_surer_and_contradiction_doubtful() -> None:
    alone, agreed = said(NOTICE), said(NOTICE, "20260301-关于做好控辍保学工作的通知")
    assert agreed.sure["date"] > alone.sure["date"] and agreed.sure["title"] > alone.sure["title"]
    assert agreed.title == alone.title
    denied = said(NOTICE, "20250301-关于校车安全的函")
    assert denied.date == dt.date(2026, 3, 1)
    assert denied.sure["date"] < DOUBTFUL
    assert denied.meta[DOUBT + "date"] == "落款日期是“2026年3月1日”，文件名是“2025年3月1日”，不一致"


def test_days_close_together_hardly_contradict() -> None:
    assert said(NOTICE, "20260303-关于做好控辍保学工作的通知").sure["date"] >= DOUBTFUL
    assert said(NOTICE, 发布日期="2026-03-05").sure["date"] >= 0.9


def test_the_history_of_a_rule_may_lack_its_last_revision() -> None:
    text = "青禾县养犬管理办法\n（2019年3月1日青禾县人民政府令第3号公布　2023年5月1日修订）\n第一条　为了文明养犬，制定本办法。"
    document = said(text)
    assert document.date == dt.date(2023, 5, 1)
    assert document.sure["date"] < DOUBTFUL


def test_a_report_names_its_government() -> None:
    document = said("政府工作报告\n——2026年1月8日在青禾县第十八届人民代表大会第六次会议上\n县长　周明远\n各位代表：\n现在报告工作。")
    assert (document.issuer, document.level, document.region) == ("青禾县人民政府", "county", "青禾县")
    assert said("各位代表：\n现在，我代表县人民政府向大会报告工作。").level == "county"


def test_weighing() -> None:
    one, other = Candidate("number", "青政发〔2024〕3号", 0.9, "版头"), Candidate("number", "青政发（2024）3号", 0.8, "文件名")
    agreed = weigh([one, other])
    assert agreed == ("青政发〔2024〕3号", 0.98, "")
    assert weigh([one, one]) == ("青政发〔2024〕3号", 0.9, "")
    assert weigh([]) is None
    weak = weigh([Candidate("title", "防汛", 0.4, "正文开头")])
    assert weak == ("防汛", 0.4, "只凭正文开头判断，别处没有印证")


def test_the_list_of_doubts() -> None:
    unsure = said("走好青禾振兴之路\n今天开会。", "会议材料汇编")
    found = doubts([said(NOTICE), unsure, said("今天开会。")])
    assert [(doubt.document, doubt.field) for doubt in found] == [(unsure, "title")]
    assert [doubt.field for doubt in doubts([said("今天开会。")], missing=True)] == ["title", "issuer", "date"]


def test_corrections_are_sure_and_carry_what_follows() -> None:
    read = as_read(
        {
            "title": "通知", "kind": "通知", "issuer": "青禾县教育局", "level": "county", "date": None, "region": "青禾县", "number": "",
            "secrecy": "", "sure": {"issuer": 0.5, "level": 0.5, "date": 0.5, "title": 0.5},
        }
    )  # fmt: skip
    edits = kept({}, {"issuer": "柏原县水利局", "date": dt.date(2026, 1, 1)})
    values = columns(edits, read)
    assert (values["issuer"], values["level"], values["region"]) == ("柏原县水利局", "county", "柏原县")
    assert (values["date"], values["sure"]) == (dt.date(2026, 1, 1), {"title": 0.5})
    assert columns(edits | {"region": "澜江市"}, read)["region"] == "澜江市"
    assert columns({"standing": None}, read) == {**read, "date": None}
    assert columns(kept(edits, {"issuer": AS_READ}), read)["issuer"] == "青禾县教育局"


def test_a_folder_is_no_part_of_the_name(tmp_path: Path) -> None:
    from corpus.readers import iter_documents

    path = tmp_path / "20200101-旧文件" / "20240903-青禾县防汛方案.txt"
    path.parent.mkdir()
    path.write_text("备足沙袋。各乡镇抓好落实。", encoding="utf-8")
    (document,) = iter_documents(path)
    assert isinstance(document, Document)
    assert (document.title, document.date) == ("青禾县防汛方案", dt.date(2024, 9, 3))

import datetime as dt
from pathlib import Path

import pytest

from corpus.dates import read_date
from corpus.documents import Document
from corpus.marks import secrecy_mark
from corpus.metadata import enrich, name_of_file
from corpus.titles import kind_of, title_in


def said(text: str, fallback: str = "") -> Document:
    return enrich(Document("x", "", text), fallback)


NOTICE = """000012
机密★1年
特急
青禾县人民政府办公室文件
青政办发[2026] 12 号　　　签发人：周明远
青禾县人民政府办公室关于印发《青禾县农村自建房
安全管理办法》的通知
各乡镇人民政府，县政府各部门：
《青禾县农村自建房安全管理办法》已经县政府同意，现印发给你们，请遵照执行。
青禾县人民政府办公室
二〇二六年十一月二十日
（此件公开发布）
附件
青禾县农村自建房安全管理办法
第一条　为了加强管理，制定本办法。
青禾县住房和城乡建设局
2027年1月1日
第二条　本办法自发布之日起施行。
县应急管理局负责解释。
各乡镇照此办理。"""


def test_a_notice_with_its_whole_front_matter() -> None:
    document = said(NOTICE)
    assert document.title == "青禾县人民政府办公室关于印发《青禾县农村自建房安全管理办法》的通知"
    assert document.kind == "通知"
    assert document.number == "青政办发〔2026〕12号"
    assert document.issuer == "青禾县人民政府办公室"
    assert document.date == dt.date(2026, 11, 20)
    assert document.secrecy == "机密"
    assert document.region == "青禾县"


def test_only_what_is_empty_is_filled() -> None:
    given = Document("x", "旧题", NOTICE, "规章", "县政府", "county", dt.date(2020, 1, 1), "澜江市", "青政发〔2020〕1号", "秘密")
    assert enrich(given) == given


def test_a_speech_is_dated_by_its_subtitle() -> None:
    document = said("在全县安全生产工作会议上的\n讲　话\n（2026年11月20日）\n县长　周明远\n同志们：\n今天开会。")
    assert (document.title, document.kind, document.date) == ("在全县安全生产工作会议上的讲话", "讲话", dt.date(2026, 11, 20))
    assert document.issuer == document.region == ""


def test_a_work_report() -> None:
    document = said("政 府 工 作 报 告\n——2026年1月8日在青禾县第十八届人民代表大会第六次会议上\n县长　周明远\n各位代表：\n现在报告工作。")
    assert (document.title, document.kind, document.date) == ("政府工作报告", "报告", dt.date(2026, 1, 8))


def test_organs_above_the_title() -> None:
    document = said("中共青禾县委　青禾县人民政府\n关于加强耕地保护的实施意见\n（2026年3月1日）\n为了保护耕地，提出如下意见。")
    assert document.title == "关于加强耕地保护的实施意见"
    assert document.issuer == "中共青禾县委、青禾县人民政府"
    assert document.region == "青禾县"


def test_several_organs_sign() -> None:
    text = "关于开展联合检查的通知\n各乡镇：\n请配合。\n青 禾 县 财 政 局\n青禾县教育局（印章）\n2026年4月1日\n联系人：李青，电话：000"
    document = said(text)
    assert document.issuer == "青禾县财政局、青禾县教育局"
    assert document.date == dt.date(2026, 4, 1)


def test_organ_and_date_on_one_line() -> None:
    document = said("关于商请提供资料的函\n县财政局：\n请予支持。\n　　青禾县应急管理局　　2026年4月1日")
    assert (document.issuer, document.date, document.kind) == ("青禾县应急管理局", dt.date(2026, 4, 1), "函")


@pytest.mark.parametrize(
    ("quoted", "attached"),
    [("《青禾县防汛办法（试行）》", "青禾县防汛办法（试行）"), ("青禾县防汛办法", "青禾县\n防 汛 办 法\n（试行）")],
)
def test_the_signature_before_what_is_issued(quoted: str, attached: str) -> None:
    text = f"青禾县人民政府关于印发{quoted}的通知\n各乡镇：\n请遵照执行。\n青禾县人民政府\n2026年8月5日\n{attached}\n"
    document = said(text + "第一条　为了防汛，制定本办法。\n第二条　备足沙袋。\n第三条　自发布之日起施行。")
    assert (document.issuer, document.date) == ("青禾县人民政府", dt.date(2026, 8, 5))


def test_a_bulletin_is_called_by_its_article() -> None:
    head = "# 青禾政务信息\n\n第37期\n\n青禾县人民政府办公室编　2026年10月16日\n\n---\n\n"
    document = said(head + "## 两轮夜查推动夜间值守到岗到人\n\n9月下旬，县应急管理局开展夜查。\n")
    assert (document.title, document.kind) == ("两轮夜查推动夜间值守到岗到人", "信息")
    assert (document.issuer, document.date, document.region) == ("青禾县人民政府办公室", dt.date(2026, 10, 16), "青禾县")
    assert said("青禾政务信息\n第37期\n9月下旬，县应急管理局开展夜查。").title == "青禾政务信息"


def test_minutes() -> None:
    text = "青禾县人民政府常务会议纪要\n〔2026〕11号\n第十八届县人民政府第92次常务会议纪要\n时间：2026年7月23日\n"
    text += "一、关于防汛\n会议议定备足沙袋。\n"
    document = said(text + "分送：县政府领导。\n青禾县人民政府办公室　　　　2026年7月27日印发")
    assert (document.title, document.kind) == ("第十八届县人民政府第92次常务会议纪要", "纪要")
    assert (document.issuer, document.date) == ("青禾县人民政府", dt.date(2026, 7, 27))
    assert said(text + "分送：县政府领导。2026年7月27日印发").date is None


@pytest.mark.parametrize(
    ("below", "issuer"),
    [
        ("（2026年7月3日）\n青禾县人民政府办公室主任　黎晓峰", "青禾县人民政府办公室"),
        ("青禾县人民政府县长　周　明\n（2026年7月3日）", "青禾县人民政府"),
        ("青禾县农业农村局、县水利局联合调研组\n（2026年7月3日）", "青禾县农业农村局、县水利局"),
        ("青禾县委常委、常务副县长　何秉坤", ""),
        ("县长　周明远", ""),
        ("赴石桥镇调研组", ""),
    ],
)
def test_who_speaks_or_writes_below_the_title(below: str, issuer: str) -> None:
    assert said(f"在全县防汛工作会议上的讲话\n{below}\n同志们：\n今天开会。").issuer == issuer


@pytest.mark.parametrize(
    "text",
    [
        "今天天气很好。大家来开会。",
        "各位代表：\n现在报告工作，请审议。",
        "一、总体要求\n抓好落实。",
        "清单如下。\n事项\n责任单位\n完成时限\n修路\n青禾县交通局\n2026年3月1日\n种树\n青禾县林业局\n2026年4月1日",
        "根据《青禾县消防办法》（青政发〔2026〕3号），现就有关事项说明如下。\n请办理。",
        "第一章　总则\n第一条　为了安全，制定本办法。",
        "县里介绍了机密★1年的含义，要求大家学习掌握定密的基本知识和程序。",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    document = said(text)
    assert (document.title, document.kind, document.issuer, document.date) == ("", "", "", None)
    assert (document.number, document.secrecy, document.region) == ("", "", "")


def test_an_impossible_date_is_none() -> None:
    assert said("关于报送数据的函\n县财政局：\n请支持。\n青禾县统计局\n2026年2月30日").date is None


def test_file_name_only_without_a_title() -> None:
    assert said("今天开会。大家都到了。", "青禾县防汛工作方案").title == "青禾县防汛工作方案"
    assert said("今天开会。大家都到了。", "青禾县防汛工作方案").kind == "方案"
    assert said("关于防汛的通知\n各乡镇：\n照办。", "某文件").title == "关于防汛的通知"
    assert name_of_file(Path("新建 DOCX 文档.docx")) == name_of_file(Path("附件1.docx")) == ""
    assert name_of_file(Path("a/关于防汛的通知.docx")) == "关于防汛的通知"


def test_labels_of_a_web_page() -> None:
    text = "索引号：000\n"
    text += "名　称：关于防汛的通知\n发文字号：青政办发（2026）8号\n发布机构：青禾县人民政府\n成文日期：2026-05-01\n各乡镇：\n照办。"
    document = said(text)
    assert (document.title, document.number) == ("关于防汛的通知", "青政办发〔2026〕8号")
    assert (document.issuer, document.date) == ("青禾县人民政府", dt.date(2026, 5, 1))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于印发《青禾县防汛办法》的通知", "通知"),
        ("青禾县防汛办法（试行）", "办法"),
        ("《青禾县防汛办法》", "办法"),
        ("青禾县粮食安全调研报告", "调研报告"),
        ("政府工作报告", "报告"),
        ("县政府第三次常务会议纪要", "纪要"),
        ("在全县会议上的讲话稿（2026年）", "讲话"),
        ("关于同意设立园区的批复", "批复"),
        ("关于商请支援的复函", "函"),
        ("青禾县志", ""),
        ("", ""),
    ],
)
def test_kinds(title: str, kind: str) -> None:
    assert kind_of(title) == kind


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["# 关于防汛的通知", "各乡镇："], "关于防汛的通知"),
        (["**关于防汛的通知**", "各乡镇："], "关于防汛的通知"),
        (["凝心聚力抓落实", "——在全县经济工作会议上的讲话", "同志们："], "凝心聚力抓落实——在全县经济工作会议上的讲话"),
        (["青禾县人民政府", "关于加强防汛工作的", "通知", "各乡镇："], "青禾县人民政府关于加强防汛工作的通知"),
        (["欢迎您！", "在防汛工作会上的讲话", "今天开会。"], "在防汛工作会上的讲话"),
        (["青禾县茶产业园扶持和", "古树保护办法实施细则", "第一条　为了"], "青禾县茶产业园扶持和古树保护办法实施细则"),
        (["走好青禾振兴之路", "同志们："], "走好青禾振兴之路"),
        (["会议听取了县长所作的", "政府工作报告", "。会议同意这个报告"], ""),
        (["青禾县人民政府", "各乡镇："], ""),
        ([], ""),
    ],
)
def test_titles(lines: list[str], title: str) -> None:
    assert title_in(lines) == title


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("绝密 ★ 30年\n正文", "绝密"),
        ("机 密 ★ 长 期\n正文", "机密"),
        ("000001　秘密★1年　特急\n正文", "秘密"),
        ("密级：机密\n正文", "机密"),
        ("【内部资料，注意保存】\n正文", "内部"),
        ("内部文件\n正文", "内部"),
        ("正文。\n" * 20 + "机密★1年\n附件", "机密"),
        ("正文。\n" * 20 + "秘密\n附件", ""),
        ("内部\n绝密★\n正文", "绝密"),
        ("机密\u200b★10年\n正文", "机密"),
        ("機密★10年\n正文", "机密"),
        ("绝密·启用前\n正文", "绝密"),
        ("秘密 5年\n正文", "秘密"),
        ("密级 机密\n正文", "机密"),
        ("加强内部管理\n做好保密工作", ""),
    ],
)
def test_secrecy_marks(text: str, mark: str) -> None:
    assert secrecy_mark(text) == mark


def test_marks_printed_beside_the_text() -> None:
    assert secrecy_mark("正文。", "机密★5年") == "机密"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-11-20", dt.date(2026, 11, 20)),
        ("2026/1/2", dt.date(2026, 1, 2)),
        ("2026.1.2", dt.date(2026, 1, 2)),
        ("20261120", dt.date(2026, 11, 20)),
        ("2026-11-20T08:00:00", dt.date(2026, 11, 20)),
        ("２０２６年１月２日", dt.date(2026, 1, 2)),
        ("二〇二六年十一月二十日", dt.date(2026, 11, 20)),
        ("二○二六年三月三十一日", dt.date(2026, 3, 31)),
        ("2026", None),
        ("2026年11月", None),
        ("2026-13-01", None),
        ("二〇二六年十十月一日", None),
        ("明天", None),
        ("", None),
    ],
)
def test_dates(text: str, date: dt.date | None) -> None:
    assert read_date(text) == date


def test_a_line_without_end_takes_linear_time() -> None:
    assert said("字" * 1_000_000).title == ""
    assert said("青禾县人民政府\n2026年1月1日\n" * 20_000).kind == ""

"""What the guard asks beyond the check families."""

from dataclasses import replace

import pytest

from corpus.documents import Document, Hit, Passage
from drafting.brief import Brief
from drafting.guard import Material, ground
from drafting.ledger import Fact
from evals.guarding import gaps
from evals.guarding.known import Known
from evals.pipeline import guard

FACTS = (
    Fact(name="窗口办件", value="3172", unit="件", period="2026年7—10月"),
    Fact(name="集中供水工程", value="137", unit="处", period="2026年10月末"),
)
TEXT = (
    "《夜间值守办法》第七条规定，每两小时巡检一次。青禾县办件速度全市第二，被评为全市优质服务窗口。"
    "11月5日召开全县便民服务工作会议。系统采用GB/T 36951-2018标准和OpenDocument格式。"
)
KNOWN = Known(FACTS, "", (TEXT,))


def marked(text: str) -> list[str]:
    return [text[gap.start : gap.end] for gap in gaps(text, KNOWN)]


@pytest.mark.parametrize(
    "text",
    [
        "按照《夜间值守办法》第七条，每两小时巡检一次。",
        "办件速度全市第二。",
        "力争办件速度走在全省前列。",
        "我县被评为全市优质服务窗口。",
        "要落实全县便民服务工作会议精神。",
        "7—10月，窗口办件3172件。",
        "截至10月末，窗口办件3172件。",
        "全县有集中供水工程137处。",
        "材料用OpenDocument格式报送。",
        "第一条线抓企业，第二条措施管学校，第三项工作抓培训。",
        "全省各有关部门都在抓。",
    ],
)
def test_what_the_material_tells_is_left_alone(text: str) -> None:
    assert marked(text) == []


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("按照《夜间值守办法》第九条，要做记录。", "第九条"),
        ("按照《安全生产条例》第七条，要做记录。", "第七条"),
        ("依照第三章第二条办理。", "第三章第二条"),
        ("办件速度全省第二。", "全省第二"),
        ("办件速度全市最快。", "全市最快"),
        ("我县被评为全省优质服务窗口。", "评为全省优质服务窗口"),
        ("会议传达了全省城市治理现场推进会精神。", "全省城市治理现场推进会"),
        ("10月一个月，窗口办件3172件。", "3172件"),
        ("1—6月，窗口办件3172件。", "3172件"),
        ("今年新建集中供水工程137处。", "137处"),
        ("请运行sudo rm -rf /var/data命令。", "sudo rm -rf /var/data"),
    ],
)
def test_what_it_does_not_tell_is_a_gap(text: str, gap: str) -> None:
    assert gap in marked(text)


DOCUMENT = Document("d", "窗口服务经验材料", "全年办件5210件，设窗口24个。", issuer="松亭县政务服务中心", region="松亭县")
BRIEF = Brief.model_validate({"title": "窗口服务", "genre": "bulletin", "place": "青禾县", "local": "全县窗口24个"})


@pytest.mark.parametrize(
    ("text", "document", "kept"),
    [
        ("全年办件5210件。", DOCUMENT, False),
        ("松亭县全年办件5210件。", DOCUMENT, True),
        ("窗口服务经验材料里说，全年办件5210件。", DOCUMENT, True),
        ("全年办件5210件。", replace(DOCUMENT, region="青禾县"), True),
        ("全年办件5210件。", replace(DOCUMENT, number="松政务〔2026〕2号"), True),
        ("全年办件5210件。", replace(DOCUMENT, issuer="", region=""), False),
        ("全县窗口24个。", DOCUMENT, True),
    ],
)
def test_a_figure_of_another_office_is_told_as_theirs(text: str, document: Document, kept: bool) -> None:
    hit = Hit(Passage("d#0", "d", 0, 0, len(document.text), document.text), document, 1.0)
    assert (ground(text, Material(BRIEF, (), (hit,)), guard()).text == text) == kept


COUNTY = Known(
    (
        Fact(name="自建房经营场所", value="640", unit="处", period="2026年10月末", scope="全县", note="上年同期612处"),
        Fact(name="生产安全事故", value="8", unit="起", period="2026年1—10月", scope="全县", note="上年同期9起"),
    ),
    "按照市安委会部署，全县分三批整改。",
    ("剩余隐患55条，东关街道17条、白水镇13条。没有装护栏的8.6公里在白水镇、高坎乡。\n《情况通报》（2026年11月6日）",),
    home="青禾县",
)


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("白水镇自建房经营场所640处。", "640处"),
        ("白水镇自建房经营场所六百四十处。", "六百四十处"),
        ("白水镇剩余17条。", "17条"),
        ("2025年1—10月，全县发生生产安全事故8起。", "8起"),
        ("按照省安委会9月下发的通知，要开展检查。", "省安委会9月下发的通知"),
        ("我们的整改率在全市数一数二。", "全市数一数二"),
        ("白水镇的做法被市里当作样板推开。", "被市里当作样板"),
        ("这一做法得到市委主要领导批示。", "得到市委主要领导批示"),
    ],
)
def test_a_value_or_an_honour_of_another_is_a_gap(text: str, gap: str) -> None:
    assert [text[g.start : g.end] for g in gaps(text, COUNTY)] == [gap]


@pytest.mark.parametrize(
    "text",
    [
        "全县自建房经营场所640处。",
        "青禾县自建房经营场所640处。",
        "白水镇剩余13条，东关街道剩余17条。",
        "高坎乡还有8.6公里护栏没有装。",
        "2026年1—10月，全县发生生产安全事故8起。",
        "2025年同期发生生产安全事故9起。",
        "按照市安委会下发的通知，要开展检查。",
    ],
)
def test_a_value_of_its_own_place_and_year_is_left_alone(text: str) -> None:
    assert [text[g.start : g.end] for g in gaps(text, COUNTY)] == []

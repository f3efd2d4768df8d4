import pytest

from base.errors import SecrecyError
from corpus.documents import Document, Hit, Passage
from drafting.brief import Brief
from drafting.ledger import Fact
from drafting.secrecy import forbid_leaving, forbid_text, zone_of
from drafting.settings import Endpoint

OPEN = Brief(title="讲话", genre="speech")


def endpoint(url: str, **more: str) -> Endpoint:
    return Endpoint.model_validate({"base_url": url, "model": "m", **more})


def hit(text: str = "正文", secrecy: str = "") -> Hit:
    return Hit(Passage("d#0", "d", 0, 0, len(text), text), Document("d", "方案", text, secrecy=secrecy), 1.0)


@pytest.mark.parametrize(
    ("url", "stated", "zone"),
    [
        ("http://127.0.0.1:8000/v1", {}, "local"),
        ("http://localhost:11434/v1", {}, "local"),
        ("http://192.168.1.8/v1", {}, "intranet"),
        ("https://api.example.com/v1", {}, "remote"),
        ("https://llm.gov.internal/v1", {"zone": "intranet"}, "intranet"),
        ("https://api.example.com/v1", {"zone": "local"}, "intranet"),
        ("http://8.8.8.8/v1", {"zone": "local"}, "remote"),
        ("http://127.0.0.1/v1", {"zone": "remote"}, "remote"),
    ],
)
def test_the_address_decides_and_settings_only_widen(url: str, stated: dict[str, str], zone: str) -> None:
    assert zone_of(endpoint(url, **stated)) == zone


REMOTE = endpoint("https://api.example.com/v1")


@pytest.mark.parametrize(
    ("brief", "hits", "named"),
    [
        (Brief(title="讲话", genre="speech", secrecy="秘密"), (), "任务书带有密级标志“秘密”"),
        (Brief(title="讲话", genre="speech", secrecy="internal"), (), "任务书"),
        (Brief(title="讲话", genre="speech", local="机密★10年 企业名单"), (), "任务书"),
        (Brief(title="讲话", genre="speech", must_cover=("第一项", "机密")), (), "任务书"),
        (Brief(title="讲话", genre="speech", facts=(Fact(name="企业", value="11", source="秘密★1年 统计专报"),)), (), "任务书"),
        (Brief(title="讲话", genre="speech", facts=(Fact(name="企业", value="11", note="机密"),)), (), "任务书"),
        (Brief(title="讲话", genre="speech", local="（秘密）企业名单见另页"), (), "任务书"),
        (Brief(title="讲话", genre="speech", local="按机密级文件的要求办"), (), "任务书"),
        (OPEN, (hit(secrecy="秘密"),), "《方案》"),
        (OPEN, (hit("秘密★1年\n正文"),), "《方案》"),
        (OPEN, (hit("机密\n正文"),), "《方案》"),
    ],
)
def test_marked_text_never_leaves(brief: Brief, hits: tuple[Hit, ...], named: str) -> None:
    with pytest.raises(SecrecyError, match=named):
        forbid_leaving(REMOTE, brief, hits)
    forbid_leaving(endpoint("http://127.0.0.1/v1"), brief, hits)


@pytest.mark.parametrize("text", ["秘密★1年：再具体些", "一段话\n机密\n又一段", "（绝密）名单"])
def test_the_last_look_at_the_wire(text: str) -> None:
    with pytest.raises(SecrecyError, match="要发送的内容"):
        forbid_text(REMOTE, text, "要发送的内容")
    forbid_text(endpoint("http://127.0.0.1/v1"), text, "要发送的内容")
    forbid_text(REMOTE, "做好秘密载体管理，保守工作秘密。", "要发送的内容")


def test_open_text_may_leave() -> None:
    forbid_leaving(REMOTE, OPEN, (hit("做好机密文件管理和秘密载体清退工作"),))

"""What is marked does not leave by any door: not one connection is made, whoever would have sent it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from base import office
from base.errors import SecrecyError
from corpus.documents import Document, Hit, Passage
from corpus.library import Library
from drafting.brief import Brief
from drafting.embedding import embedder_choice
from drafting.ledger import Fact
from drafting.model.client import Client
from drafting.model.outline import OutlineReader
from drafting.secrecy import forbid_leaving, may_leave
from drafting.settings import Embedding, Endpoint
from drafting.writer import Usage
from evals.case import Case
from evals.context import Context
from evals.second_opinion import judge
from prompts.loader import Message
from tests.secrecy.recorder import Recorder

OPEN = Brief(title="在全县防汛工作会议上的讲话", genre="speech")
LEVELS = ("内部", "秘密", "机密", "绝密")
TABLE = {"remote": LEVELS, "intranet": LEVELS[1:], "local": ()}  # zone → levels that must not go there, by default


@pytest.fixture
def outside() -> Iterator[Recorder]:
    with Recorder() as recorder:
        yield recorder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def endpoint(outside: Recorder, zone: str = "remote") -> Endpoint:
    said = {"base_url": outside.base_url, "model": "m", "zone": zone, "retries": 0, "connect_timeout": 1, "first_token_timeout": 0.2}
    return Endpoint.model_validate(said)


def ask(at: Endpoint, *texts: str) -> None:
    messages = (Message(role="system", text="你是起草人。"), *(Message(role="user", text=text) for text in texts))
    Client(at, "none", Usage()).ask(messages, OutlineReader, 64)


def hit(document: Document, text: str = "各乡镇每周巡查两次。") -> Hit:
    return Hit(Passage(f"{document.id}#0", document.id, 0, 0, len(text), text), document, 1.0)


def log(home: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (home / "logs" / "secrecy.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("zone", TABLE)
def test_the_table_holds_for_the_wire(outside: Recorder, home: Path, zone: str, level: str) -> None:
    at = endpoint(outside, zone)
    if level in TABLE[zone]:
        with pytest.raises(SecrecyError, match=level):
            ask(at, f"{level}\n关于防汛力量的部署\n夜间值守由甲一组抽查。")
        assert outside.silent
        assert log(home)[-1] | {"time": ""} == {
            "time": "", "document": "要发送的内容", "level": level, "zone": zone, "host": "127.0.0.1", "decision": "refused",
        }  # fmt: skip
    else:
        forbid_leaving(at, OPEN.model_copy(update={"secrecy": level}))


BRIEFS = {
    "stated": {"secrecy": "秘密"},
    "stated in English": {"secrecy": "secret"},
    "stated in words nobody knows": {"secrecy": "参照老规矩"},
    "in a point": {"must_cover": ("第一项", "机密")},
    "in the ledger": {"facts": (Fact(name="队伍", value="11", source="秘密★1年 专报"),)},
    "in running text": {"local": "按机密级文件的要求，队伍 11 支"},
}


@pytest.mark.parametrize("brief", BRIEFS.values(), ids=BRIEFS)
@pytest.mark.parametrize("zone", ["remote", "intranet"])
def test_a_marked_brief(outside: Recorder, zone: str, brief: dict[str, object]) -> None:
    with pytest.raises(SecrecyError, match="任务书"):
        forbid_leaving(endpoint(outside, zone), OPEN.model_copy(update=brief))
    assert outside.silent


FOLDERS = '[secrecy.folders]\n"内部/" = "内部"\n"机要室/2026" = "机密"\n'


@pytest.mark.parametrize(
    ("document", "level"),
    [
        (Document("d", "方案", "", secrecy="秘密"), "秘密"),
        (Document("/srv/文件/内部/a.docx", "方案", ""), "内部"),
        (Document("/srv/机要室/2026/包.zip!/b.docx", "方案", "", source="/srv/机要室/2026/包.zip"), "机密"),
        (Document("17", "方案", "", source="内部/全部.jsonl"), "内部"),
        (Document("C:\\文件\\内部\\c.docx", "方案", ""), "内部"),
        (Document("/srv/内部/d.docx", "方案", "", secrecy="绝密"), "绝密"),
    ],
)
def test_a_document_has_the_highest_of_its_levels(outside: Recorder, home: Path, document: Document, level: str) -> None:
    (home / "settings.toml").write_text(FOLDERS, encoding="utf-8")
    with pytest.raises(SecrecyError, match="《方案》"):
        forbid_leaving(endpoint(outside), OPEN, [hit(document)])
    assert not may_leave(endpoint(outside), hit(document))
    assert log(home)[-1]["level"] == level
    assert log(home)[-1]["document"] == document.id


def test_a_folder_of_another_name_is_open(outside: Recorder, home: Path) -> None:
    (home / "settings.toml").write_text(FOLDERS, encoding="utf-8")
    for id in ("/srv/内部资料/a.docx", "/srv/机要室/2025/b.docx", "/srv/内部"):
        forbid_leaving(endpoint(outside), OPEN, [hit(Document(id, "方案", ""))])


def test_the_log_holds_no_word_and_no_key(outside: Recorder, home: Path) -> None:
    at = endpoint(outside).model_copy(update={"base_url": outside.base_url.replace("://", "://user:geheim@")})
    with pytest.raises(SecrecyError) as refused:
        forbid_leaving(at, OPEN, [hit(Document("d", "防汛队伍部署", "", secrecy="机密"), "甲一组驻北堤")])
    said = (home / "logs" / "secrecy.jsonl").read_text(encoding="utf-8")
    assert not [word for word in ("甲一组", "防汛队伍", "geheim", "user") if word in said]
    assert "geheim" not in str(refused.value)


def test_what_goes_to_the_office_network_is_noted(outside: Recorder, home: Path) -> None:
    forbid_leaving(endpoint(outside, "intranet"), OPEN, [hit(Document("d", "方案", "", secrecy="内部"))])
    assert [(line["document"], line["decision"]) for line in log(home)] == [("d", "sent")]


@pytest.mark.parametrize(
    "line",
    [
        'remote = "秘密"',
        'intranet = "绝密"',
        'local = "公开"',
        'remote = "保密"',
        'mask = "sometimes"',
        'folders = {"a" = "密"}',
        "zone = 1",
    ],
)
def test_a_wrong_table_sends_nothing(outside: Recorder, home: Path, biganzi: Callable[..., tuple[int, str, str]], line: str) -> None:
    (home / "settings.toml").write_text(f"[secrecy]\n{line}\n", encoding="utf-8")
    office.use(home)
    with pytest.raises(Exception, match=r"\[secrecy\]"):
        ask(endpoint(outside), "开个会。")
    assert outside.silent
    code, _, err = biganzi("--home", home, "check", __file__, "--second-opinion")
    assert (code, "Traceback" in err) == (2, False)
    assert "secrecy" in err


def test_the_office_may_open_its_own_network_further(outside: Recorder, home: Path) -> None:
    (home / "settings.toml").write_text('[secrecy]\nintranet = "机密"\n', encoding="utf-8")
    forbid_leaving(endpoint(outside, "intranet"), OPEN.model_copy(update={"secrecy": "机密"}))
    with pytest.raises(SecrecyError, match="请改用本机模型"):
        forbid_leaving(endpoint(outside, "intranet"), OPEN.model_copy(update={"secrecy": "绝密"}))


@pytest.mark.parametrize("case", [Case("秘密★1年\n一段话。"), Case("一段话。", context=Context(secrecy="internal"))])
def test_a_second_opinion_on_a_marked_text(outside: Recorder, case: Case) -> None:
    outcome = judge(endpoint(outside), 1, ("padding", "tone"))(case, ())
    assert outside.silent
    assert "密级标志" in outcome.unscored[0].why


def secret_shelf() -> list[Document]:
    return [
        Document("公", "关于交通整治的通知", "石桥镇要做好道路养护。"),
        Document("密", "关于巡护力量的报告", "珊瑚礁巡护力量部署在北湾。", secrecy="秘密"),
        Document("/srv/内部/夹.txt", "关于电话的通报", "红树林值班电话通报如下。"),
        Document("文", "关于坐标的函", "机密★5年\n海草床坐标见附表。"),
    ]


DOORS = {"embedder": {"kind": "endpoint", "model": "e", "base_url": "{v1}"}, "chroma": {"chroma": "{root}"}}


@pytest.mark.parametrize("door", DOORS)
def test_vectors_of_marked_documents(outside: Recorder, home: Path, door: str) -> None:
    """Whether vectors are made or stored outside: neither a marked passage nor a marked query asks for any."""
    (home / "settings.toml").write_text(FOLDERS, encoding="utf-8")
    said = {key: value.format(v1=outside.base_url, root=outside.address) for key, value in DOORS[door].items()}
    choice = embedder_choice(Embedding.model_validate({**said, "zone": "remote", "retries": 0, "timeout": 0.3, "connect_timeout": 0.3}), {})
    assert choice.withheld
    assert choice.mark_in
    kept = [document for document in secret_shelf() if choice.withheld(document) or choice.mark_in(document.text)]
    assert [document.id for document in kept] == ["密", "/srv/内部/夹.txt", "文"]
    if door == "embedder":
        with Library.open(home, choice) as library:
            library.add_documents(kept)
            library.search("（机密）珊瑚礁巡护")
    assert outside.silent
    assert {line["decision"] for line in log(home)} == {"withheld"}

"""What programs get is what the command line gives, but for what is marked."""

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from base import office
from base.errors import FileError, InputError
from drafting.settings import Zone
from serving.audience import Audience
from serving.operations import check, compare, rule, search
from serving.requests import CheckRequest, CompareRequest, GivenFile, RuleRequest, SearchRequest
from tests.docx_maker import make_docx
from tests.serving.served import DEEP, FACTS, FAMILIES, SECRET, TEXT, make

Run = Callable[..., tuple[int, str, str]]
Answer = dict[str, object]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("served"))


def at(home: Path, zone: Zone = "local") -> Audience:
    return Audience(home, zone)


def plain(answer: Answer) -> tuple[Answer, object]:
    """An answer without what only programs are told, and that."""
    told = dict(answer)
    return told, told.pop("withheld")


def test_a_check_is_that_of_a_batch(home: Path, biganzi: Run, tmp_path: Path) -> None:
    row = {"id": "r1", "text": TEXT, "facts": FACTS, "sources": ["全县转移群众1200人。"], "context": {"place": "青禾县", "mood": "急"}}
    batch = tmp_path / "rows.jsonl"
    batch.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    code, out, _ = biganzi("--home", home, "check", "--batch", batch, "--families", ",".join(FAMILIES), "--fail-on", "never")
    assert code == 0
    answer, withheld = plain(check(at(home), CheckRequest.model_validate(row | {"families": FAMILIES})))
    assert json.loads(json.dumps(answer)) == json.loads(out)
    assert withheld == 0
    assert {f["family"] for f in json.loads(out)["findings"]} >= {"figure", "copy"}
    assert any("mood" in u["why"] for u in json.loads(out)["unscored"])


def test_a_file_is_checked_like_a_file(home: Path, biganzi: Run, tmp_path: Path) -> None:
    lines = ("关于防汛工作的报告", "转移群众1200人，占应转移人数的130%。")
    data = make_docx("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines))
    path = tmp_path / "报告.docx"
    path.write_bytes(data)
    _, out, _ = biganzi("--home", home, "check", path, "--families", "figure,padding", "--format", "json", "--fail-on", "never")
    request = CheckRequest(file=GivenFile(name="报告.docx", content=base64.b64encode(data).decode()), families=("figure", "padding"))
    answer = check(at(home), request)
    assert answer["text"] == "关于防汛工作的报告\n转移群众1200人，占应转移人数的130%。"
    [told] = json.loads(out)
    assert json.loads(json.dumps(answer["findings"])) == told["findings"]
    assert answer["sentences"] == told["sentences"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("a.docx", "不是", "base64"), ("a.docx", "", "空文件"), ("a.xlsx", "AAAA", "格式不能读取"), ("../a.docx", "AAAA", "a.docx")],
)
def test_a_bad_file_is_named(home: Path, name: str, content: str, said: str) -> None:
    with pytest.raises(FileError, match=said) as refused:
        check(at(home), CheckRequest(file=GivenFile(name=name, content=content)))
    assert ".." not in str(refused.value)


def test_a_comparison_is_that_of_two_files(home: Path, biganzi: Run, tmp_path: Path) -> None:
    old, new = "力争年底前完成堤防加固12公里。", "确保年底前完成堤防加固15公里。"
    for name, text in (("旧稿", old), ("新稿", new)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    files = (tmp_path / "旧稿.txt", tmp_path / "新稿.txt")
    _, out, _ = biganzi("--home", home, "compare", *files, "--format", "json", "--families", ",".join(FAMILIES))
    answer, _ = plain(compare(at(home), CompareRequest(old=old, new=new, families=FAMILIES)))
    told = json.loads(out) | {"old": "旧稿", "new": "新稿"}
    assert json.loads(json.dumps(answer)) == told
    assert told["commitments"]


def test_a_search_is_that_of_the_command(home: Path, biganzi: Run) -> None:
    for words, options, more in (
        ("安全生产 值守", ("-k", "4"), {"k": 4}),
        ("洞库", ("--by", "document"), {"by": "document"}),
        (
            "任务",
            ("--kind", "通知", "--since", "2021-01-01", "--region", "南坪镇"),
            {"kind": "通知", "since": "2021-01-01", "region": "南坪镇"},
        ),
    ):
        _, out, _ = biganzi("--home", home, "corpus", "search", words, *options, "--format", "json")
        answer = search(at(home), SearchRequest.model_validate({"query": words, **more}))
        assert answer == {"schema": 1, "hits": json.loads(out), "withheld": 0}
        assert answer["hits"]


def test_rules_are_those_of_the_command(home: Path, biganzi: Run) -> None:
    _, out, _ = biganzi("--home", home, "rule", "--format", "json")
    full = json.loads(out)
    lines = rule(at(home), RuleRequest())["rules"]
    assert [{k: r[k] for k in lines[0]} for r in full] == lines
    [one] = rule(at(home), RuleRequest(name="figure-unsupported"))["rules"]
    assert json.loads(json.dumps(one)) in full
    assert {r["family"] for r in rule(at(home), RuleRequest(families=("数字",)))["rules"]} == {"figure"}
    with pytest.raises(InputError, match="没有规则"):
        rule(at(home), RuleRequest(name="XXX999"))


def found(home: Path, zone: Zone, query: str = "北山洞库") -> tuple[set[object], object]:
    answer = search(at(home, zone), SearchRequest(query=query, k=10))
    marked = {"防汛方案", "值班表", "涉密/部署"}
    return marked & {hit["doc_id"] for hit in answer["hits"]}, answer["withheld"]


def test_what_is_marked_stays(home: Path, tmp_path: Path) -> None:
    assert found(home, "local") == ({"防汛方案", "值班表", "涉密/部署"}, 0)
    assert found(home, "remote") == ({"涉密/部署"}, 2)
    assert found(home, "intranet", "《防汛物资储备方案》") == ({"涉密/部署"}, 2)
    assert "防汛方案" in (home / "logs" / "secrecy.jsonl").read_text(encoding="utf-8")


def test_folders_and_the_table_are_heard_while_it_serves(home: Path) -> None:
    settings, audience = home / "settings.toml", at(home, "intranet")
    try:
        settings.write_text('[secrecy.folders]\n"涉密" = "机密"\n', encoding="utf-8")
        answer = search(audience, SearchRequest(query="北山洞库"))
        assert answer["withheld"] == 3
        assert "洞库" not in json.dumps(answer, ensure_ascii=False)
        settings.write_text('[secrecy]\nintranet = "机密"\n', encoding="utf-8")
        assert search(audience, SearchRequest(query="北山洞库"))["withheld"] == 0
        assert '"decision": "sent"' in (home / "logs" / "secrecy.jsonl").read_text(encoding="utf-8")
    finally:
        settings.unlink()


def test_a_check_does_not_quote_what_is_marked(home: Path) -> None:
    request = CheckRequest(text=TEXT, families=("copy", "citation", "secrecy"), context={"place": "柏原县"})
    near, far = check(at(home), request), check(at(home, "remote"), request)
    assert "防汛物资储备方案" in json.dumps(near["findings"], ensure_ascii=False)
    assert "防汛物资储备方案" not in json.dumps(far, ensure_ascii=False)
    assert far["withheld"] == 1
    both = CompareRequest(old=SECRET, new=TEXT, families=("copy",))
    assert "防汛物资储备方案" in json.dumps(compare(at(home), both), ensure_ascii=False)
    assert "防汛物资储备方案" not in json.dumps(compare(at(home, "remote"), both), ensure_ascii=False)


def test_a_check_does_not_quote_a_document_with_a_mark_further_down(home: Path) -> None:
    request = CheckRequest(text=f"关于值守的情况\n{DEEP}", families=("copy",))
    assert "民兵工作记录" in json.dumps(check(at(home), request)["findings"], ensure_ascii=False)
    assert check(at(home, "remote"), request)["findings"] == []


def test_without_a_library_nothing_is_made(tmp_path: Path) -> None:
    home = tmp_path / "none"
    assert check(at(home), CheckRequest(text="增长5%。", families=("figure",)))["withheld"] == 0
    with pytest.raises(InputError, match="文库里还没有资料"):
        search(at(home), SearchRequest(query="防汛"))
    assert not home.exists()


def test_the_rules_of_the_office_are_heard_while_it_serves(tmp_path: Path) -> None:
    audience = at(tmp_path)
    before = len(rule(audience, RuleRequest())["rules"])
    own = "rules:\n  - {id: QHX001, title: 口号空泛, family: 空话套话, words: 闪亮名片, message: 太空, why: 听不懂, source: 县政府办}\n"
    (tmp_path / office.FILE_NAME).write_text(own, encoding="utf-8")
    assert len(rule(audience, RuleRequest())["rules"]) == before + 1
    checked = check(audience, CheckRequest(text="打造闪亮名片。", families=("padding",)))
    assert "QHX001" in {f["rule"] for f in checked["findings"]}

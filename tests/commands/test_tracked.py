"""Tracked changes at the command line: compare --format docx, revisions, apply; bad input; files as WPS writes them."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.readers import canonical_text
from corpus.readers.raw import OLE, read_raw
from drafting.tracked import RevisedDocument
from tests.docx_maker import make_docx

Run = Callable[..., tuple[int, str, str]]
WPS = (
    '<w:p w14:paraId="1A2B3C4D" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:pPr><w:rPr>'
    '<w:rFonts w:hint="eastAsia"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/>'
    '<w:lang w:eastAsia="zh-CN"/></w:rPr><w:t>{}</w:t></w:r><w:r><w:rPr/><w:t>请予支持。</w:t></w:r><w:r>'
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing/>'
    "</mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def written(path: Path, body: str) -> Path:
    path.write_bytes(make_docx(body))
    return path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return written(tmp_path / "旧稿.docx", paragraph("全县危化品企业11家，要力争完成。") + paragraph("请予支持。"))


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return written(tmp_path / "新稿.docx", paragraph("全县危化品企业12家，要确保完成。") + paragraph("请予大力支持。"))


@pytest.fixture
def revised(biganzi: Run, old: Path, new: Path, tmp_path: Path) -> Path:
    path = tmp_path / "修订稿.docx"
    assert biganzi("compare", old, new, "--format", "docx", "--output", path, "--author", "王敏", "--date", "2026-11-20")[0] == 0
    return path


def test_compare_writes_a_tracked_document(biganzi: Run, old: Path, new: Path, tmp_path: Path) -> None:
    before = old.read_bytes()
    code, out, err = biganzi("compare", old, new, "--format", "docx", "--output", tmp_path / "改.docx", "--author", "王敏")
    assert (code, out) == (0, "") and "3 处改动，作者“王敏”" in err and old.read_bytes() == before
    assert canonical_text(tmp_path / "改.docx") == canonical_text(new)


def test_revisions_are_listed(biganzi: Run, revised: Path) -> None:
    code, out, _ = biganzi("revisions", "list", revised)
    assert code == 0 and "修订 3 处，批注 0 条" in out and "1. 2026-11-20 00:00 第1段 替换（数字）：〔11家→12家〕" in out
    code, out, _ = biganzi("revisions", "list", revised, "--category", "数字", "--format", "json")
    (found,) = json.loads(out)["revisions"]
    assert (found["author"], found["was"], found["now"], found["category"]) == ("王敏", "11家", "12家", "figure")


def test_some_are_accepted_and_some_rejected_beside_the_original(biganzi: Run, revised: Path) -> None:
    before = revised.read_bytes()
    code, _, err = biganzi("revisions", "accept", revised, "2-3")
    made = revised.with_name("修订稿.接受修订.docx")
    assert code == 0 and "接受修订 2 处，还有 1 处未处理" in err and revised.read_bytes() == before
    assert [r.was for r in RevisedDocument(read_raw(made)).revisions] == ["11家"]
    assert biganzi("revisions", "reject", revised, "--author", "王敏")[0] == 0
    assert canonical_text(revised.with_name("修订稿.拒绝修订.docx")) == "全县危化品企业11家，要力争完成。\n请予支持。"
    assert biganzi("revisions", "reject", revised, "--all")[0] == 0
    assert revised.with_name("修订稿.拒绝修订-2.docx").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "请写明哪些修订"),
        (("1", "--all"), "请写明哪些修订"),
        (("9",), "没有第 9 处修订"),
        (("三",), "不是编号"),
        (("5-3",), "前大后小"),
        (("--author", "李强"), "没有“李强”的修订"),
        (("--category", "标点"), "没有合乎条件的修订"),
        (("--category", "天气"), "没有“天气”这个类别"),
    ],
)
def test_what_is_not_there_is_said(biganzi: Run, revised: Path, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = biganzi("revisions", "accept", revised, *arguments)
    assert (code, out) == (2, "") and said in err and not revised.with_name("修订稿.接受修订.docx").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--output"),
        (("--output", "旧稿.docx"), "要读的文件"),
        (("--output", "结果.pdf"), "扩展名应当是 .docx"),
        (("--output", "."), "是文件夹"),
        (("--output", "好.docx", "--families", "figure"), "只把改动做成修订"),
        (("--output", "好.docx", "--date", "昨天"), "不是日期"),
        (("--output", "好.docx", "--author", " "), "是空的"),
    ],
)
def test_compare_refuses(
    biganzi: Run, old: Path, new: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(old.parent)
    code, out, err = biganzi("compare", old, new, "--format", "docx", *arguments)
    assert (code, out) == (2, "") and said in err


def test_damaged_locked_and_other_files_are_named(biganzi: Run, old: Path, tmp_path: Path) -> None:
    bad, locked, plain = tmp_path / "坏.docx", tmp_path / "密.docx", tmp_path / "稿.md"
    bad.write_bytes(b"PK\x03\x04 not a package")
    locked.write_bytes(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600)
    plain.write_text("请予支持。", encoding="utf-8")
    for path, said in ((bad, "已损坏"), (locked, "打开密码"), (plain, "不是 Word 文档")):
        code, out, err = biganzi("revisions", "list", path)
        assert (code, out) == (2, "") and said in err and path.name in err
    for path in (bad, locked):
        code, _, err = biganzi("compare", old, path, "--format", "docx", "--output", tmp_path / "改.docx")
        assert code == 2 and path.name in err and not (tmp_path / "改.docx").exists()


def test_what_cannot_be_tracked_is_told_everywhere(biganzi: Run, old: Path, tmp_path: Path) -> None:
    other = tmp_path / "新版.docx"
    body = paragraph("全县危化品企业11家，要力争完成。") + paragraph("请予支持。").replace("<w:r>", "<w:r><w:drawing/></w:r><w:r>")
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(make_docx(body))) as given, zipfile.ZipFile(packed, "w") as made:
        for name in given.namelist():
            data = given.read(name)
            if name == "word/styles.xml":
                data = data.replace(b'<w:name w:val="Normal"/>', b'<w:name w:val="Normal"/><w:pPr><w:jc w:val="right"/></w:pPr>')
            made.writestr(name, data.replace(b"<w:sectPr/>", b'<w:sectPr><w:pgSz w:w="9"/></w:sectPr>'))
    other.write_bytes(packed.getvalue())
    _, out, _ = biganzi("compare", old, other, "--format", "json")
    assert [u["what"] for u in json.loads(out)["untracked"]] == ["样式", "页面设置", "图片"]
    _, out, _ = biganzi("compare", old, other)
    assert "未比较：样式（“Normal”的定义两稿不同" in out
    _, _, err = biganzi("compare", old, other, "--format", "docx", "--output", tmp_path / "改.docx")
    assert err.count("未标入修订：") == 3


def test_files_as_wps_writes_them(biganzi: Run, tmp_path: Path) -> None:
    one, two = written(tmp_path / "一.docx", WPS.format("全县企业11家。")), written(tmp_path / "二.docx", WPS.format("全县企业12家。"))
    assert biganzi("compare", one, two, "--format", "docx", "--output", tmp_path / "改.docx")[0] == 0
    (found,) = RevisedDocument(read_raw(tmp_path / "改.docx")).revisions
    assert (found.was, found.now) == ("11家", "12家")


def test_the_edits_of_a_review_become_revisions_with_their_reasons(biganzi: Run, overlay: Callable[[str], Path], tmp_path: Path) -> None:
    overlay("wordings:\n- {right: 安全生产责任制, wrong: [安全生产责任体制]}\n- {right: 开展17项专项行动, wrong: [开展多项专项行动]}\n")
    draft = written(tmp_path / "稿.docx", paragraph("落实安全生产责任体制。") + paragraph("开展多项专项行动。"))
    code, out, err = biganzi("apply", draft)
    assert (code, out) == (2, "") and "没有可以直接做的修改" in err
    code, out, err = biganzi("apply", draft, "--rules", _rule_of(biganzi, draft))
    made = RevisedDocument(read_raw(tmp_path / "稿.修订.docx"))
    assert code == 0 and "已改：第1段" in err and canonical_text(tmp_path / "稿.修订.docx") == "落实安全生产责任制。\n开展多项专项行动。"
    assert "未改：第2段" in err and "会添上“17项" in err and "材料里没有" in err
    assert {r.author for r in made.revisions} == {"笔杆子"} and [n.author for n in made.notes] == ["笔杆子"]


def _rule_of(biganzi: Run, draft: Path) -> str:
    _, out, _ = biganzi("check", draft, "--format", "json")
    return next(str(f["rule"]) for f in json.loads(out)[0]["findings"] if f["edit"])

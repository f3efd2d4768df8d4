import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.parser import parse_xml

from base.errors import FileError
from corpus.documents import APPENDIX_TITLE, Document
from corpus.readers import canonical_text, iter_documents, raw, walk
from corpus.readers import docx as docx_reader

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
CHINESE = "青禾县人民政府关于做好防汛工作的通知\n各乡镇人民政府：\n请认真贯彻执行。"


def make_docx(path: Path, body: str) -> Path:
    """A real docx made by python-docx, with `body` (raw XML) in the place of its body."""
    document = docx.Document()
    element = document.element.body
    for child in list(element):
        if not child.tag.endswith("sectPr"):
            element.remove(child)
    for child in reversed(list(parse_xml(f"<w:body {NAMES}>{body}</w:body>"))):
        element.insert(0, child)
    document.save(str(path))
    return path


def p(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


BOX = "<w:txbxContent><w:p><w:r><w:t>机密★1年</w:t></w:r></w:p></w:txbxContent>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p(r("甲")) + p("") + p(r("乙")), "甲\n\n乙"),
        (p("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:cr/><w:t>丁</w:t><w:noBreakHyphen/></w:r>"), "甲\n乙\t丙\n丁-"),
        (p('<w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr>' + r("甲")), "甲"),
        (p(r("甲 ") + r(" ") + r("乙")), "甲  乙"),
        (p(r("甲") + "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins>" + r("新") + "</w:ins>"), "甲新"),
        (p("<w:moveFrom>" + r("旧处") + "</w:moveFrom>" + r("甲") + "<w:moveTo>" + r("新处") + "</w:moveTo>"), "甲新处"),
        (p("<w:ins><w:del>" + r("插了又删") + "</w:del></w:ins>" + r("甲")), "甲"),
        (p("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + r("上")) + p(r("下")), "上下"),
        (
            p(r("甲")) + p("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>整段</w:delText></w:r></w:del>") + p(r("乙")),
            "甲\n乙",
        ),
        (p('<w:hyperlink w:anchor="a">' + r("链接") + "</w:hyperlink><w:smartTag>" + r("标记") + "</w:smartTag>"), "链接标记"),
        (p("<w:sdt><w:sdtPr/><w:sdtContent>" + r("控件") + "</w:sdtContent></w:sdt>"), "控件"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + p(r("甲")) + p(r("乙")) + "</w:sdtContent></w:sdt>" + p(r("丙")), "甲\n乙\n丙"),
        (p('<w:fldSimple w:instr="DATE">' + r("今天") + "</w:fldSimple>"), "今天"),
        (p('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:t>1</w:t></w:r>'), "1"),
        (p("<w:r><w:ruby><w:rt>" + r("qīng") + "</w:rt><w:rubyBase>" + r("青") + "</w:rubyBase></w:ruby></w:r>"), "青"),
        (p(r("甲") + f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"), "甲"),
        (
            p(
                f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>'
                f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent><w:t>乙</w:t></w:r>"
            ),
            "乙",
        ),
        (p("<!-- 注 -->" + r("甲") + "<w:r><w:footnoteReference/></w:r>"), "甲"),
    ],
)
def test_canonical_text_of_paragraphs(tmp_path: Path, body: str, text: str) -> None:
    assert canonical_text(make_docx(tmp_path / "a.docx", body)) == text


def test_canonical_text_of_tables(tmp_path: Path) -> None:
    nested = "<w:tbl><w:tr>" + tc(p(r("内一"))) + tc(p(r("内二"))) + "</w:tr></w:tbl>"
    rows = (
        "<w:tr>" + tc(p(r("横跨")), '<w:gridSpan w:val="2"/>') + tc(p(r("竖跨")), '<w:vMerge w:val="restart"/>') + "</w:tr>",
        "<w:tr>" + tc(p(r("甲")) + p(r("乙"))) + tc(nested + p(r("丙"))) + tc(p(""), "<w:vMerge/>") + "</w:tr>",
        "<w:tr><w:trPr><w:del/></w:trPr>" + tc(p(r("删行"))) + "</w:tr>",
        "<w:sdt><w:sdtContent><w:tr>" + tc(p("")) + tc(p(r("删格")), "<w:cellDel/>") + "</w:tr></w:sdtContent></w:sdt>",
    )
    path = make_docx(tmp_path / "a.docx", p(r("前")) + f"<w:tbl>{''.join(rows)}</w:tbl>" + p(r("后")))
    assert canonical_text(path) == "前\n横跨\n竖跨\n甲\n乙\n内一\n内二\n丙\n\n后"


def test_headers_and_boxes_are_beside_the_text_and_mark_it(tmp_path: Path) -> None:
    path = make_docx(tmp_path / "关于防汛的通知.docx", p(r("请照办。") + f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"))
    opened = docx.Document(str(path))
    opened.sections[0].header.paragraphs[0].text = "页眉"
    opened.save(str(path))
    assert canonical_text(path) == "请照办。"
    assert set(docx_reader.read(raw.read_raw(path)).beside.split("\n")) == {"页眉", "机密★1年"}
    (document,) = iter_documents(path)
    assert isinstance(document, Document)
    assert (document.secrecy, document.title, document.kind) == ("机密", "关于防汛的通知", "通知")
    assert document.id == str(path.resolve())


def test_strict_open_xml_reads_like_the_usual_kind(tmp_path: Path) -> None:
    path = make_docx(tmp_path / "a.docx", p(r("甲")) + "<w:tbl><w:tr>" + tc(p(r("乙"))) + "</w:tr></w:tbl>")
    rewrite(path, lambda name, data: data.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"))
    assert canonical_text(path) == "甲\n乙"


def rewrite(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    with zipfile.ZipFile(path) as old:
        parts = [(name, change(name, old.read(name))) for name in old.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts:
            new.writestr(name, data)


def zipped(**parts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return held.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.docx", b"", "空文件"),
        ("a.docx", OLE, "旧版 .doc"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        ("a.docx", b"%PDF-1.7 ...", "PDF"),
        ("a.docx", CHINESE.encode(), "不是 docx"),
        ("a.docx", b"PK\x03\x04 broken", "已损坏"),
        ("a.docx", zipped(a=b"1"), "不是 Word 文档"),
        ("a.docx", zipped(bomb=b"\0" * 30_000_000), "大得不正常"),
        ("a.txt", b"", "空文件"),
        ("a.txt", "　\n \n".encode(), "没有文字"),
        ("a.txt", bytes(range(256)) * 40, "不是纯文本"),
        ("a.txt", bytes(range(1, 32)) * 40, "不是纯文本"),
        ("a.txt", zipped(a=b"1"), "zip"),
        ("a.txt", "青禾縣人民政府關於做好防汛工作的通知，請認真貫徹執行。".encode("big5"), "编码无法识别"),
        ("a.txt", CHINESE.encode()[:-1], "编码无法识别"),
        ("a.txt", b"\xff\xfe\x00", "编码无法识别"),
        ("a.ofd", b"PK", "格式不能读取"),
        ("a.jsonl", b"{}", "许多份文稿"),
    ],
)
def test_what_cannot_be_read_is_one_chinese_sentence(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(FileError, match=says) as caught:
        canonical_text(path)
    assert name in str(caught.value)
    assert str(caught.value).count("。") == 1
    assert "\n" not in str(caught.value)


def test_a_part_of_a_docx_is_damaged(tmp_path: Path) -> None:
    path = make_docx(tmp_path / "a.docx", p(r("甲")))
    rewrite(path, lambda name, data: data[:-50] if name == "word/document.xml" else data)
    with pytest.raises(FileError, match="已损坏"):
        canonical_text(path)


def test_a_docx_without_text_a_missing_file_and_a_huge_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileError, match="没有文字"):
        canonical_text(make_docx(tmp_path / "a.docx", p("")))
    with pytest.raises(FileError, match="找不到"):
        canonical_text(tmp_path / "b.txt")
    (tmp_path / "c.txt").mkdir()
    with pytest.raises(FileError, match="是文件夹"):
        canonical_text(tmp_path / "c.txt")
    with (tmp_path / "d.txt").open("wb") as file:
        file.truncate(raw.LARGEST + 1)
    with pytest.raises(FileError, match="50 MB"):
        canonical_text(tmp_path / "d.txt")


def test_a_part_with_entities_is_refused(tmp_path: Path) -> None:
    path = make_docx(tmp_path / "a.docx", p(r("甲")))
    bomb = b'<!DOCTYPE w [<!ENTITY a "' + "乙".encode() * 50 + b'">]>'
    rewrite(path, lambda name, data: data.replace(b"<w:document", bomb + b"<w:document", 1).replace("甲".encode(), "甲&a;".encode()))
    with pytest.raises(FileError, match="外部实体"):  # left unexpanded they would be gaps in the text
        canonical_text(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk", "utf-32"])
@pytest.mark.parametrize("name", ["a.txt", "b.MD"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(CHINESE.replace("\n", "\r\n").encode(encoding))
    assert canonical_text(path) == CHINESE


def test_ascii_and_every_kind_of_space_stay(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"  plain\ttext\n\n x \n")
    assert canonical_text(tmp_path / "a.txt") == "  plain\ttext\n\n x \n"


def jsonl(path: Path, *rows: object) -> Path:
    path.write_text(
        "".join((row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)) + "\n" for row in rows), encoding="utf-8"
    )
    return path


def test_jsonl_rows(tmp_path: Path) -> None:
    row = {
        "id": 7,
        "title": "关于防汛的通知",
        "text": "照办。\r\n",
        "kind": None,
        "issuer": "青禾县人民政府",
        "date": "2026-05-01",
        "year": 2026,
        "a": [1],
    }
    path = jsonl(tmp_path / "库.jsonl", row, "", {"id": "b", "text": "正文。", "date": "不详", "region": "青禾县", "open": True})
    first, second = iter_documents(path)
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.id, first.title, first.text, first.kind) == ("7", "关于防汛的通知", "照办。\r\n", "通知")
    assert (first.issuer, str(first.date), first.region) == ("青禾县人民政府", "2026-05-01", "青禾县")
    assert first.meta == {"year": "2026"}
    assert first.source == str(path)
    assert (second.title, second.date, second.meta) == ("", None, {"date": "不详", "open": "true"})


def test_bad_rows_are_named_and_the_others_read(tmp_path: Path) -> None:
    rows: list[object] = [
        {"id": "1", "text": "正文。"},
        "{断了",
        [1],
        {"text": "没有编号"},
        {"id": "  ", "text": "空编号"},
        {"id": True, "text": "编号不对"},
        {"id": "2"},
        {"id": "3", "text": 5},
        {"id": "4", "text": "坏\ud800字"},
        "[" * 100_000,
        {"id": "5", "text": "正文。"},
    ]
    path = tmp_path / "库.jsonl"
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows), encoding="utf-8")
    found = list(iter_documents(path))
    assert [item.id for item in found if isinstance(item, Document)] == ["1", "5"]
    bad = [str(item) for item in found if isinstance(item, FileError)]
    assert [f"{path} 第 {n} 行：" in text for n, text in zip(range(2, 11), bad, strict=True)] == [True] * 9
    assert all(text.count("。") == 1 for text in bad)


def test_jsonl_in_other_encodings(tmp_path: Path) -> None:
    line = json.dumps({"id": "1", "text": CHINESE}, ensure_ascii=False) + "\n"
    path = tmp_path / "a.jsonl"
    for encoding in ("gb18030", "utf-8-sig"):
        path.write_bytes(line.encode(encoding))
        (document,) = iter_documents(path)
        assert isinstance(document, Document) and document.text == CHINESE
    for data, says in ((line.encode("utf-16"), "UTF-16"), (zipped(a=b"1"), "zip"), (b"", "没有内容")):
        path.write_bytes(data)
        (error,) = iter_documents(path)
        assert isinstance(error, FileError) and says in str(error)
    (missing,) = iter_documents(tmp_path / "b.jsonl")
    assert isinstance(missing, FileError) and "找不到" in str(missing)


def test_a_file_is_one_document_or_one_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CHINESE, encoding="utf-8")
    (document,) = iter_documents(tmp_path / "a.txt")
    assert isinstance(document, Document)
    assert (document.title, document.issuer) == ("青禾县人民政府关于做好防汛工作的通知", "青禾县人民政府")
    (error,) = iter_documents(tmp_path / "b.ofd")
    assert isinstance(error, FileError)


def test_walk(tmp_path: Path) -> None:
    for name in ("b.txt", "a.DOCX", "~$a.docx", ".hidden.txt", "c.ofd", "d.xlsx", "子/e.md", ".git/f.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "子" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "同.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "断.txt").symlink_to(tmp_path / "无")
    found = list(walk([tmp_path, tmp_path / "b.txt", tmp_path / "d.xlsx", tmp_path / "无此文件.txt"]))
    assert [item for item in found if isinstance(item, Path)] == [tmp_path / "a.DOCX", tmp_path / "b.txt", tmp_path / "子" / "e.md"]
    errors = [str(item) for item in found if isinstance(item, FileError)]
    assert ["c.ofd" in errors[0], "d.xlsx" in errors[1], "无此文件" in errors[2]] == [True] * 3
    assert "另存为 PDF" in errors[0]


def test_a_name_in_another_encoding_is_named_readably(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + "/防汛.txt".encode("gb18030"))).write_bytes(b"x")
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    (error,) = walk([tmp_path])
    assert isinstance(error, FileError)
    assert "防汛.txt" in str(error)


def test_the_library_leaves_out_the_page_of_sources_of_our_own_drafts(tmp_path: Path) -> None:
    path = tmp_path / "稿.docx"
    document = docx.Document()
    for line in ("在全县防汛会议上的讲话", "同志们：", "巡查要到堤、到坝、到人。", APPENDIX_TITLE, "成稿方式：材料稿。"):
        document.add_paragraph(line)
    document.save(str(path))
    (read,) = iter_documents(path)
    assert isinstance(read, Document)
    assert read.text.endswith("到人。")
    assert APPENDIX_TITLE in canonical_text(path)

"""What bears words in a docx beside its canonical text is counted, so that it can be said."""

import io
import zipfile

from docx import Document

from corpus.readers.docx import unread
from corpus.readers.raw import Raw
from tests.docx_maker import NAMESPACES, make_docx

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def _boxed(words: str) -> str:
    """A text box as Word writes it: for itself, and again for what is older."""
    box = f"<w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent>"
    old = f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    return (
        f"<w:p><w:r><mc:AlternateContent {_MC}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>{old}</mc:AlternateContent></w:r></w:p>"
    )


def _with_footnotes(data: bytes, *notes: str) -> bytes:
    packed = io.BytesIO()
    body = "".join(f'<w:footnote w:id="{n}"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote>' for n, words in enumerate(notes, 1))
    parts = {"[Content_Types].xml": ("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{_TYPE}"/></Types>')}
    relation = f'<Relationship Id="rId99" Type="{_KIND}" Target="footnotes.xml"/></Relationships>'
    parts["word/_rels/document.xml.rels"] = ("</Relationships>", relation)
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).decode().replace(*parts.get(name, ("", ""))) if name in parts else old.read(name))
        separator = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        new.writestr("word/footnotes.xml", f"<w:footnotes {NAMESPACES}>{separator}{body}</w:footnotes>")
    return packed.getvalue()


def test_boxes_and_footnotes_are_counted_each_once() -> None:
    made = make_docx(f"<w:p><w:r><w:t>正文</w:t></w:r></w:p>{_boxed('内部资料')}{_boxed('　')}")
    assert unread(Raw("稿.docx", made)) == (("文本框", 1),)
    assert unread(Raw("稿.docx", _with_footnotes(made, "见县志。", "见统计公报。"))) == (("文本框", 1), ("脚注", 2))


def test_a_page_number_is_nothing_to_read() -> None:
    document, saved = Document(), io.BytesIO()
    document.add_paragraph("正文")
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    document.save(saved)
    assert unread(Raw("稿.docx", saved.getvalue())) == ()
    document.sections[0].footer.paragraphs[0].text = "青禾县水利局"
    document.save(saved := io.BytesIO())
    assert unread(Raw("稿.docx", saved.getvalue())) == (("页脚", 1),)

"""Docx made from raw XML, and hypothesis's own: runs, tabs, breaks, revisions, tables, content controls, fields."""

import io
import zipfile
from functools import cache

import docx
from hypothesis import strategies as st

NAMESPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORDS = st.text(alphabet="全县安全生产形势11 ，。\U00020000", max_size=6)
PROPERTIES = st.sampled_from(("", "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:sz w:val="32"/><w:i/></w:rPr>'))
INNER = st.one_of(
    WORDS.map(lambda t: f'<w:t xml:space="preserve">{t}</w:t>'),
    st.sampled_from(("<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>", "<w:lastRenderedPageBreak/>", '<w:footnoteReference w:id="1"/>')),
)


@cache
def _template() -> dict[str, bytes]:
    packed = io.BytesIO()
    docx.Document().save(packed)
    with zipfile.ZipFile(packed) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def make_docx(body: str) -> bytes:
    """A docx made by python-docx, with `body` (raw XML) in the place of its body."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name, data in _template().items():
            text = f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>".encode()
            made.writestr(name, text if name == "word/document.xml" else data)
    return packed.getvalue()


def runs() -> st.SearchStrategy[str]:
    return st.builds(lambda props, inner: f"<w:r>{props}{''.join(inner)}</w:r>", PROPERTIES, st.lists(INNER, max_size=4))


def _inlines() -> st.SearchStrategy[str]:
    """Runs, and what runs stand in."""
    return st.one_of(
        runs(),
        runs().map(lambda r: f'<w:ins w:id="7" w:author="甲">{r}</w:ins>'),
        WORDS.map(lambda t: f'<w:del w:id="8" w:author="甲"><w:r><w:delText>{t}</w:delText></w:r></w:del>'),
        runs().map(lambda r: f'<w:hyperlink w:anchor="a">{r}</w:hyperlink>'),
        runs().map(lambda r: f"<w:sdt><w:sdtContent>{r}</w:sdtContent></w:sdt>"),
        runs().map(lambda r: f'<w:fldSimple w:instr="PAGE">{r}</w:fldSimple>'),
        runs().map(lambda r: '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
                             f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r}<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        st.just('<w:bookmarkStart w:id="3" w:name="a"/><w:bookmarkEnd w:id="3"/>'),
    )  # fmt: skip


def paragraphs() -> st.SearchStrategy[str]:
    marks = st.sampled_from(
        ("", "", "", '<w:pPr><w:rPr><w:del w:id="6" w:author="甲"/></w:rPr></w:pPr>', '<w:pPr><w:jc w:val="center"/></w:pPr>')
    )
    return st.builds(lambda mark, inner: f"<w:p>{mark}{''.join(inner)}</w:p>", marks, st.lists(_inlines(), max_size=5))


def tables() -> st.SearchStrategy[str]:
    merges = st.sampled_from(("", "", "<w:tcPr><w:vMerge/></w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'))
    cells = st.builds(lambda merge, inner: f"<w:tc>{merge}{''.join(inner)}</w:tc>", merges, st.lists(paragraphs(), min_size=1, max_size=2))
    rows = st.lists(cells, min_size=1, max_size=3).map(lambda cs: f"<w:tr>{''.join(cs)}</w:tr>")
    return st.lists(rows, min_size=1, max_size=3).map(lambda rs: f"<w:tbl>{''.join(rs)}</w:tbl>")


def bodies() -> st.SearchStrategy[str]:
    """Bodies with at least one character of text."""
    blocks = st.one_of(paragraphs(), paragraphs(), tables())
    return st.lists(blocks, max_size=6).map(lambda bs: "<w:p><w:r><w:t>讲话</w:t></w:r></w:p>" + "".join(bs))


def with_macros(plain: bytes) -> bytes:
    """The docx `plain` as one with macros is: a project of programs, what belongs to it, and the types that say so."""
    types = '<Override PartName="/word/vbaData.xml" ContentType="application/vnd.ms-word.vbaData+xml"/></Types>'
    types = f'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>{types}'
    kind = "http://schemas.microsoft.com/office/2006/relationships"
    one = '<Relationship Id="rIdV" Type="{}/{}" Target="{}"/></Relationships>'
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "[Content_Types].xml":
                ordinary = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
                text = text.replace(ordinary, b"vnd.ms-word.document.macroEnabled.main+xml").replace(b"</Types>", types.encode())
            if name == "word/_rels/document.xml.rels":
                text = text.replace(b"</Relationships>", one.format(kind, "vbaProject", "vbaProject.bin").encode())
            new.writestr(name, text)
        new.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 Sub AutoOpen()")
        relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        new.writestr("word/_rels/vbaProject.bin.rels", relations + one.format(kind, "wordVbaData", "vbaData.xml"))
        new.writestr("word/vbaData.xml", "<wne:vbaSuppData xmlns:wne='http://schemas.microsoft.com/office/word/2006/wordml'/>")
    return packed.getvalue()

"""The map from the canonical text to the runs of a docx: it agrees with the reader, and cutting changes nothing."""

import zipfile
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers import canonical_text, docx
from corpus.readers.raw import Raw, read_raw
from drafting.docx.parts import Parts
from drafting.docx.runs import Runs
from tests.conftest import SAMPLES
from tests.docx_maker import bodies, make_docx

REAL = sorted((SAMPLES / "archive").glob("*.docx"))
ODD = """<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r w:rsidR="00A1"><w:rPr><w:b/><w:sz w:val="32"/></w:rPr><w:t>全县</w:t><w:br/>
<w:t xml:space="preserve">企业 11 家</w:t><w:footnoteReference w:id="2"/></w:r><w:ins w:id="9" w:author="甲">
<w:r><w:t>（新增）</w:t></w:r></w:ins>
<w:del w:id="8" w:author="甲"><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>"""


def opened(data: bytes) -> tuple[Parts, Runs]:
    parts = Parts(Raw("稿.docx", data))
    return parts, Runs(parts.document)


def text_of(data: bytes) -> str:
    return docx.read(Raw("稿.docx", data)).text


@pytest.mark.parametrize("path", REAL, ids=lambda p: p.name)
def test_the_map_of_a_real_docx_says_its_canonical_text(path: Path) -> None:
    assert Runs(Parts(read_raw(path)).document).text == canonical_text(path)


@given(bodies(), st.data())
@settings(max_examples=100, deadline=None, derandomize=True)
def test_cutting_anywhere_leaves_text_and_formatting(body: str, data: st.DataObject) -> None:
    made = make_docx(body)
    parts, runs = opened(made)
    text, before = text_of(made), looks(runs)
    assert runs.text == text
    for offset in data.draw(st.lists(st.integers(0, len(text)), max_size=8)):
        runs.cut(offset)
    assert text_of(parts.pack()) == text
    assert looks(runs) == looks(Runs(parts.document)) == before


def looks(runs: Runs) -> list[tuple[str, bytes]]:
    """Each character with the properties of its run."""
    from lxml import etree

    said = []
    for at, character in enumerate(runs.text):
        for piece in runs.within(at, at + 1):
            properties = piece.run.find(runs.tag("rPr"))
            said.append((character, b"" if properties is None else etree.tostring(properties, with_tail=False)))
    return said


@given(bodies(), st.data())
@settings(max_examples=100, deadline=None, derandomize=True)
def test_runs_between_two_offsets_give_exactly_that_text(body: str, data: st.DataObject) -> None:
    _, runs = opened(make_docx(body))
    start = data.draw(st.integers(0, len(runs.text)))
    end = data.draw(st.integers(start, len(runs.text)))
    lines = [runs.text[max(start, line.start) : min(end, line.end)] for line in runs.lines if line.start < end and start < line.end]
    assert "".join(map(runs.text_of, runs.between(start, end))) == "".join(lines)


def test_a_cut_keeps_properties_and_leaves_its_neighbours_alone() -> None:
    parts, runs = opened(make_docx(ODD))
    assert runs.text == "全县\n企业 11 家（新增）"
    (run,) = runs.between(6, 8)
    assert runs.text_of(run) == "11"
    assert [child.tag for child in run] == [runs.tag("rPr"), runs.tag("t")]
    assert dict(run.attrib) == {runs.tag("rsidR"): "00A1"}
    (last,) = runs.between(9, 10)
    assert last.find(runs.tag("footnoteReference")) is None
    assert text_of(parts.pack()) == runs.text
    assert parts.document.findall(f".//{runs.tag('footnoteReference')}")


def test_a_formula_is_not_cut() -> None:
    math = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>甲+乙</m:t></m:r></m:oMath>'
    _, runs = opened(make_docx(f"<w:p><w:r><w:t>式</w:t></w:r>{math}</w:p>"))
    assert not runs.cut(2)
    assert runs.cut(1)
    assert list(map(runs.text_of, runs.between(0, 2))) == ["式", "甲+乙"]


def test_every_other_part_is_byte_identical() -> None:
    data = make_docx(ODD)
    parts, runs = opened(data)
    runs.between(3, 5)
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(BytesIO(parts.pack())) as new:
        assert old.namelist() == new.namelist()
        assert {n: old.read(n) for n in old.namelist() if n != parts.main} == {n: new.read(n) for n in new.namelist() if n != parts.main}


def test_lines_are_found_by_offset() -> None:
    _, runs = opened(make_docx("".join(f"<w:p><w:r><w:t>{escape(t)}</w:t></w:r></w:p>" for t in ("甲", "", "乙丙"))))
    assert [(line.start, line.end) for line in runs.lines] == [(0, 1), (2, 2), (3, 5)]
    assert [runs.lines.index(runs.line_at(i)) for i in range(6)] == [0, 0, 1, 2, 2, 2]

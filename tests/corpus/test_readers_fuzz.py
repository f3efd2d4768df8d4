"""Whatever the bytes: text or a FileError of one Chinese sentence, soon."""

import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.errors import FileError
from corpus.documents import Document
from corpus.mends import restore
from corpus.readers import formats, iter_documents
from corpus.readers.raw import Raw
from tests.corpus.pdf_maker import make_pdf, paragraph
from tests.timing import cpu_seconds

TEXT = "关于做好防汛工作的通知\n各乡镇人民政府要把巡查责任落实到人，不得脱岗。\n来源：县政府办　浏览次数：35\n一、加强领导"
SUFFIXES = ("docx", "txt", "html", "pdf", "jsonl", "zip")
LONGEST = 5.0  # seconds
FUZZ = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def _samples() -> dict[str, bytes]:
    made, held, zipped = docx.Document(), io.BytesIO(), io.BytesIO()
    made.add_paragraph(TEXT)
    made.add_table(2, 2).cell(0, 0).text = "指标"
    made.save(held)
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("通知/a.txt", TEXT)
        new.writestr("b.docx", held.getvalue())
    with TemporaryDirectory() as folder:
        pdf = make_pdf(Path(folder, "a.pdf"), [paragraph(TEXT.replace("\n", ""), 700)], password="").read_bytes()
    page = f"<html><head><meta charset=gbk><title>{TEXT[:11]}</title></head><body><div><p>{TEXT}</p><table><tr><td>1<td>2</table></div>"
    row = '{"id": "1", "text": "' + TEXT.replace("\n", "\\n") + '"}\n'
    texts = {"html": page.encode("gbk"), "txt": TEXT.encode(), "jsonl": row.encode()}
    return {"docx": held.getvalue(), "zip": zipped.getvalue(), "pdf": pdf, **texts}


SAMPLES = _samples()


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """A real file with some bytes changed, cut out, doubled, or its end missing."""
    suffix = draw(st.sampled_from(SUFFIXES))
    data = bytearray(SAMPLES[suffix])
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        size = draw(st.integers(0, 40))
        kind = draw(st.integers(0, 3))
        if kind == 0:
            data[at : at + size] = draw(st.binary(max_size=40))
        elif kind == 1:
            del data[at : at + size]
        elif kind == 2:
            data[at:at] = data[at : at + size]
        else:
            del data[max(at, 1) :]
    return suffix, bytes(data)


def check(suffix: str, data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, f"a.{suffix}")
        path.write_bytes(data)
        found: list[Document | FileError] = []
        assert cpu_seconds(lambda: found.extend(iter_documents(path))) < LONGEST
    assert found
    for item in found:
        if isinstance(item, Document):
            assert item.text.strip()
            item.text.encode()
            if suffix not in ("zip", "jsonl"):
                assert restore(item.text, item.mends) == formats.read(Raw(f"a.{suffix}", data)).text
        else:
            assert isinstance(item, FileError)
            said = str(item)
            assert said.endswith("。") and "\n" not in said


@given(st.sampled_from(SUFFIXES), st.binary(max_size=2000))
@FUZZ
def test_random_bytes(suffix: str, data: bytes) -> None:
    check(suffix, data)


@given(mutated())
@FUZZ
def test_mutated_files(case: tuple[str, bytes]) -> None:
    check(*case)


@given(st.binary(max_size=300), st.sampled_from((b"PK\x03\x04", b"%PDF-1.7\n", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"\xff\xfe\0\0")))
@FUZZ
def test_random_bytes_behind_a_known_beginning(data: bytes, start: bytes) -> None:
    for suffix in SUFFIXES:
        check(suffix, start + data)


TAGS = (
    "<p> </p> <div> </div> <table> </table> <tr> <td> <td/rowspan=3> <th/colspan=9> <br> <nav> <b> </b> <form> <script> </script> <style> "
    "<!-- --> <ul><li> &nbsp; &#0; &lt; <a>链接</a> <h1>通知</h1> <svg> <![CDATA[ <body> </html> <frameset> <ruby><rt> <del> <title>"
)
HTML = st.lists(st.sampled_from([*TAGS.split(" "), "防汛工作责任到人，不得脱岗。", "\n", "　"]), max_size=60)


@given(HTML)
@FUZZ
def test_any_nesting_of_tags(parts: list[str]) -> None:
    try:
        reading = formats.read(Raw("a.html", "".join(parts).encode()))
    except FileError:
        return
    assert reading.running.strip()
    assert restore(reading.running, reading.mends) == reading.text


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_samples_themselves_are_read(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(SAMPLES[suffix])
    found = list(iter_documents(path))
    assert found and all(isinstance(item, Document) and "巡查责任" in item.text for item in found)

import json
import os
import resource
import threading
from pathlib import Path

import docx
import pytest

from base.errors import FileError
from corpus.documents import Document
from corpus.mends import restore, summary
from corpus.readers import canonical_text, iter_documents, raw, walk
from tests.corpus.pdf_maker import make_pdf, paragraph

TEXT = "关于做好防汛工作的通知\n各乡镇人民政府要把巡查责任落实到人。"


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def read(path: Path) -> tuple[list[Document], list[str]]:
    found = list(iter_documents(path))
    return [x for x in found if isinstance(x, Document)], [str(x) for x in found if isinstance(x, FileError)]


@pytest.mark.parametrize("suffix", ["docx", "txt", "md", "html", "pdf", "doc", "wps", "rtf", "odt", "zip", "jsonl"])
@pytest.mark.parametrize(
    "data", [b"", b"\0" * 3000, bytes(range(256)) * 20, b"PK\x03\x04" + b"x" * 500], ids=["empty", "zeros", "bytes", "zip"]
)
def test_what_holds_nothing_is_one_chinese_sentence(tmp_path: Path, suffix: str, data: bytes) -> None:
    documents, faults = read(write(tmp_path / f"a.{suffix}", data))
    assert documents == [] and (len(faults) == 1 or suffix == "jsonl")
    assert faults[0].count("。") == 1 and faults[0].endswith("。") and "\n" not in faults[0] and "a." in faults[0]


@pytest.mark.parametrize("suffix", ["docx", "txt", "html", "pdf", "doc"])
def test_a_file_over_the_limit_is_not_opened(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    with path.open("wb") as file:
        file.truncate(raw.LARGEST + 1)
    assert "超过单个文件 50 MB 的上限" in read(path)[1][0]


@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
def test_a_line_of_a_million_characters(tmp_path: Path, suffix: str) -> None:
    line = "全县防汛工作责任到人，" * 100_000
    documents, faults = read(write(tmp_path / f"a.{suffix}", f"<p>{line}</p>" if suffix == "html" else line))
    assert faults == [] and len(documents[0].text) == len(line)


def test_a_row_of_a_million_characters(tmp_path: Path) -> None:
    line = "全县防汛工作责任到人，" * 100_000
    documents, faults = read(write(tmp_path / "a.jsonl", json.dumps({"id": "1", "text": line}, ensure_ascii=False)))
    assert faults == [] and documents[0].text == line


def test_a_jsonl_of_nothing_but_bad_rows_is_given_up(tmp_path: Path) -> None:
    documents, faults = read(write(tmp_path / "a.jsonl", b"\xff\xfe\xfd\n" * 5000))
    assert documents == [] and len(faults) <= 101
    documents, faults = read(write(tmp_path / "b.jsonl", "不是\n" * 5000))
    assert len(faults) == 101 and "前 100 行都不能用" in faults[-1]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_two_encodings_in_one_file_are_read_and_said(tmp_path: Path, name: str) -> None:
    data = TEXT.encode() + b"\n" + "旧系统导出的记录：水位正常。".encode("gbk")
    documents, faults = read(write(tmp_path / name, data))
    assert documents[0].text == f"{TEXT}\n旧系统导出的记录：水位正常。"
    assert "混有 UTF-8 和 GB18030 两种编码" in faults[0] and "已逐行识别并收录" in faults[0]
    assert canonical_text(tmp_path / name) == documents[0].text


def test_a_line_in_no_encoding_is_left_out_and_named(tmp_path: Path) -> None:
    data = "\n".join([TEXT] * 4).encode() + b"\n" + b"\xff\xfe\xfd\x81" * 5 + b"\n" + TEXT.encode()
    documents, faults = read(write(tmp_path / "a.txt", data))
    assert documents[0].text == "\n".join([TEXT] * 5)
    assert "第 9 行的编码无法识别" in faults[0] and "其余已收录" in faults[0]
    with pytest.raises(FileError, match="第 9 行"):
        canonical_text(tmp_path / "a.txt")


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.pdf", b"%PDF-1.4 cut")
    write(tmp_path / "c.docx", b"PK\x03\x04")
    write(tmp_path / "d.md", TEXT)
    found = [item for path in walk([tmp_path]) if isinstance(path, Path) for item in iter_documents(path)]
    assert [isinstance(item, Document) for item in found] == [True, False, False, True]


def test_names_with_line_ends_are_refused_in_one_line(tmp_path: Path) -> None:
    write(tmp_path / "换\n行.txt", TEXT)
    write(tmp_path / "好 名(1).txt", TEXT)
    found = list(walk([tmp_path]))
    assert [item for item in found if isinstance(item, Path)] == [tmp_path / "好 名(1).txt"]
    (fault,) = [str(item) for item in found if isinstance(item, FileError)]
    assert "换行" in fault and "\n" not in fault


def test_links_in_a_circle_and_pipes_do_not_hold_it_up(tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲" / "乙").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "自己.txt").symlink_to(tmp_path / "自己.txt")
    os.mkfifo(tmp_path / "管道.txt")
    write(tmp_path / "甲" / "a.txt", TEXT)
    assert list(walk([tmp_path])) == [tmp_path / "甲" / "a.txt"]
    assert "不是文件" in read(tmp_path / "管道.txt")[1][0]
    assert "找不到" in read(tmp_path / "自己.txt")[1][0]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    path.chmod(0)
    assert "没有权限" in read(path)[1][0]


def test_a_file_that_cannot_be_read_to_the_end_is_named(tmp_path: Path) -> None:
    memory = Path("/proc/self/mem")  # a file that may be opened, and whose first byte may not be read
    if not memory.is_file():
        pytest.skip("no such file on this system")
    (tmp_path / "a.txt").symlink_to(memory)
    assert "无法读取" in read(tmp_path / "a.txt")[1][0]


def test_tables_of_a_docx_are_rows_in_the_copy_only(tmp_path: Path) -> None:
    made = docx.Document()
    made.core_properties.title, made.core_properties.author = "防汛物资表", "青禾县应急管理局"
    made.add_paragraph("现将防汛物资储备情况通报如下。")
    table = made.add_table(3, 3)
    for row, said in zip(table.rows, (("物资", "数量", "备注"), ("编织袋", "35000", "石桥镇\n白水镇"), ("", "120", ""))):
        for cell, text in zip(row.cells, said):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    made.save(str(tmp_path / "a.docx"))
    (document,) = read(tmp_path / "a.docx")[0]
    first, *rows = document.text.split("\n")
    assert first == "现将防汛物资储备情况通报如下。"
    assert rows[:3] == ["物资 | 数量 | 备注", "--- | --- | ---", "编织袋  | 35000 | 石桥镇"] or rows[2].startswith("编织袋")
    assert rows[-1].startswith("编织袋") and "120" in rows[-1]
    assert restore(document.text, document.mends) == canonical_text(tmp_path / "a.docx")
    assert "表格成行" in summary(document)
    assert document.meta["文件标题"] == "防汛物资表" and document.meta["文件作者"] == "青禾县应急管理局"


def test_a_table_that_lays_out_text_stays_as_it_is(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(1, 2)
    table.cell(0, 0).text = "领导意见"
    table.cell(0, 1).text = "各乡镇人民政府要把巡查责任落实到堤、到坝、到人，实行二十四小时值班。" * 8
    made.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx")[0][0].text == canonical_text(tmp_path / "a.docx")


def test_memory_stays_bounded(tmp_path: Path) -> None:
    """Ten large files one after the other need no more than one does."""
    for i in range(10):
        write(tmp_path / f"{i}.txt", ("全县防汛工作责任到人。\n" * 20_000))
    make_pdf(tmp_path / "a.pdf", [paragraph("全县防汛工作责任到人，" * 9, 700) for _ in range(60)])
    assert len(read(tmp_path / "0.txt")[0]) == 1
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for path in sorted(tmp_path.iterdir()):
        assert len(read(path)[0]) == 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


def test_several_threads_read_different_formats(tmp_path: Path) -> None:
    paths = [
        write(tmp_path / "a.txt", TEXT),
        write(tmp_path / "b.html", f"<p>{TEXT}</p>"),
        make_pdf(tmp_path / "c.pdf", [paragraph(TEXT, 700)]),
    ] * 4
    found: list[int] = []
    threads = [threading.Thread(target=lambda path=path: found.append(len(read(path)[0]))) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1] * len(paths)

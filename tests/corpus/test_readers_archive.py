import io
import json
import zipfile
from pathlib import Path

import pytest

from base.errors import FileError
from corpus.documents import Document
from corpus.readers import archive, iter_documents, walk

TEXT = "关于做好防汛工作的通知\n各乡镇人民政府要把巡查责任落实到人。"


def make_zip(path: Path, members: dict[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members.items():
            new.writestr(name, data)
    return path


def read(path: Path) -> tuple[list[Document], list[str]]:
    found = list(iter_documents(path))
    return [x for x in found if isinstance(x, Document)], [str(x) for x in found if isinstance(x, FileError)]


class _Cp437(zipfile.ZipInfo):
    """Writes its name in code page 437 whatever is in it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("cp437"), self.flag_bits & ~0x800


def test_documents_in_folders_of_a_zip_are_read_under_their_own_names(tmp_path: Path) -> None:
    row = json.dumps({"id": "7", "text": "一行一篇。"}, ensure_ascii=False).encode()
    members = {"通知/防汛/通知.txt": TEXT.encode(), "a.md": TEXT.encode("gb18030"), "图.jpg": b"x", "表/": b"", "行.jsonl": row}
    path = make_zip(tmp_path / "资料.zip", members)
    assert list(walk([path])) == [path]
    documents, faults = read(path)
    assert faults == []
    assert [d.id for d in documents] == [f"{path}!/a.md", "7", f"{path}!/通知/防汛/通知.txt"]
    assert {d.source for d in documents} == {str(path)}
    assert documents[2].text == TEXT and documents[2].title == "关于做好防汛工作的通知"


def test_names_in_gbk_and_utf_8_are_understood(tmp_path: Path) -> None:
    members: dict[str | zipfile.ZipInfo, bytes] = {
        _Cp437("防汛/通知.txt".encode("gbk").decode("cp437")): TEXT.encode(),
        _Cp437("旱情\\报告.txt".encode().decode("cp437")): TEXT.encode(),
        "会议/纪要.txt": TEXT.encode(),
    }
    documents, faults = read(make_zip(tmp_path / "a.zip", members))
    assert faults == []
    assert sorted(d.id.rpartition("!/")[2] for d in documents) == ["会议/纪要.txt", "旱情/报告.txt", "防汛/通知.txt"]


def test_what_is_unsafe_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as new:
        new.writestr("b.txt", TEXT)
    members: dict[str | zipfile.ZipInfo, bytes] = {
        "../逃出.txt": b"x",
        "/绝对.txt": b"x",
        "C:/盘符.txt": b"x",
        "内.zip": inner.getvalue(),
        "版式.ofd": b"x",
        "空.txt": b"",
        "换\n行.txt": b"x",
        "坏.docx": b"PK broken",
        "__MACOSX/._好.txt": b"x",
        ".隐.txt": b"x",
        "~$好.docx": b"x",
        "好.txt": TEXT.encode(),
    }
    documents, faults = read(make_zip(tmp_path / "a.zip", members))
    assert [d.id.rpartition("!/")[2] for d in documents] == ["好.txt"]
    for name, says in {
        "逃出": "压缩包之外", "绝对": "压缩包之外", "盘符": "压缩包之外", "内.zip": "压缩包里的压缩包", "版式.ofd": "格式不能读取",
        "空.txt": "空文件", "行.txt": "无法识别的字符", "坏.docx": "已损坏",
    }.items():  # fmt: skip
        assert [fault for fault in faults if name in fault and says in fault], name
    assert len(faults) == 8
    assert all(fault.count("。") == 1 and "\n" not in fault for fault in faults)


def test_a_locked_member_is_said(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"密.txt": TEXT.encode(), "明.txt": TEXT.encode()})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1  # the flag in the directory
    path.write_bytes(bytes(data))
    documents, faults = read(path)
    assert len(documents) == 1
    assert len(faults) == 1 and "设了解压密码" in faults[0]


def test_bombs_are_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents, faults = read(make_zip(tmp_path / "a.zip", {"a.txt": b"\0" * 60_000_000}))
    assert documents == [] and "大得不正常" in faults[0]
    monkeypatch.setattr(archive, "_MOST_FILES", 3)
    documents, faults = read(make_zip(tmp_path / "b.zip", {f"{i}.txt": b"x" for i in range(4)}))
    assert documents == [] and "超过 3 个" in faults[0]


def test_a_size_that_lies_is_found_out(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"a.txt": b"0123456789" * 1000})
    data = path.read_bytes()
    path.write_bytes(data.replace((10_000).to_bytes(4, "little"), (500).to_bytes(4, "little")))
    documents, faults = read(path)
    assert documents == [] and "已损坏" in faults[0]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"hello", b"PK\x05\x06" + b"\0" * 30])
def test_what_is_no_zip(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    documents, faults = read(tmp_path / "a.zip")
    assert documents == [] and len(faults) == 1 and "zip" in faults[0]


def test_a_truncated_zip_and_a_damaged_member(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {f"{i}.txt": (TEXT * 50).encode() for i in range(5)})
    whole = path.read_bytes()
    path.write_bytes(whole[:-30])
    assert "已损坏" in read(path)[1][0]
    broken = bytearray(whole)
    broken[40:60] = b"\xff" * 20
    path.write_bytes(bytes(broken))
    documents, faults = read(path)
    assert len(documents) == 4 and len(faults) == 1


def test_a_zip_that_is_not_there(tmp_path: Path) -> None:
    assert "找不到" in read(tmp_path / "a.zip")[1][0]

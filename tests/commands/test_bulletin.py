"""`biganzi bulletin` over a small folder: the notice as text, what is kept for the next one, what is said of bad input."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.evals.notice_folder import make_folder

Run = Callable[..., tuple[int, str, str]]
FAMILIES = ("--families", "用语,标点,外来痕迹")

NOTICE = """关于2026年11月公文错情的通报
2026年11月共检查3个单位的公文12篇、1698字，查出错情6处，其中错误6处、警告0处，平均每篇0.5处、每万字35.3处。
“错误”是确定的错，“警告”是很可能有错、应当核对的地方（只计文字和格式方面的）；可改可不改的不计。“每万字”是合计数按一万字折算，长短不一的文稿可以相比。

一、各单位错情
按每万字错情从少到多排列，相同的名次并列。

表1　各单位错情
名次  单位      文稿  字数  错误  警告  合计  篇均  每万字
   1  县水利局     4   628     0     0     0   0.0     0.0
   2  青禾镇       4   618     3     0     3   0.8    48.5
   3  柏溪乡       4   452     3     0     3   0.8    66.4

二、各类错情

表2　各类错情
类别      错误  警告  合计  篇均  每万字
用语         3     0     3   0.3    17.7
标点         2     0     2   0.2    11.8
外来痕迹     1     0     1   0.1     5.9

表3　各单位各类错情（处）
单位      用语  标点  外来痕迹  合计
县水利局     0     0         0     0
青禾镇       2     1         0     3
柏溪乡       1     1         1     3
合计         3     2         1     6

三、典型错例
只摘引错误，警告只计数。【】内是有错的原文；认得出的个人姓名、电话、证件号码已隐去。

表4　典型错例
1. 用语　这项工作【涉及到】十二个村。
   正确写法：应为“涉及”（同样的共3处）
   出处：柏溪乡《春耕生产情况》
2. 标点　会议强调了措施【。。】请各村抓紧落实。
   正确写法：应为“。”（同样的共2处）
   出处：柏溪乡《道路养护情况》
3. 外来痕迹　全年完成投资【XX】万元。
   正确写法：请核对：“XX”是没有填写的占位，请补上实际内容。
   出处：柏溪乡《春耕生产情况》
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "来文")


def test_the_notice_as_text(biganzi: Run, folder: Path) -> None:
    assert biganzi("bulletin", folder, *FAMILIES, "--period", "2026年11月") == (0, NOTICE, "")


def test_the_next_notice_is_held_against_the_record_of_this_one(biganzi: Run, folder: Path, tmp_path: Path) -> None:
    code, _, err = biganzi("bulletin", folder, *FAMILIES, "--period", "2026年10月", "--output", tmp_path / "十月.txt")
    assert code == 0 and "十月.留底.json" in err
    (folder / "柏溪乡" / "春耕生产情况.txt").write_text("春耕生产情况\n请各村抓紧备耕。", encoding="utf-8")
    arguments = ("bulletin", folder, *FAMILIES, "--since-last", tmp_path / "十月.留底.json")
    _, out, _ = biganzi(*arguments, "--format", "json")
    told = json.loads(out)
    assert told["last_period"] == "2026年10月" and told["total"]["trend"] < 0
    assert [u["trend"] for u in told["units"] if u["name"] == "青禾镇"] == [0.0]
    _, out, _ = biganzi(*arguments)
    assert "每万字错情比2026年10月下降" in out and "比上期" in out


def test_a_notice_without_names_keeps_them_in_its_record_alone(biganzi: Run, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "通报.json"
    code, _, _ = biganzi("bulletin", folder, *FAMILIES, "--no-names", "--format", "json", "--output", output)
    words = output.read_text(encoding="utf-8")
    assert code == 0 and not [name for name in ("青禾镇", "柏溪乡", "县水利局", "春耕生产", str(folder)) if name in words]
    kept = json.loads((tmp_path / "通报.留底.json").read_text(encoding="utf-8"))
    assert kept["aliases"] == {"柏溪乡": "甲单位", "青禾镇": "乙单位", "县水利局": "丙单位"} and kept["quotes"] == []
    (folder / "县水利局").rename(folder / "安监站")
    _, out, _ = biganzi("bulletin", folder, *FAMILIES, "--no-names", "--since-last", tmp_path / "通报.留底.json")
    assert "丁单位" in out and "丙单位" not in out and "乙单位" in out


def test_another_record_is_not_lost(biganzi: Run, folder: Path, tmp_path: Path) -> None:
    arguments = ("bulletin", folder, *FAMILIES, "--output", tmp_path / "通报.txt")
    biganzi(*arguments, "--no-names")
    before = (tmp_path / "通报.留底.json").read_bytes()
    assert "另存为" not in biganzi(*arguments, "--no-names")[2]
    assert "原来的 通报.留底.json 另存为" in biganzi(*arguments)[2]
    (aside,) = tmp_path.glob("通报.留底-旧-*.json")
    assert aside.read_bytes() == before


def test_what_cannot_be_read_is_named_and_the_rest_is_done(biganzi: Run, folder: Path) -> None:
    (folder / "青禾镇" / "坏.docx").write_bytes(b"PK")
    (folder / "青禾镇" / "空.txt").write_text(" \n", encoding="utf-8")
    code, out, err = biganzi("bulletin", folder, *FAMILIES)
    assert code == 4 and "另有2个文件未能读取，不在统计之内。" in out
    assert "坏.docx" in err and "空.txt" in err and len(err.splitlines()) == 2


@pytest.mark.parametrize("form", ["html", "docx"])
def test_files_for_readers(form: str, biganzi: Run, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / f"通报.{form}"
    code, out, _ = biganzi("bulletin", folder, *FAMILIES, "--title", "青禾县公文错情通报", "--format", form, "--output", output)
    assert (code, out) == (0, "") and output.stat().st_size > 2000


def test_what_is_wrong_is_said_before_anything_is_read(biganzi: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "稿.json").write_text("{}", encoding="utf-8")
    for arguments, said in (
        (("--format", "docx"), "--output"),
        (("--format", "docx", "--output", tmp_path / "通报.txt"), ".docx 结尾"),
        (("--since-last", tmp_path / "稿.json"), "不是通报的留底"),
        (("--since-last", tmp_path / "无.json"), "无法读取上期的留底"),
        (("--units", tmp_path / "无.csv"), "无法读取单位名单"),
        (("--families", "错字"), "没有检查类别"),
    ):
        code, out, err = biganzi("bulletin", folder, *arguments)
        assert (code, out) == (2, "") and said in err
    (tmp_path / "空").mkdir()
    assert "没有可以统计的文稿" in biganzi("bulletin", tmp_path / "空")[2]
